import type { ResponseFrame } from '../../protocol/frames.ts';
import { Failure } from '../failure.ts';
import { Backoff } from '../host/backoff.ts';
import type { Ask } from '../host/calls.ts';
import { toBase64 } from './base64.ts';
import { exportIn, type DaemonExport } from './daemonExport.ts';

export const CHUNK = 512 << 10;
/** How often in a row it may fail without a byte arriving in between. */
const MOST_FAILURES = 5;

/** What an upload needs of the host. */
export interface Way {
  request(ask: Ask): Promise<ResponseFrame>;
  connected(signal: AbortSignal): Promise<void>;
}

export interface Parcelled {
  name: string;
  kind: string;
  bytes: Blob;
}

export interface Bookkeeping {
  signal: AbortSignal;
  /** Kept before a byte is sent, so that whoever goes on later knows where. */
  began(exportId: string): Promise<void>;
  received(bytes: number): void;
}

/**
 * Brings an archive to the daemon, chunk by chunk, each acknowledged before the next. What the
 * daemon has received is the only thing that decides where it goes on, so ports, daemon and worker
 * may go away at any instant.
 *
 * @param known the daemon's id of an upload that was begun before
 * @throws Failure when the daemon refuses it or keeps failing
 */
export async function upload(
  way: Way,
  parcel: Parcelled,
  known: string | null,
  book: Bookkeeping,
): Promise<DaemonExport> {
  const begin = () => post(way, '/v1/exports', { name: parcel.name, kind: parcel.kind });
  let exportId = known;
  let farthest = 0;

  return persistently(way, book.signal, async (progressed) => {
    let state: DaemonExport;
    try {
      state = exportId === null ? await begin() : await look(way, exportId);
    } catch (error) {
      if (isCode(error, 'intake.unknown-export')) exportId = null;
      throw error;
    }
    if (exportId === null) {
      exportId = state.id;
      await book.began(exportId);
    }
    while (state.state === 'receiving' && state.received < parcel.bytes.size) {
      book.signal.throwIfAborted();
      book.received(state.received);
      state = await sendChunk(way, exportId, parcel.bytes, state.received);
      if (state.received > farthest) {
        farthest = state.received;
        progressed();
      }
    }
    book.signal.throwIfAborted();
    book.received(parcel.bytes.size);
    return state.state === 'complete'
      ? state
      : post(way, `/v1/exports/${encodeURIComponent(exportId)}/complete`, {});
  });
}

/** Has the daemon fetch a repository itself. */
export async function fetchRepository(
  way: Way,
  url: string,
  signal: AbortSignal,
): Promise<DaemonExport> {
  const name = url.slice(0, 400);
  return persistently(way, signal, () => post(way, '/v1/exports', { name, kind: 'git', url }));
}

/** Does it again while the way to the daemon is what failed. */
async function persistently<T>(
  way: Way,
  signal: AbortSignal,
  attempt: (progressed: () => void) => Promise<T>,
): Promise<T> {
  const backoff = new Backoff();
  let failures = 0;
  const progressed = () => {
    failures = 0;
    backoff.reset();
  };
  for (;;) {
    await way.connected(signal);
    try {
      return await attempt(progressed);
    } catch (error) {
      signal.throwIfAborted();
      failures += 1;
      if (!mayPass(error) || failures >= MOST_FAILURES) throw error;
      await pause(backoff.next(), signal);
    }
  }
}

async function sendChunk(
  way: Way,
  exportId: string,
  all: Blob,
  offset: number,
): Promise<DaemonExport> {
  const bytes = new Uint8Array(await all.slice(offset, offset + CHUNK).arrayBuffer());
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  const id = encodeURIComponent(exportId);
  const path = `/v1/exports/${id}/chunks?offset=${offset}&sha256=${sha256}`;
  return exportIn(await way.request({ method: 'PUT', path, bytes: toBase64(bytes) }));
}

async function look(way: Way, exportId: string): Promise<DaemonExport> {
  const path = `/v1/exports/${encodeURIComponent(exportId)}`;
  return exportIn(await way.request({ method: 'GET', path }));
}

async function post(way: Way, path: string, body: unknown): Promise<DaemonExport> {
  return exportIn(await way.request({ method: 'POST', path, body }));
}

/** Of the way, or of a place that asking the daemon again settles. */
function mayPass(error: unknown): boolean {
  return (
    error instanceof Failure &&
    (/^(host|daemon)\./.test(error.trouble.code) ||
      ['intake.unknown-export', 'intake.chunk-offset', 'intake.chunk-hash'].some((code) =>
        isCode(error, code),
      ))
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Failure && error.trouble.code === code;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
