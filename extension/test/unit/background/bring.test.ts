import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bring, type Luggage } from '../../../src/background/bring/bring.ts';
import { LARGEST } from '../../../src/background/bring/hosting.ts';
import type { LeftBehind } from '../../../src/background/bring/leftBehind.ts';
import type { Brought } from '../../../src/protocol/messages.ts';

const PROJECT = { builder: 'lovable', id: '0f8fad5b-d9cb-469f-a165-70867728950e' } as const;
const HOST = `https://id-preview--${PROJECT.id}.lovable.app`;
const PNG = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
const PAGE = '<!-- made --><!doctype html><title>Shop</title>';

afterEach(() => vi.unstubAllGlobals());

function bare(name: string): LeftBehind {
  const served = `/__l5e/a/${name}`;
  return { served, path: `public${served}`, size: null, type: '', sha256: null };
}

function pointer(name: string, over: Partial<LeftBehind> = {}): LeftBehind {
  const sha256 = createHash('sha256').update(PNG).digest('hex');
  return { ...bare(name), size: PNG.length, type: 'image/png', sha256, ...over };
}

function png(content: BodyInit = PNG, type = 'image/png'): Response {
  return new Response(content, { headers: { 'Content-Type': type } });
}

type Answer = (address: string, init: RequestInit) => Response | Promise<Response>;

class Bringing {
  readonly files: Record<string, Uint8Array> = {};
  readonly asked: string[] = [];
  readonly inits: RequestInit[] = [];
  readonly told: Brought[] = [];
  readonly stop = new AbortController();

  constructor(
    private readonly missing: LeftBehind[],
    private readonly answer: Answer,
    private readonly room = 1 << 30,
  ) {}

  run(project: Parameters<typeof bring>[0] = PROJECT): Promise<Brought | null> {
    vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
      this.asked.push(address);
      this.inits.push(init);
      return Promise.resolve().then(() => this.answer(address, init));
    });
    const luggage: Luggage = {
      missing: this.missing,
      room: this.room,
      add: (path, bytes) => (this.files[path] = bytes),
    };
    return bring(project, luggage, this.stop.signal, (brought) => this.told.push(brought));
  }
}

async function isRefused(asset: LeftBehind, answer: Answer): Promise<void> {
  const bringing = new Bringing([asset], answer);
  expect(await bringing.run()).toEqual({ done: 0, total: 1 });
  expect(bringing.files).toEqual({});
}

describe('what only the host of a project has', () => {
  it('is fetched from its preview and put where visitors get it', async () => {
    const bringing = new Bringing([pointer('a b.png'), bare('ü.svg')], (address) =>
      address.endsWith('.svg') ? png('<svg/>', 'image/svg+xml; charset=utf-8') : png(),
    );
    expect(await bringing.run()).toEqual({ done: 2, total: 2 });
    expect(bringing.asked.sort()).toEqual([
      `${HOST}/__l5e/a/%C3%BC.svg`,
      `${HOST}/__l5e/a/a%20b.png`,
    ]);
    expect(Buffer.from(bringing.files['public/__l5e/a/a b.png']!)).toEqual(PNG);
    expect(Object.keys(bringing.files)).toHaveLength(2);
  });

  it('is asked for as who looks at the preview asks, without following it elsewhere', async () => {
    const bringing = new Bringing([bare('a.png')], () => png());
    await bringing.run();
    expect(bringing.inits).toMatchObject([
      { credentials: 'include', redirect: 'error', referrerPolicy: 'no-referrer' },
    ]);
    expect(bringing.inits[0]!.headers).toBeUndefined();
  });

  it('is told as it comes', async () => {
    const bringing = new Bringing([bare('a.png'), bare('b.png')], () => png());
    await bringing.run();
    expect(bringing.told).toEqual([
      { done: 0, total: 2 },
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
  });

  it('is asked for four at a time', async () => {
    let [now, most] = [0, 0];
    const many = Array.from({ length: 30 }, (_, n) => bare(`${n}.png`));
    const bringing = new Bringing(many, async () => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      now -= 1;
      return png();
    });
    expect(await bringing.run()).toEqual({ done: 30, total: 30 });
    expect(most).toBe(4);
  });

  it('is nothing in a project of a builder whose exports leave nothing behind', async () => {
    const bringing = new Bringing([bare('a.png')], () => png());
    expect(await bringing.run({ builder: 'bolt', id: 'sb1-k2x9' })).toBeNull();
    expect(bringing.asked).toEqual([]);
  });

  it('is nothing in a project that names nothing of the kind', async () => {
    expect(await new Bringing([], () => png()).run()).toBeNull();
  });
});

describe('what came is left away', () => {
  it.each<[string, LeftBehind, Answer]>([
    ['with another hash', pointer('a.png', { sha256: 'ab'.repeat(32) }), () => png()],
    ['with another size', pointer('a.png', { size: 13, sha256: null }), () => png()],
    ['longer than its pointer says', pointer('a.png', { size: 3, sha256: null }), () => png()],
    ['empty', bare('a.png'), () => png('')],
    ['as a page that says so', bare('a.png'), () => png(PAGE, 'text/html; charset=utf-8')],
    ['as a page that says that it is a picture', bare('a.png'), () => png(PAGE)],
    ['as text in the place of a picture', pointer('a.png'), () => png(PNG, 'application/json')],
    ['as something that no page shows', bare('a.png'), () => png('{}', 'application/json')],
    ['when it is not there', bare('a.png'), () => new Response(PNG, { status: 404 })],
    ['when only a part came', bare('a.png'), () => new Response(PNG, { status: 206 })],
    [
      'when it would lead elsewhere',
      bare('a.png'),
      () => Promise.reject(new TypeError('redirect')),
    ],
  ])('%s', async (_, asset, answer) => {
    await isRefused(asset, answer);
  });

  it('when it does not end', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        sent += 1 << 20;
        stream.enqueue(new Uint8Array(1 << 20));
      },
    });
    await isRefused(bare('a.png'), () => png(endless));
    expect(sent).toBeLessThan(LARGEST + (4 << 20));
  });

  it('when its connection breaks in the middle', async () => {
    const broken = () =>
      new ReadableStream<Uint8Array>({
        start: (stream) => stream.enqueue(PNG),
        pull: (stream) => stream.error(new TypeError('network error')),
      });
    await isRefused(bare('a.png'), () => png(broken()));
  });

  it('without being asked for, when its pointer says that it is too large', async () => {
    const bringing = new Bringing([pointer('a.png', { size: LARGEST + 1 })], () => png());
    expect(await bringing.run()).toEqual({ done: 0, total: 1 });
    expect(bringing.asked).toEqual([]);
  });

  it('and the others are brought', async () => {
    const assets = [bare('a.png'), bare('b.png'), bare('c.png'), bare('d.png')];
    const bringing = new Bringing(assets, (address) =>
      address.endsWith('/b.png') ? new Response(null, { status: 404 }) : png(),
    );
    expect(await bringing.run()).toEqual({ done: 3, total: 4 });
    expect(Object.keys(bringing.files)).not.toContain('public/__l5e/a/b.png');
  });

  it('where the export has no room for more', async () => {
    const assets = [bare('a.png'), bare('b.png'), bare('c.png')];
    const bringing = new Bringing(assets, () => png(), 2 * PNG.length + 1);
    expect(await bringing.run()).toEqual({ done: 2, total: 3 });
  });
});

describe('a host', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => bare(`${n}.png`));

  it('that does not answer is not asked for every file', async () => {
    const bringing = new Bringing(many(100), () => Promise.reject(new TypeError('failed')));
    expect(await bringing.run()).toEqual({ done: 0, total: 100 });
    expect(bringing.asked.length).toBeLessThan(10);
  });

  it('is asked for two hundred files and no more', async () => {
    const bringing = new Bringing(many(230), () => png());
    expect(await bringing.run()).toEqual({ done: 200, total: 230 });
    expect(bringing.asked).toHaveLength(200);
  });

  it('is not waited for when the export is cancelled', async () => {
    const bringing = new Bringing(many(20), (_, init) => {
      queueMicrotask(() => bringing.stop.abort(new Error('cancelled')));
      return new Promise((_, reject) =>
        init.signal!.addEventListener('abort', () => reject(init.signal!.reason as Error)),
      );
    });
    await expect(bringing.run()).rejects.toThrow('cancelled');
    expect(bringing.asked.length).toBeLessThan(5);
    expect(bringing.files).toEqual({});
  });
});
