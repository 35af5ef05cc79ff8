// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lovable } from '../../../src/builders/lovable/adapter.ts';
import { Exporting } from './support/exporting.ts';
import { Lovable, PROJECT, signIn } from './support/lovable.ts';
import { brokenConnection, status } from './support/server.ts';

const FILES = {
  'package.json': '{"name":"shop"}',
  'public/logo.png': new Uint8Array([0x89, 0x50, 0, 255, 254, 10, 13]),
  'src/empty.ts': '',
  'src/größe & maß.ts': 'export {};',
};

let service: Lovable;
let exporting: Exporting;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  service = new Lovable(FILES);
  exporting = new Exporting(lovable, PROJECT, service.fetch);
  await signIn('token-1');
});

describe('an export from Lovable', () => {
  it('hands over every byte of every file, also of empty ones', async () => {
    await exporting.run();
    expect(exporting.files).toEqual(
      Object.fromEntries(
        Object.entries(FILES).map(([path, content]) => [path, Buffer.from(content)]),
      ),
    );
  });

  it('asks Lovable only, and shows the token to nobody else', async () => {
    await exporting.run();
    expect(new Set(service.asked.map(({ url }) => url.origin))).toEqual(
      new Set(['https://api.lovable.dev']),
    );
    expect(JSON.stringify(exporting.parts)).not.toContain('token-1');
    expect(service.asked.every(({ init }) => init.credentials === 'omit')).toBe(true);
  });

  it('tells how many of the files have been read', async () => {
    await exporting.run();
    const told = exporting.parts.filter((part) => part.type === 'progress');
    expect(told.map(({ progress }) => `${progress.done}/${progress.total}`)).toEqual([
      '1/4',
      '2/4',
      '3/4',
      '4/4',
    ]);
  });

  it('reads six files at once and no more', async () => {
    service = new Lovable(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`f${i}`, 'x'])));
    let reading = 0;
    let most = 0;
    exporting = new Exporting(lovable, PROJECT, async (input, init) => {
      most = Math.max(most, (reading += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      reading -= 1;
      return service.fetch(input, init);
    });
    await exporting.run();
    expect(most).toBe(6);
    expect(Object.keys(exporting.files)).toHaveLength(40);
  });

  it('waits as long as Lovable asks it to when there were too many requests', async () => {
    service.first(status(429, { 'Retry-After': '7' }));
    await exporting.run();
    expect(exporting.slept).toEqual([7000]);
  });

  it('asks again, later each time, when Lovable stumbles or the connection breaks', async () => {
    service.first(status(500), brokenConnection(), status(503));
    await exporting.run();
    const [first = 0, second = 0, third = 0] = exporting.slept;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(third).toBeGreaterThanOrEqual(1000);
    expect(third).toBeLessThanOrEqual(2000);
  });

  it('gives up after six tries, naming the rung and the other ways', async () => {
    service.first(...Array.from({ length: 6 }, () => status(502)));
    const failure = await exporting.failure();
    expect(failure).toMatchObject({ code: 'export.builder-unavailable', rung: 'list' });
    expect(failure.remedy).toContain('Use a downloaded zip');
    expect(failure.remedy).toContain('Use the git repository');
    expect(service.asked).toHaveLength(6);
  });

  it('does not sit out a pause of more than a minute', async () => {
    service.first(status(429, { 'Retry-After': '600' }));
    const failure = await exporting.failure();
    expect(failure.code).toBe('export.builder-unavailable');
    expect(failure.remedy).toContain('10 minutes');
    expect(exporting.slept).toEqual([]);
  });

  it('reads the token again, once, when Lovable does not accept it', async () => {
    service.token = 'token-2';
    service.first(() => {
      void signIn('token-2');
      return new Response(null, { status: 401 });
    });
    await exporting.run();
    expect(Object.keys(exporting.files)).toHaveLength(4);
    expect(service.asked.filter(({ token }) => token === 'Bearer token-1')).toHaveLength(1);
  });

  it('says that the session has expired when the token is not accepted twice', async () => {
    service.token = 'another';
    const failure = await exporting.failure();
    expect(failure).toMatchObject({ code: 'export.signed-out', rung: 'session' });
    expect(failure.remedy).toContain('Reload the Lovable tab');
    expect(service.asked).toHaveLength(2);
  });

  it('does not sign in again for every reader when the session ends in the middle', async () => {
    service.onRead = () => (service.token = 'another');
    const failure = await exporting.failure();
    expect(failure.code).toBe('export.signed-out');
  });

  it('reads everything again when the project changed in the middle', async () => {
    let once = true;
    service.onRead = () => {
      if (once) service.files = { ...service.files, 'src/new.ts': new Uint8Array([1, 2]) };
      once = false;
    };
    await exporting.run();
    expect(exporting.files['src/new.ts']).toEqual(Buffer.from([1, 2]));
    expect(Object.keys(exporting.files)).toHaveLength(5);
  });

  it('reads everything again when a file was deleted in the middle', async () => {
    service.onRead = (path) => {
      if (path !== 'package.json') return;
      service.files = Object.fromEntries(
        Object.entries(service.files).filter(([name]) => name !== 'src/empty.ts'),
      );
    };
    await exporting.run();
    expect(Object.keys(exporting.files)).toHaveLength(3);
  });

  it('hands over nothing of a project that does not stop changing', async () => {
    let count = 0;
    service.onRead = () => {
      service.files = { ...service.files, [`f${(count += 1)}`]: new Uint8Array([1]) };
    };
    const failure = await exporting.failure();
    expect(failure).toMatchObject({ code: 'export.changed-meanwhile', rung: 'compare' });
    expect(exporting.files).toEqual({});
  });

  it('hands over nothing where the list and a file do not agree', async () => {
    const listing = Response.json({ files: [{ path: 'package.json', size: 99, binary: false }] });
    exporting = new Exporting(lovable, PROJECT, (input, init) =>
      (input as string).includes('/git/files')
        ? Promise.resolve(listing.clone())
        : service.fetch(input, init),
    );
    const failure = await exporting.failure();
    expect(failure).toMatchObject({ code: 'export.incomplete', rung: 'read' });
    expect(failure.message).toContain('package.json has 15 bytes, not 99');
    expect(exporting.files).toEqual({});
  });

  it('never takes a project without files for an empty app', async () => {
    service.files = {};
    expect(await exporting.failure()).toMatchObject({ code: 'export.empty', rung: 'list' });
  });

  it.each([
    [402, 'export.refused-by-plan'],
    [403, 'export.refused-by-plan'],
    [404, 'export.project-not-found'],
    [418, 'export.unexpected-answer'],
  ])('respects status %i as %s', async (code, expected) => {
    service.first(status(code));
    expect(await exporting.failure()).toMatchObject({ code: expected, rung: 'list' });
    expect(service.asked).toHaveLength(1);
  });

  it.each([
    '<html>Sign in</html>',
    'null',
    '{"files":{}}',
    '{"files":[{"path":"","size":1}]}',
    '{"files":[{"path":"a","size":-1}]}',
    '{"files":[{"path":"a","size":1},{"path":"a","size":1}]}',
  ])('does not guess what a list like %s means', async (text) => {
    service.first(() => new Response(text));
    expect((await exporting.failure()).code).toBe('export.unexpected-answer');
  });

  it('refuses a file that no message of the browser carries', async () => {
    service.first(() => Response.json({ files: [{ path: 'film.mp4', size: 60 << 20 }] }));
    const failure = await exporting.failure();
    expect(failure.code).toBe('export.too-large');
    expect(failure.message).toContain('film.mp4');
  });

  it('stops asking when it is cancelled', async () => {
    service = new Lovable(Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`f${i}`, 'x'])));
    exporting = new Exporting(lovable, PROJECT, service.fetch);
    service.onRead = () => exporting.stop.abort();
    expect(await exporting.failure()).toMatchObject({ name: 'AbortError' });
    expect(service.asked.length).toBeLessThan(10);
  });
});

describe("the session of Lovable's tab", () => {
  beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

  it('is found where the row is the bare user', async () => {
    await signIn('token-1', { wrapped: false });
    await exporting.run();
    expect(Object.keys(exporting.files)).toHaveLength(4);
  });

  it('is missing where nobody is signed in, and no database is left behind', async () => {
    expect(await exporting.failure()).toMatchObject({
      code: 'export.signed-out',
      rung: 'session',
    });
    expect(await indexedDB.databases()).toEqual([]);
    expect(service.asked).toEqual([]);
  });
});
