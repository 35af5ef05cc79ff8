// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { base44 } from '../../../src/builders/base44/adapter.ts';
import { Exporting } from './support/exporting.ts';
import { brokenConnection, Server, status } from './support/server.ts';

const APP = '65f0c0ffee65f0c0ffee65f0';
const PIECE = 512 * 1024;

/** Bytes that look like a tar, of this size. */
function tar(size: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from({ length: size }, (_, at) => (at * 31) % 256);
  bytes.set(Buffer.from('ustar'), 257);
  return bytes;
}

/** An answer that comes from the network in parts of this size. */
function streamed(bytes: Uint8Array<ArrayBuffer>, part: number): Response {
  let at = 0;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (stream) => {
      if (at >= bytes.length) return stream.close();
      stream.enqueue(bytes.subarray(at, (at += part)));
    },
  });
  return new Response(body);
}

function exportOf(answer: () => Response, ...first: (() => Response)[]) {
  const server = new Server(answer).first(...first);
  return { server, exporting: new Exporting(base44, APP, server.fetch) };
}

beforeEach(() => {
  localStorage.clear();
  localStorage.setItem('base44_access_token', 'token-1');
});

describe('an export from Base44', () => {
  it('passes the archive on, byte for byte, in pieces that one message carries', async () => {
    const bytes = tar(3 * PIECE + 17);
    const { exporting } = exportOf(() => streamed(bytes, 16_000));
    await exporting.run();
    expect(exporting.archive.equals(bytes)).toBe(true);
    expect(exporting.pieces.map(({ length }) => length)).toEqual([PIECE, PIECE, PIECE, 17]);
  });

  it('cuts parts of the network that are larger than a piece', async () => {
    const bytes = tar(2 * PIECE + 1);
    const { exporting } = exportOf(() => streamed(bytes, bytes.length));
    await exporting.run();
    expect(exporting.archive.equals(bytes)).toBe(true);
    expect(exporting.pieces).toHaveLength(3);
  });

  it('takes a compressed tar as it is', async () => {
    const bytes = new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3]);
    const { exporting } = exportOf(() => streamed(bytes, 2));
    await exporting.run();
    expect(exporting.archive.equals(bytes)).toBe(true);
  });

  it("asks the app's own address once, as the person of the tab", async () => {
    const { server, exporting } = exportOf(() => streamed(tar(600), 600));
    await exporting.run();
    expect(server.asked.map(({ url }) => url.href)).toEqual([
      `https://app.base44.com/api/apps/${APP}/eject`,
    ]);
    expect(server.asked[0]?.token).toBe('Bearer token-1');
    expect(server.asked[0]?.init.method).toBeUndefined();
    expect(JSON.stringify(exporting.parts)).not.toContain('token-1');
  });

  it('knows the older name of the token', async () => {
    localStorage.clear();
    localStorage.setItem('token', 'token-2');
    const { server, exporting } = exportOf(() => streamed(tar(600), 600));
    await exporting.run();
    expect(server.asked[0]?.token).toBe('Bearer token-2');
  });

  it.each([
    [401, 'session', 'export.signed-out', 'sign in'],
    [402, 'eject', 'export.refused-by-plan', 'plan'],
    [403, 'eject', 'export.refused-by-plan', 'plan'],
    [412, 'eject', 'export.refused-by-plan', 'plan'],
    [404, 'eject', 'export.project-not-found', 'account that owns it'],
    [409, 'eject', 'export.builder-busy', 'finished'],
    [418, 'eject', 'export.unexpected-answer', 'Reload'],
  ])('takes %i for an answer and asks nothing else', async (code, rung, expected, remedy) => {
    const { server, exporting } = exportOf(status(code));
    const failure = await exporting.failure();
    expect(failure).toMatchObject({ code: expected, rung });
    expect(failure.remedy).toContain(remedy);
    expect(failure.remedy).toContain('Use a downloaded zip');
    expect(server.asked).toHaveLength(1);
  });

  it('asks again after 429, a stumble and a broken connection', async () => {
    const { exporting } = exportOf(
      () => streamed(tar(600), 600),
      status(429, { 'Retry-After': '2' }),
      status(500),
      brokenConnection(),
    );
    await exporting.run();
    expect(exporting.slept[0]).toBe(2000);
    expect(exporting.slept).toHaveLength(3);
    expect(exporting.archive).toHaveLength(600);
  });

  it('says that nobody is signed in, without asking', async () => {
    localStorage.clear();
    const { server, exporting } = exportOf(() => streamed(tar(600), 600));
    expect((await exporting.failure()).code).toBe('export.signed-out');
    expect(server.asked).toEqual([]);
  });

  it.each([
    ['no bytes', new Uint8Array(0), 'export.empty'],
    ['a tar of nothing', new Uint8Array(10_240), 'export.empty'],
    ['a page', new Uint8Array(Buffer.from('<html>Sign in</html>')), 'export.unexpected-answer'],
  ])('does not take %s for an app', async (_, bytes, code) => {
    const { exporting } = exportOf(() => streamed(bytes, 4096));
    expect((await exporting.failure()).code).toBe(code);
    expect(exporting.pieces).toEqual([]);
  });

  it('says that the connection broke in the middle', async () => {
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (stream) => stream.enqueue(tar(PIECE)),
      pull: (stream) => stream.error(new TypeError('network error')),
    });
    const { exporting } = exportOf(() => new Response(body));
    expect(await exporting.failure()).toMatchObject({ code: 'export.interrupted', rung: 'eject' });
  });
});
