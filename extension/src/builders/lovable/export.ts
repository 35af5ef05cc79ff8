import type { ExportContext } from '../adapter.ts';
import { base64, MAX_EXPORT } from '../bytes.ts';
import { failure } from '../failure.ts';
import { inParallel } from '../parallel.ts';
import { isSame, list, type Listed } from './listing.ts';
import { LovableSession } from './session.ts';

/** No limit is documented and none was seen with six readers (builders.md 3). */
const READERS = 6;

/** Base64 of more does not fit into one message of the browser. */
const MAX_FILE = 40 * 1024 * 1024;

/** What is wrong with a reading of all files; the project may have changed under it. */
interface Torn {
  readonly path: string;
  readonly why: string;
}

type Reading = { files: Map<string, Uint8Array> } | { torn: Torn };

/**
 * Reads every file, and hands them over only when the listing after the last of them is the
 * listing before the first: what is handed over has existed at one moment.
 */
export async function exportLovable(context: ExportContext): Promise<void> {
  const session = new LovableSession(context, indexedDB);
  let before = await list(session, context.signal);
  for (const last of [false, true]) {
    refuseUnusable(before);
    const reading = await readAll(context, session, before);
    const after = await list(session, context.signal);
    const same = isSame(before, after);
    if (same && 'files' in reading) return handOver(context, reading.files);
    if (last) throw same && 'torn' in reading ? incomplete(reading.torn) : changedMeanwhile();
    before = after;
  }
}

async function readAll(
  context: ExportContext,
  session: LovableSession,
  listed: readonly Listed[],
): Promise<Reading> {
  const files = new Map<string, Uint8Array>();
  let torn: Torn | null = null;
  await inParallel(listed, READERS, async ({ path, size }, stop) => {
    if (torn !== null) return;
    const bytes = await read(session, path, AbortSignal.any([context.signal, stop]));
    if (bytes?.length !== size) {
      torn = { path, why: bytes === null ? 'is gone' : `has ${bytes.length} bytes, not ${size}` };
      return;
    }
    files.set(path, bytes);
    const progress = { done: files.size, total: listed.length, unit: 'files' } as const;
    await context.give({ type: 'progress', progress, rung: 'read' });
  });
  return torn === null ? { files } : { torn };
}

function read(
  session: LovableSession,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array | null> {
  const query = `git/file?path=${encodeURIComponent(path)}&ref=main`;
  return session.get('read', query, signal, async (response) => {
    return new Uint8Array(await response.arrayBuffer());
  });
}

async function handOver(context: ExportContext, files: Map<string, Uint8Array>): Promise<void> {
  for (const [path, bytes] of files) {
    await context.give({ type: 'file', path, base64: base64(bytes) });
  }
}

function refuseUnusable(listed: readonly Listed[]): void {
  if (listed.length === 0) {
    throw failure(
      'list',
      'export.empty',
      'Lovable lists no file in this project, which would delete everything.',
      'Check that the project has files, and that its plan lets you see the code.',
    );
  }
  const huge = listed.find((file) => file.size > MAX_FILE);
  const total = listed.reduce((sum, file) => sum + file.size, 0);
  if (huge !== undefined || total > MAX_EXPORT) {
    throw failure(
      'list',
      'export.too-large',
      huge === undefined
        ? `The project has ${total} bytes; a tab hands over at most ${MAX_EXPORT}.`
        : `The file ${huge.path} has ${huge.size} bytes; a tab hands over at most ${MAX_FILE} a file.`,
      'Take what is large out of the project.',
    );
  }
}

function incomplete(torn: Torn): Error {
  return failure(
    'read',
    'export.incomplete',
    `Lovable's list and its files do not agree, twice: ${torn.path} ${torn.why}.`,
    'Wait a minute and press Deploy again.',
  );
}

function changedMeanwhile(): Error {
  return failure(
    'compare',
    'export.changed-meanwhile',
    'The project changed while its files were read, twice.',
    'Wait until Lovable has finished its work and press Deploy again.',
  );
}
