import type { ExportContext } from '../adapter.ts';
import { base64, isGzip, isTar, isZip, MAX_EXPORT, PIECE } from '../bytes.ts';
import { cancelled } from '../failure.ts';
import { answered, patiently } from '../patience.ts';
import { interrupted, noArchive, refusal, signedOut, tooLarge } from './refusal.ts';

/** The session's keys, as Base44's own SDK names them (builders.md 5). */
const TOKEN_KEYS = ['base44_access_token', 'token'];

/**
 * Base44's own export of an app as a tar. Only the address is asked: the command of the same name
 * also makes a second app (builders.md 5).
 */
export async function exportBase44(context: ExportContext): Promise<void> {
  const { signal, sleep } = context;
  const patience = { signal, sleep, rung: 'eject', label: 'Base44' };
  await context.give({ type: 'progress', progress: { done: 0, unit: 'bytes' }, rung: 'eject' });
  const response = await patiently(patience, async () => answered(await eject(context)));
  if (!response.ok) throw refusal(response.status);
  await handOver(context, response.body ?? new Blob().stream());
}

function eject(context: ExportContext): Promise<Response> {
  const storage = context.document.defaultView?.localStorage;
  const token = TOKEN_KEYS.map((key) => storage?.getItem(key)).find((value) => value);
  if (!token) throw signedOut('No signed-in Base44 account was found in this tab.');
  return context.fetch(`https://app.base44.com/api/apps/${context.projectId}/eject`, {
    headers: { Authorization: `Bearer ${token}` },
    cache: 'no-store',
    redirect: 'error',
    signal: context.signal,
  });
}

async function handOver(context: ExportContext, body: ReadableStream<Uint8Array>): Promise<void> {
  let done = 0;
  for await (const piece of gathered(context, body)) {
    if (done === 0 && !isArchive(piece)) throw noArchive(piece);
    done += piece.length;
    if (done > MAX_EXPORT) throw tooLarge(MAX_EXPORT);
    await context.give({ type: 'archive', name: 'base44.tar', base64: base64(piece) });
    await context.give({ type: 'progress', progress: { done, unit: 'bytes' }, rung: 'eject' });
  }
  if (done === 0) throw noArchive(new Uint8Array());
}

/** The stream in pieces of the size that is sent, however small it comes from the network. */
async function* gathered(
  context: ExportContext,
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const piece = new Uint8Array(PIECE);
  let filled = 0;
  for (let part = await next(context, reader); part !== null; part = await next(context, reader)) {
    for (let at = 0; at < part.length;) {
      const taken = part.subarray(at, at + PIECE - filled);
      piece.set(taken, filled);
      filled += taken.length;
      at += taken.length;
      if (filled === PIECE) {
        yield piece;
        filled = 0;
      }
    }
  }
  if (filled > 0) yield piece.subarray(0, filled);
}

async function next(
  context: ExportContext,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | null> {
  try {
    return (await reader.read()).value ?? null;
  } catch {
    throw context.signal.aborted ? cancelled() : interrupted();
  }
}

function isArchive(start: Uint8Array): boolean {
  return isTar(start) || isGzip(start) || isZip(start);
}
