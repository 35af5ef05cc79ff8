// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ExportFailure, type BuilderAdapter } from '../../../src/builders/adapter.ts';
import { Exporter } from '../../../src/content/exporter.ts';
import { WorkerPort } from './support/port.ts';

const file = (path: string) => ({ type: 'file', path, base64: '' }) as const;
const progress = (rung: string) =>
  ({ type: 'progress', progress: { done: 1, unit: 'files' }, rung }) as const;

function builder(over: Partial<BuilderAdapter>): BuilderAdapter {
  return {
    builder: 'lovable',
    label: 'Lovable',
    match: () => true,
    projectId: () => 'p1',
    hosting: () => null,
    dock: () => null,
    isBusy: () => false,
    export: () => Promise.resolve(),
    ...over,
  };
}

function serve(adapter: BuilderAdapter | null) {
  const worker = new WorkerPort('freehold.export', {});
  const told: (string | null)[] = [];
  const project = () => (adapter === null ? null : { adapter, id: 'p1' });
  new Exporter(worker.port, { document, fetch, project }, (what) => told.push(what?.rung ?? null));
  return { worker, told };
}

describe('an export over the port of the worker', () => {
  it('begins when it is asked for, and only once', async () => {
    let begun = 0;
    const { worker } = serve(builder({ export: () => Promise.resolve(void (begun += 1)) }));
    expect(begun).toBe(0);
    worker.say('export');
    worker.say('export');
    expect(await worker.end).toEqual({ type: 'done' });
    expect(begun).toBe(1);
  });

  it('hands over a part only when the one before has been taken', async () => {
    const { worker } = serve(
      builder({
        export: async ({ give }) => {
          await Promise.all([give(file('a')), give(file('b')), give(file('c'))]);
        },
      }),
    );
    worker.takes = false;
    worker.say('export');
    await Promise.resolve();
    await Promise.resolve();
    expect(worker.heard).toEqual([file('a')]);
    worker.takes = true;
    worker.say('more');
    await worker.end;
    expect(worker.heard).toEqual([file('a'), file('b'), file('c'), { type: 'done' }]);
  });

  it('tells how far it is without waiting for an answer, also on the page', async () => {
    const { worker, told } = serve(
      builder({
        export: async ({ give }) => {
          await give(progress('read'));
          await give(progress('user-export'));
        },
      }),
    );
    worker.say('export');
    await worker.end;
    expect(worker.types).toEqual(['progress', 'progress', 'done']);
    expect(told).toEqual(['read', 'user-export', null]);
  });

  it('says what failed, on which rung, and what to do', async () => {
    const failure = new ExportFailure('list', 'export.empty', 'No file.', 'Use a zip.');
    const { worker } = serve(builder({ export: () => Promise.reject(failure) }));
    worker.say('export');
    expect(await worker.end).toEqual({
      type: 'failed',
      error: { rung: 'list', code: 'export.empty', message: 'No file.', remedy: 'Use a zip.' },
    });
  });

  it('has words for an error that nobody thought of', async () => {
    const { worker } = serve(builder({ export: () => Promise.reject(new RangeError('odd')) }));
    worker.say('export');
    expect(await worker.end).toMatchObject({
      error: { code: 'export.unexpected', message: expect.stringContaining('odd') as string },
    });
  });

  it('waits for a builder that is writing code', async () => {
    const { worker } = serve(builder({ isBusy: () => true }));
    worker.say('export');
    expect(await worker.end).toMatchObject({
      error: {
        code: 'export.builder-busy',
        remedy: expect.stringContaining('Wait until it has finished') as string,
      },
    });
  });

  it('needs a project', async () => {
    const { worker } = serve(null);
    worker.say('export');
    expect(await worker.end).toMatchObject({ error: { code: 'export.no-project' } });
  });

  it.each([
    ['is cancelled', (worker: WorkerPort) => worker.say('cancel')],
    ['loses its port', (worker: WorkerPort) => worker.close()],
  ])('stops, and says nothing more, when it %s', async (_, interrupt) => {
    let stopped: (reason: unknown) => void = () => undefined;
    const ended = new Promise((resolve) => (stopped = resolve));
    const { worker } = serve(
      builder({
        export: async ({ give, sleep }) => {
          await give(file('a'));
          await sleep(1_000_000).catch(stopped);
          await give(file('b'));
        },
      }),
    );
    worker.say('export');
    await expect.poll(() => worker.types, { timeout: 10_000 }).toEqual(['file']);
    interrupt(worker);
    expect(await ended).toMatchObject({ name: 'AbortError' });
    expect(worker.types).toEqual(['file']);
  });
});
