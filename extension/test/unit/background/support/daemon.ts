import { createHash } from 'node:crypto';
import type { RequestFrame, ResponseFrame } from '../../../../src/protocol/frames.ts';

interface Received {
  id: string;
  name: string;
  kind: string;
  state: 'receiving' | 'complete';
  bytes: Buffer;
  url?: string;
}

/** The part of the daemon's API that exports use, with its rules about offsets and hashes. */
export class FakeDaemon {
  readonly exports = new Map<string, Received>();
  readonly asked: string[] = [];
  /** Answers that are given instead of the daemon's own, by the beginning of `METHOD path`. */
  readonly instead = new Map<string, Omit<ResponseFrame, 'id'>>();

  answer(frame: RequestFrame): Omit<ResponseFrame, 'id'> {
    const line = `${frame.method} ${frame.path}`;
    this.asked.push(line);
    for (const [start, answer] of this.instead) if (line.startsWith(start)) return answer;
    if (line === 'GET /v1/status') return { status: 200, body: { version: '0.1.0' } };
    if (line === 'POST /v1/exports') return this.#begin(frame.body as Received);
    const [, id, rest] = /^\/v1\/exports\/([^/?]+)\/?([^?]*)/.exec(frame.path) ?? [];
    const found = this.exports.get(id ?? '');
    if (found === undefined) return problem(404, 'intake.unknown-export');
    if (rest === 'chunks') return this.#chunk(found, frame);
    if (rest === 'complete') found.state = 'complete';
    return { status: 200, body: shown(found) };
  }

  #begin({ name, kind, url }: Received): Omit<ResponseFrame, 'id'> {
    const id = `export-${this.exports.size + 1}`;
    const state = kind === 'git' ? 'complete' : 'receiving';
    const made: Received = { id, name, kind, state, bytes: Buffer.alloc(0) };
    this.exports.set(id, url === undefined ? made : { ...made, url });
    return { status: 201, body: shown(made) };
  }

  #chunk(into: Received, frame: RequestFrame): Omit<ResponseFrame, 'id'> {
    const query = new URL(frame.path, 'http://daemon.local').searchParams;
    const offset = Number(query.get('offset'));
    const bytes = Buffer.from(frame.bytes ?? '', 'base64');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (bytes.length > 512 << 10) return problem(413, 'intake.chunk-too-large');
    if (sha256 !== query.get('sha256')) return problem(422, 'intake.chunk-hash');
    const known = into.bytes.subarray(offset, offset + bytes.length);
    const same = known.equals(bytes.subarray(0, known.length));
    if (offset > into.bytes.length || !same) return problem(409, 'intake.chunk-offset');
    into.bytes = Buffer.concat([into.bytes, bytes.subarray(known.length)]);
    return { status: 200, body: shown(into) };
  }
}

export function problem(status: number, code: string): Omit<ResponseFrame, 'id'> {
  return { status, body: { code, detail: `It was ${code}.`, remedy: 'Mend it.' } };
}

function shown({ id, state, bytes }: Received) {
  const receipt = state === 'complete' ? { files: 3, bytes: bytes.length } : null;
  return { id, state, received: bytes.length, receipt, rejection: null };
}
