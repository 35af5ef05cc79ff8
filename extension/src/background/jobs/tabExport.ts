import {
  BRING,
  EXPORT_PORT,
  type Brought,
  type FromExporter,
  type Progress,
  type Project,
  type ToExporter,
} from '../../protocol/messages.ts';
import { parseFromExporter } from '../../protocol/fromExporter.ts';
import { Failure } from '../failure.ts';
import { bring } from '../bring/bring.ts';
import { projectAt } from '../projectAt.ts';
import { fromBase64 } from './base64.ts';
import { Parcel } from './parcel.ts';

export interface Exported {
  readonly name: string;
  readonly bytes: Blob;
  /** Null where nothing was left at the builder. */
  readonly brought: Brought | null;
}

/** Told how far it has come, and on which rung of the builder's ladder. */
type Report = (progress: Progress, rung: string) => void;

const TRY_AGAIN = 'Reload the builder’s tab and press Deploy again, or use a downloaded zip.';

/**
 * Reads a project's files through its tab. Each part is acknowledged when it is taken, so that the
 * tab never reads far ahead of us. The tab must show the project at the beginning and at the end.
 *
 * @throws Failure with the rung of the builder's ladder that failed
 */
export async function exportFromTab(
  tabId: number,
  project: Project,
  signal: AbortSignal,
  report: Report,
): Promise<Exported> {
  await mustShow(tabId, project);
  signal.throwIfAborted();
  const parcel = new Parcel();
  await receive(tabId, signal, report, parcel);
  await mustShow(tabId, project);
  const brought = await bring(project, parcel, signal, (so) =>
    report({ ...so, unit: 'files' }, BRING),
  );
  return { ...parcel.close(`${project.builder}-${project.id}.zip`), brought };
}

function receive(
  tabId: number,
  signal: AbortSignal,
  report: Report,
  parcel: Parcel,
): Promise<void> {
  const port = chrome.tabs.connect(tabId, { name: EXPORT_PORT, frameId: 0 });
  const say = (message: ToExporter) => port.postMessage(message);
  const over = new AbortController();
  let rung: string | undefined;

  return new Promise<void>((resolve, reject) => {
    port.onMessage.addListener((message: unknown) => {
      try {
        const part = parseFromExporter(message);
        if (part === null) throw new Failure(failed('export.bad-message', BAD_MESSAGE, rung));
        if (part.type === 'progress') rung = part.rung;
        if (take(part, parcel, report)) resolve();
        else if (part.type !== 'progress') say({ op: 'more' });
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    port.onDisconnect.addListener(() => {
      reject(new Failure(lost(chrome.runtime.lastError?.message, rung)));
    });
    const cancel = () => {
      say({ op: 'cancel' });
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', cancel, { signal: over.signal });
    say({ op: 'export' });
  }).finally(() => {
    over.abort();
    port.disconnect();
  });
}

/** Whether it was the last part. */
function take(part: FromExporter, parcel: Parcel, report: Report): boolean {
  switch (part.type) {
    case 'progress':
      report(part.progress, part.rung);
      return false;
    case 'file':
      parcel.addFile(part.path, decoded(part.base64));
      return false;
    case 'archive':
      parcel.addPiece(part.name, decoded(part.base64));
      return false;
    case 'done':
      return true;
    case 'failed':
      throw new Failure(part.error);
  }
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(base64);
  if (bytes === null) throw new Failure(failed('export.bad-message', BAD_MESSAGE));
  return bytes;
}

async function mustShow(tabId: number, project: Project): Promise<void> {
  const tab = await chrome.tabs.get(tabId).catch(() => null);
  if (tab === null) {
    throw new Failure(failed('export.tab-gone', 'The builder’s tab was closed.'));
  }
  const shown = projectAt(tab.url);
  if (shown?.builder !== project.builder || shown.id !== project.id) {
    throw new Failure(failed('export.tab-moved', 'The tab shows another page than this project.'));
  }
}

const BAD_MESSAGE = 'Freehold’s part in the builder’s tab sent something that makes no sense.';

function lost(said: string | undefined, rung: string | undefined) {
  return said?.includes('Receiving end does not exist')
    ? failed('export.tab-unreachable', 'Freehold is not in this tab yet.', rung)
    : failed('export.tab-lost', 'The tab was closed or reloaded while it was read.', rung);
}

function failed(code: string, message: string, rung?: string) {
  return { code, message, remedy: TRY_AGAIN, ...(rung === undefined ? {} : { rung }) };
}
