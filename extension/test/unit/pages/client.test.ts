import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Client, TroubleError } from '../../../src/pages/ui/client.ts';
import { installFakeChrome, type FakeWorker } from '../../gallery/fakeChrome.ts';
import { job } from '../../gallery/fixtures.ts';
import { scenario } from '../../gallery/scenes.ts';

let worker: FakeWorker;
let client: Client;

beforeEach(async () => {
  vi.useFakeTimers();
  worker = installFakeChrome(scenario({ api: { 'GET /v1/slow': { never: true } } }));
  client = new Client(() => chrome.runtime.connect({ name: 'freehold.page' }));
  await settled();
});

afterEach(() => vi.useRealTimers());

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('the door to the worker', () => {
  it('tells what the worker tells every page', async () => {
    worker.push({ jobs: [job({})] });
    await settled();
    expect(client.world()).toMatchObject({
      connection: { state: 'connected' },
      jobs: [{ key: job({}).key }],
      connects: 1,
    });
  });

  it('throws what the daemon says is wrong', async () => {
    const asked = client.api('GET', '/v1/nothing');
    await expect(asked).rejects.toBeInstanceOf(TroubleError);
    await expect(asked).rejects.toMatchObject({
      code: 'api.not-found',
      message: 'There is nothing at /v1/nothing.',
      remedy: 'None.',
    });
  });

  it('asks again what only reads when the worker was stopped meanwhile', async () => {
    const asked = client.api('GET', '/v1/slow');
    await settled();
    worker.scenario.api['GET /v1/slow'] = { body: 'late' };
    worker.stop();
    await settled();
    expect(await asked).toBe('late');
  });

  it('does not ask twice for what must happen once', async () => {
    const asked = client.api('POST', '/v1/apps/a/plans', {});
    worker.stop();
    await expect(asked).rejects.toMatchObject({ code: 'browser.worker-stopped' });
  });

  it('repeats an approval, which carries its own id', async () => {
    worker.scenario.api['POST /v1/apps/a/deployments'] = { never: true };
    const asked = client.api('POST', '/v1/apps/a/deployments', { requestId: 'R' });
    await settled();
    worker.scenario.api['POST /v1/apps/a/deployments'] = { status: 202, body: 'D1' };
    worker.stop();
    await settled();
    expect(await asked).toBe('D1');
  });

  it('goes on with events after the last one that it saw', async () => {
    const seen: number[] = [];
    client.events({ run: 'R' }, (event) => seen.push(event.seq));
    await settled();
    worker.event('R', { seq: 4, type: 'log', data: {} });
    await settled();
    worker.scenario.events['R'] = [3, 4, 5].map((seq) => ({ seq, type: 'log', data: {} }));
    worker.stop();
    await settled();
    expect(seen).toEqual([4, 5]);
  });

  it('subscribes again to what was refused', async () => {
    client.events({ run: 'R' }, () => undefined);
    await settled();
    const id = worker.said.at(-1)?.id;
    worker.push({ id, error: { code: 'host.lost', message: 'm', remedy: 'r' } });
    await settled();
    await vi.advanceTimersByTimeAsync(2000);
    expect(worker.said.filter((said) => said.call === 'events' && said.id === id)).toHaveLength(2);
  });

  it('hears no events after it stopped listening', async () => {
    const seen: number[] = [];
    const stop = client.events({ run: 'R' }, (event) => seen.push(event.seq));
    await settled();
    stop();
    worker.event('R', { seq: 1, type: 'log', data: {} });
    await settled();
    expect(seen).toEqual([]);
  });

  it('knocks less and less often at a worker that does not come up', async () => {
    const knocks: number[] = [];
    const begun = Date.now();
    new Client(() => {
      knocks.push(Date.now() - begun);
      return closedAtOnce();
    });
    await vi.advanceTimersByTimeAsync(8000);
    expect(knocks).toEqual([0, 0, 250, 1250, 4250, 7250]);
  });

  it('counts how often the daemon came back', async () => {
    worker.push({
      connection: { state: 'offline', trouble: { code: 'c', message: 'm', remedy: 'r' } },
    });
    worker.push({ connection: { state: 'connected', version: '0.1.0' } });
    await settled();
    expect(client.world().connects).toBe(2);
  });
});

function closedAtOnce(): chrome.runtime.Port {
  return {
    postMessage: () => undefined,
    onMessage: { addListener: () => undefined },
    onDisconnect: { addListener: (closed: () => void) => void Promise.resolve().then(closed) },
  } as unknown as chrome.runtime.Port;
}
