import { unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from '../../../src/protocol/messages.ts';
import { getArchive, putArchive } from '../../../src/store/archives.ts';
import { problem } from './support/daemon.ts';
import { FakeExporter, file, pieces, zipLike } from './support/exporter.ts';
import { eventually, KEY, PROJECT, TAB, World, type PageOf } from './support/worker.ts';

const CHUNK = 512 << 10;
const DONE = { type: 'done' } as const;
const BINARY = Uint8Array.from({ length: 256 }, (_, byte) => byte);

let world: World;
let page: PageOf;

beforeEach(async () => {
  world = new World();
  await world.startWorker();
  page = world.page();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.end();
});

function job(): Job | undefined {
  return page.jobs.find((each) => each.key === KEY);
}

function phaseIs(phase: Job['phase']): Promise<void> {
  return eventually(() => expect(job()?.phase).toBe(phase));
}

function received() {
  return [...world.host.daemon.exports.values()].at(-1)!;
}

function tabGives(...parts: ConstructorParameters<typeof FakeExporter>[0]): FakeExporter {
  const exporter = new FakeExporter(parts);
  world.chrome.exporter = exporter.start;
  return exporter;
}

describe('a click on Deploy', () => {
  test('brings the files of the tab to the daemon, byte for byte', async () => {
    const progress = { done: 1, total: 3, unit: 'files' } as const;
    const exporter = tabGives(
      { type: 'progress', progress, rung: 'lovable.files' },
      file('index.html', '<h1>Hi</h1>'),
      file('public/ünï.bin', BINARY),
      file('src/empty.ts', ''),
      DONE,
    );
    world.clickDeploy();
    await phaseIs('uploaded');
    expect(received()).toMatchObject({ name: `lovable-${PROJECT.id}.zip`, kind: 'zip' });
    const files = unzipSync(received().bytes);
    expect(Object.keys(files)).toEqual(['index.html', 'public/ünï.bin', 'src/empty.ts']);
    expect(files['public/ünï.bin']).toEqual(BINARY);
    expect(files['src/empty.ts']).toHaveLength(0);
    expect(exporter.heard).toEqual(['export', 'more', 'more', 'more']);
    expect(job()).toMatchObject({
      title: 'Guestbook',
      tabId: TAB.id,
      exportId: 'export-1',
      receipt: { files: 3, bytes: received().bytes.length },
      rung: null,
      error: null,
    });
  });

  test('brings along what only the host of the project has, and says how much of it', async () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex');
    const asked: string[] = [];
    vi.stubGlobal('fetch', (address: string) => {
      asked.push(address);
      const headers = { 'Content-Type': 'image/png' };
      return Promise.resolve(
        address.endsWith('a.png')
          ? new Response(picture, { headers })
          : new Response(null, { status: 404 }),
      );
    });
    tabGives(
      file('package.json', '{}'),
      file('src/a.ts', "'/__l5e/v1/a.png' '/__l5e/v1/b.png'"),
      DONE,
    );
    world.clickDeploy();
    await phaseIs('uploaded');
    const files = unzipSync(received().bytes);
    expect(Object.keys(files)).toEqual(['package.json', 'src/a.ts', 'public/__l5e/v1/a.png']);
    expect(Buffer.from(files['public/__l5e/v1/a.png']!)).toEqual(picture);
    expect(job()).toMatchObject({ brought: { done: 1, total: 2 }, rung: null, error: null });
    const host = `https://id-preview--${PROJECT.id}.lovable.app`;
    expect(asked.sort()).toEqual([`${host}/__l5e/v1/a.png`, `${host}/__l5e/v1/b.png`]);
  });

  test('passes an archive of the builder on as it is, in chunks of 512 KiB', async () => {
    const archive = zipLike(2 * CHUNK + 77);
    tabGives(...pieces('project.zip', archive), DONE);
    world.clickDeploy();
    await phaseIs('uploaded');
    expect(received().name).toBe('project.zip');
    expect(Buffer.compare(received().bytes, archive)).toBe(0);
    const chunks = world.host.daemon.asked.filter((line) => line.startsWith('PUT'));
    expect(chunks.map((line) => /offset=(\d+)/.exec(line)![1])).toEqual(
      [0, CHUNK, 2 * CHUNK].map(String),
    );
  });

  test.each([
    ['tar.gz', [0x1f, 0x8b, 8]],
    ['tar.zst', [0x28, 0xb5, 0x2f, 0xfd]],
    ['tar', [...Array<number>(257).fill(0), ...Buffer.from('ustar')]],
  ])('tells a %s by its first bytes, whatever its name', async (kind, bytes) => {
    tabGives(...pieces('download', Uint8Array.from(bytes)), DONE);
    world.clickDeploy();
    await phaseIs('uploaded');
    expect(received().kind).toBe(kind);
  });

  test.each([
    ['export.empty', [DONE]],
    ['export.unknown-archive', [...pieces('error.html', Buffer.from('<html>')), DONE]],
    ['export.same-path', [file('a', '1'), file('a', '2'), DONE]],
    ['export.mixed', [file('a', '1'), ...pieces('b.zip', zipLike(9)), DONE]],
    ['export.bad-message', [{ type: 'file', path: 'a', base64: '€' }]],
    ['export.bad-message', [{ type: 'progress', progress: 1 }]],
  ])('ends as %s', async (code, parts) => {
    tabGives(...(parts as ConstructorParameters<typeof FakeExporter>[0]));
    world.clickDeploy();
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code });
    expect(job()!.error!.remedy).not.toBe('');
    expect(world.host.daemon.exports.size).toBe(0);
  });

  test('tells which rung failed in the tab', async () => {
    const error = { code: 'lovable.token', message: 'Signed out.', remedy: 'Sign in.', rung: 'a' };
    tabGives({ type: 'failed', error });
    world.clickDeploy();
    await phaseIs('failed');
    expect(job()!.error).toEqual(error);
  });

  test('tells that the tab was closed while it was read', async () => {
    const exporter = tabGives(file('a', '1'), file('b', '2'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(exporter.heard).toContain('more'));
    exporter.port!.disconnect();
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'export.tab-lost' });
  });

  test('tells that the tab has no content script of this extension', async () => {
    world.clickDeploy();
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'export.tab-unreachable' });
  });

  test('takes no file when the tab went to another project meanwhile', async () => {
    const exporter = tabGives(file('a', '1'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(exporter.heard).toContain('more'));
    world.chrome.navigate(
      TAB.id,
      'https://lovable.dev/projects/11111111-1111-1111-1111-111111111111',
    );
    exporter.port!.postMessage(DONE);
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'export.tab-moved' });
    expect(world.host.daemon.exports.size).toBe(0);
  });

  test('tells that the browser has no room for the files', async () => {
    const exporter = tabGives(file('a', '1'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(exporter.heard).toContain('more'));
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
    });
    exporter.port!.postMessage(DONE);
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'export.not-stored' });
  });

  test('twice is one export', async () => {
    const exporter = tabGives(file('a', '1'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(exporter.heard).toContain('more'));
    world.clickDeploy();
    exporter.port!.postMessage(DONE);
    await phaseIs('uploaded');
    expect(exporter.runs).toBe(1);
  });

  test('after an export reads the files again', async () => {
    const exporter = tabGives(file('a', '1'), DONE);
    world.clickDeploy();
    await phaseIs('uploaded');
    exporter.parts = [file('a', '2'), DONE];
    world.clickDeploy();
    await eventually(() => expect(job()?.exportId).toBe('export-2'));
    await phaseIs('uploaded');
    expect(Buffer.from(unzipSync(received().bytes)['a']!).toString()).toBe('2');
  });

  test('shows on the badge until the daemon has the files', async () => {
    const exporter = tabGives(file('a', '1'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(world.chrome.badge).toBe('…'));
    exporter.port!.postMessage(DONE);
    await eventually(() => expect(world.chrome.badge).toBe(''));
  });
});

describe('another source', () => {
  const start = { call: 'job.start', project: PROJECT, tabId: null } as const;

  test('can be a file that the page has put into the store', async () => {
    const zip = zipSync({ 'index.html': Buffer.from('hi') });
    const key = await putArchive(new Blob([zip]));
    await page.ask({ ...start, source: { kind: 'file', key, name: 'mine.zip' } });
    await phaseIs('uploaded');
    expect(received()).toMatchObject({ name: 'mine.zip', kind: 'zip' });
    expect(Buffer.compare(received().bytes, zip)).toBe(0);
    expect(await getArchive(key)).toBeNull();
  });

  test('is kept when it could not be sent, so that it need not be picked again', async () => {
    world.host.daemon.instead.set('POST /v1/exports', problem(503, 'machine.disk-full'));
    const key = await putArchive(new Blob([zipLike(99) as Uint8Array<ArrayBuffer>]));
    const source = { kind: 'file', key, name: 'mine.zip' } as const;
    await page.ask({ ...start, source });
    await phaseIs('failed');
    world.host.daemon.instead.clear();
    await page.ask({ ...start, source });
    await phaseIs('uploaded');
  });

  test('that is no archive is refused before the daemon hears of it', async () => {
    const key = await putArchive(new Blob(['a picture']));
    await page.ask({ ...start, source: { kind: 'file', key, name: 'cat.png' } });
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'export.unknown-archive' });
  });

  test('can be a git repository, which the daemon fetches', async () => {
    const url = 'https://github.com/someone/guestbook';
    await page.ask({ ...start, source: { kind: 'git', url } });
    await phaseIs('uploaded');
    expect(received()).toMatchObject({ kind: 'git', url });
    expect(job()).toMatchObject({ exportId: 'export-1', receipt: { files: 3 } });
  });

  test('replaces what is on its way', async () => {
    const exporter = tabGives(file('a', '1'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(exporter.heard).toContain('more'));
    await page.ask({ ...start, source: { kind: 'git', url: 'https://github.com/a/b' } });
    await phaseIs('uploaded');
    expect(exporter.heard.at(-1)).toBe('cancel');
    expect(world.host.daemon.exports.size).toBe(1);
  });

  test('needs a tab when it is the builder', async () => {
    await page.ask({ ...start, source: { kind: 'builder' } });
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'export.no-tab' });
  });
});

describe('an upload', () => {
  const archive = zipLike(3 * CHUNK + 5);

  /**
   * Runs once, when the chunk at this offset arrives; true keeps it from the daemon.
   *
   * @returns whether it has run
   */
  function atChunk(offset: number, run: () => boolean): () => boolean {
    let ran = false;
    world.host.intercept = ({ path }) => {
      if (ran || !path.includes(`offset=${offset}&`)) return false;
      ran = true;
      return run();
    };
    return () => ran;
  }

  async function arrivesWhole(): Promise<void> {
    await phaseIs('uploaded');
    expect(Buffer.compare(received().bytes, archive)).toBe(0);
  }

  beforeEach(() => tabGives(...pieces('project.zip', archive), DONE));

  test('goes on when the host is killed before it took a chunk', async () => {
    atChunk(CHUNK, () => {
      world.host.exit();
      return true;
    });
    world.clickDeploy();
    await arrivesWhole();
    expect(world.host.daemon.exports.size).toBe(1);
  });

  test('goes on when the host is killed after it took a chunk and before it said so', async () => {
    world.host.intercept = (frame, port) => {
      if (!frame.path.includes(`offset=${CHUNK}&`)) return false;
      world.host.intercept = () => false;
      world.host.daemon.answer(frame);
      port.close('Native host has exited.');
      return true;
    };
    world.clickDeploy();
    await arrivesWhole();
  });

  test('goes on inside a chunk, where a daemon that lost power ends', async () => {
    atChunk(2 * CHUNK, () => {
      received().bytes = received().bytes.subarray(0, CHUNK + 1234);
      return false;
    });
    world.clickDeploy();
    await arrivesWhole();
    expect(world.host.daemon.asked.some((line) => line.includes(`offset=${CHUNK + 1234}&`))).toBe(
      true,
    );
  });

  test('goes on in a new worker, behind what the daemon received', async () => {
    const swallowed = atChunk(2 * CHUNK, () => true);
    world.clickDeploy();
    await eventually(() => expect(swallowed()).toBe(true));
    const asked = world.host.daemon.asked.length;
    await world.restartWorker();
    page = world.page();
    await arrivesWhole();
    const after = world.host.daemon.asked.slice(asked).filter((line) => line.startsWith('PUT'));
    expect(after.map((line) => /offset=(\d+)/.exec(line)![1])).toEqual(
      [2 * CHUNK, 3 * CHUNK].map(String),
    );
  });

  test('begins anew when the daemon forgot it', async () => {
    atChunk(CHUNK, () => {
      world.host.daemon.exports.clear();
      return false;
    });
    world.clickDeploy();
    await arrivesWhole();
  });

  test('waits for a host that is installed only later', async () => {
    await eventually(() => expect(page.connection.state).toBe('connected'));
    world.chrome.nativeHost = 'Specified native messaging host not found.';
    world.host.exit();
    world.clickDeploy();
    await phaseIs('uploading');
    await eventually(() => expect(page.connection.state).toBe('no-host'));
    world.chrome.nativeHost = world.host.start;
    await arrivesWhole();
  });

  test('gives up when the daemon keeps failing, with the daemon’s reason', async () => {
    world.host.daemon.instead.set('PUT', problem(503, 'daemon.stopping'));
    world.clickDeploy();
    await phaseIs('failed');
    expect(job()!.error).toEqual({
      code: 'daemon.stopping',
      message: 'It was daemon.stopping.',
      remedy: 'Mend it.',
    });
  });

  test('that is refused tells the rule that it broke, at once', async () => {
    world.host.daemon.instead.set(
      'POST /v1/exports/export-1/complete',
      problem(422, 'intake.bomb'),
    );
    world.clickDeploy();
    await phaseIs('failed');
    expect(job()!.error).toMatchObject({ code: 'intake.bomb', remedy: 'Mend it.' });
  });

  test('that was refused while nobody listened tells so', async () => {
    const rejection = { code: 'intake.bomb', message: 'A bomb.', remedy: 'Export again.' };
    atChunk(CHUNK, () => {
      const body = { id: 'export-1', state: 'refused', received: 0, receipt: null, rejection };
      world.host.daemon.instead.set('GET /v1/exports/export-1', { status: 200, body });
      world.host.daemon.instead.set('PUT', problem(409, 'daemon.stopping'));
      return false;
    });
    world.clickDeploy();
    await phaseIs('failed');
    expect(job()!.error).toEqual(rejection);
  });

  test('shows how many bytes have arrived', async () => {
    atChunk(2 * CHUNK, () => true);
    world.clickDeploy();
    await eventually(() =>
      expect(job()?.progress).toEqual({ done: 2 * CHUNK, total: archive.length, unit: 'bytes' }),
    );
  });

  test('ends when it is cleared, and leaves nothing behind', async () => {
    const swallowed = atChunk(CHUNK, () => true);
    world.clickDeploy();
    await eventually(() => expect(swallowed()).toBe(true));
    expect(await page.ask({ call: 'job.clear', key: KEY })).toMatchObject({ ok: true });
    await eventually(() => expect(page.jobs).toEqual([]));
    const asked = world.host.daemon.asked.length;
    await world.restartWorker();
    page = world.page();
    await eventually(() => expect(page.connection.state).toBe('connected'));
    expect(page.jobs).toEqual([]);
    expect(world.host.daemon.asked.slice(asked)).toEqual(['GET /v1/status']);
  });
});

describe('a job', () => {
  test('that was reading when the worker ended reads again', async () => {
    const exporter = tabGives(file('a', '1'), file('b', '2'), DONE);
    exporter.stopAfter = 1;
    world.clickDeploy();
    await eventually(() => expect(exporter.heard).toContain('more'));
    exporter.stopAfter = Infinity;
    await world.restartWorker();
    page = world.page();
    await phaseIs('uploaded');
    expect(Object.keys(unzipSync(received().bytes))).toEqual(['a', 'b']);
  });

  test('remembers its plan for a page that is opened later, also in a new worker', async () => {
    tabGives(file('a', '1'), DONE);
    world.clickDeploy();
    await phaseIs('uploaded');
    const planned = { call: 'job.planned', app: 'guestbook', planId: 'p1' } as const;
    expect(await page.ask({ ...planned, key: KEY })).toMatchObject({ ok: true });
    expect(await page.ask({ ...planned, key: 'bolt/none' })).toMatchObject({
      error: { code: 'export.unknown-job' },
    });
    await world.restartWorker();
    page = world.page('src/pages/popup/index.html');
    await eventually(() => expect(job()).toMatchObject({ app: 'guestbook', planId: 'p1' }));
    const [first] = page.heard.filter((each) => 'jobs' in each);
    expect(first, 'nothing is told before it is known').toMatchObject({ jobs: [{ planId: 'p1' }] });
  });

  test('that had ended is forgotten when the browser starts anew, with archives of nobody', async () => {
    tabGives(file('a', '1'), DONE);
    const orphan = await putArchive(new Blob(['picked and never used']));
    world.clickDeploy();
    await phaseIs('uploaded');
    world.chrome.startBrowser();
    await eventually(() => expect(page.jobs).toEqual([]));
    await vi.waitFor(async () => expect(await getArchive(orphan)).toBeNull());
  });
});
