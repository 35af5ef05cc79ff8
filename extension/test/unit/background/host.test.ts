import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually, World } from './support/worker.ts';
import { problem } from './support/daemon.ts';

let world: World;

beforeEach(async () => {
  world = new World();
  await world.startWorker();
});
afterEach(() => world.end());

const get = { call: 'api', method: 'GET', path: '/v1/apps' } as const;
const remove = { call: 'api', method: 'DELETE', path: '/v1/apps/guestbook' } as const;

describe('the way to the daemon', () => {
  test('is open while a page needs it, and closed when none does', async () => {
    expect(world.host.ports).toHaveLength(0);
    const page = world.page();
    await eventually(() =>
      expect(page.connection).toEqual({ state: 'connected', version: '0.1.0' }),
    );
    page.port.disconnect();
    await eventually(() => expect(world.host.port.open).toBe(false));
    expect(world.host.ports).toHaveLength(1);
  });

  test('is one port for two pages, and each has its own answers', async () => {
    const [first, second] = [world.page(), world.page('src/pages/popup/index.html')];
    world.host.daemon.instead.set('GET /v1/apps', { status: 200, body: { apps: [] } });
    expect(await first.ask(get)).toEqual({ id: 1, status: 200, body: { apps: [] } });
    expect(await second.ask({ ...get, path: '/v1/nothing' })).toMatchObject({ id: 1, status: 404 });
    first.port.disconnect();
    expect(await second.ask(get)).toMatchObject({ id: 2, status: 200 });
    expect(world.host.ports).toHaveLength(1);
  });

  test('is told to a page as soon as it opens, and jobs and projects once they are known', () => {
    const page = world.page();
    return eventually(() => {
      expect(page.heard[0]).toEqual({ connection: { state: 'connecting' } });
      expect(page.heard).toContainEqual({ jobs: [] });
      expect(page.heard).toContainEqual({ projects: [] });
    });
  });

  test.each([
    ['Specified native messaging host not found.', 'no-host', 'host.not-installed'],
    ['Access to the specified native messaging host is forbidden.', 'no-host', 'host.forbidden'],
    ['Failed to start native messaging host.', 'offline', 'host.start-failed'],
    ['Native host has exited.', 'offline', 'host.exited'],
    ['Error when communicating with the native messaging host.', 'offline', 'host.port-lost'],
  ])('%s is %s', async (lastError, state, code) => {
    world.chrome.nativeHost = lastError;
    const page = world.page();
    await eventually(() => expect(page.connection).toMatchObject({ state, trouble: { code } }));
    expect(await page.ask(get)).toMatchObject({ id: 1, error: { code } });
  });

  test('names the command that installs a missing host, and is found once it is installed', async () => {
    world.chrome.nativeHost = 'Specified native messaging host not found.';
    const page = world.page();
    await eventually(() =>
      expect(page.connection).toMatchObject({
        trouble: { remedy: 'Run: freehold browser install' },
      }),
    );
    world.chrome.nativeHost = world.host.start;
    await eventually(() => expect(page.connection.state).toBe('connected'));
  });

  test('is tried at once when the user asks for it', async () => {
    world.chrome.nativeHost = 'Specified native messaging host not found.';
    const page = world.page();
    await eventually(() => expect(page.connection.state).toBe('no-host'));
    world.chrome.nativeHost = world.host.start;
    const before = Date.now();
    expect(await page.ask({ call: 'reconnect' })).toEqual({ id: 1, ok: true });
    await eventually(() => expect(page.connection.state).toBe('connected'));
    expect(Date.now() - before).toBeLessThan(1000);
  });

  test('is not there for a host of another protocol, whichever side notices', async () => {
    world.host.hello = { hello: { protocol: 2, min: 2, max: 3, version: '9' } };
    const page = world.page();
    await eventually(() => expect(page.connection.state).toBe('mismatch'));
    const error = { code: 'host.protocol-mismatch', message: 'Too old.', remedy: 'Run: that' };
    world.host.hello = { error };
    await page.ask({ call: 'reconnect' });
    await eventually(() => expect(page.connection).toEqual({ state: 'mismatch', trouble: error }));
  });

  test('is offline while the daemon does not come up, and says why', async () => {
    const error = { code: 'daemon.did-not-start', message: 'It did not.', remedy: 'Read the log.' };
    world.host.intercept = ({ id }, port) => {
      port.postMessage({ id, error });
      return true;
    };
    const page = world.page();
    await eventually(() => expect(page.connection).toEqual({ state: 'offline', trouble: error }));
    world.host.intercept = () => false;
    await eventually(() => expect(page.connection.state).toBe('connected'));
  });

  test('waits longer each time that it fails', async () => {
    world.chrome.nativeHost = (port) => {
      tries.push(Date.now());
      port.close('Native host has exited.');
    };
    const tries: number[] = [];
    world.page();
    await eventually(() => expect(tries.length).toBeGreaterThan(4));
    const waits = tries.slice(1, 5).map((at, index) => Math.round((at - tries[index]!) / 1000));
    expect(waits).toEqual([1, 2, 5, 15]);
  });
});

describe('a request whose port is lost', () => {
  test('is sent again when it only reads', async () => {
    const page = world.page();
    let lost = 0;
    world.host.intercept = ({ path }) => {
      if (path !== '/v1/apps' || lost > 0) return false;
      lost += 1;
      world.host.exit();
      return true;
    };
    world.host.daemon.instead.set('GET /v1/apps', { status: 200, body: { apps: [] } });
    expect(await page.ask(get)).toMatchObject({ status: 200 });
    expect(lost).toBe(1);
  });

  test('is sent again when its request id makes it one deployment', async () => {
    const page = world.page();
    const bodies: unknown[] = [];
    world.host.intercept = ({ method, body }) => {
      if (method !== 'POST') return false;
      bodies.push(body);
      if (bodies.length === 1) world.host.exit();
      return bodies.length === 1;
    };
    world.host.daemon.instead.set('POST /v1/apps/guestbook/deployments', { status: 202, body: {} });
    const body = { planHash: 'h', nonce: 'n', requestId: 'r' };
    const path = '/v1/apps/guestbook/deployments';
    expect(await page.ask({ call: 'api', method: 'POST', path, body })).toMatchObject({
      status: 202,
    });
    expect(bodies).toEqual([body, body]);
  });

  test('is an error when doing it twice would not be doing it once', async () => {
    const page = world.page();
    let asked = 0;
    world.host.intercept = ({ method }) => {
      if (method !== 'DELETE') return false;
      asked += 1;
      world.host.exit();
      return true;
    };
    expect(await page.ask(remove)).toMatchObject({ error: { code: 'host.connection-lost' } });
    await eventually(() => expect(page.connection.state).toBe('connected'));
    expect(asked).toBe(1);
  });

  test('is given up when it takes the host with it each time', async () => {
    const page = world.page();
    let asked = 0;
    world.host.intercept = ({ path }) => {
      if (path !== '/v1/apps') return false;
      asked += 1;
      world.host.exit();
      return true;
    };
    expect(await page.ask(get)).toMatchObject({ error: { code: 'host.connection-lost' } });
    expect(asked).toBe(3);
  });

  test('is refused before it is sent when it is too large', async () => {
    const page = world.page();
    const body = { value: 'ä'.repeat(600_000) };
    const answer = await page.ask({ call: 'api', method: 'PUT', path: '/v1/variables', body });
    expect(answer).toMatchObject({ error: { code: 'host.request-too-large' } });
  });
});

describe('a frame that makes no sense', () => {
  test('fails the request that it answers, and nothing else', async () => {
    const page = world.page();
    world.host.intercept = ({ id, method }, port) => {
      if (method === 'DELETE') port.postMessage({ id, status: 'fine' });
      return method === 'DELETE';
    };
    expect(await page.ask(remove)).toMatchObject({ error: { code: 'host.bad-frame' } });
    world.host.daemon.instead.set('GET /v1/apps', { status: 200, body: 1 });
    expect(await page.ask(get)).toMatchObject({ status: 200 });
    expect(world.host.ports).toHaveLength(1);
  });

  test.each([[null], ['text'], [[]], [{}], [{ status: 200 }], [{ event: {} }], [{ error: {} }]])(
    '%j closes the port, which is opened again',
    async (frame) => {
      const page = world.page();
      await eventually(() => expect(page.connection.state).toBe('connected'));
      world.host.say(frame);
      await eventually(() => expect(world.host.ports).toHaveLength(2));
      await eventually(() => expect(page.connection.state).toBe('connected'));
    },
  );

  test('is an answer to nothing that was asked, and is left alone', async () => {
    const page = world.page();
    await eventually(() => expect(page.connection.state).toBe('connected'));
    world.host.say({ id: 'stranger', status: 200, body: {} });
    world.host.daemon.instead.set('GET /v1/apps', { status: 200, body: 1 });
    expect(await page.ask(get)).toMatchObject({ status: 200 });
  });
});

describe('events', () => {
  test('go on behind the last one that was seen when the port is lost', async () => {
    const page = world.page();
    const id = page.say({ call: 'events', filter: { run: 'r1' } });
    await eventually(() => expect(world.host.subscriptions).toHaveLength(1));
    world.host.event(41, 'log', { lines: ['hello'] });
    await eventually(() =>
      expect(page.heard).toContainEqual({
        id,
        event: { seq: 41, type: 'log', data: { lines: ['hello'] } },
      }),
    );
    world.host.exit();
    await eventually(() => expect(world.host.subscriptions).toHaveLength(2));
    expect(world.host.subscriptions[1]!.subscribe).toEqual({ run: 'r1', after: 41 });
  });

  test('go on when only the subscription breaks', async () => {
    const page = world.page();
    page.say({ call: 'events', filter: { app: 'guestbook' } });
    await eventually(() => expect(world.host.subscriptions).toHaveLength(1));
    world.host.event(7, 'log', { lines: [] });
    const error = { code: 'host.events-lost', message: 'Lost.', remedy: 'Wait.' };
    world.host.say({ id: world.host.subscriptions[0]!.id, ended: true, error });
    await eventually(() => expect(world.host.subscriptions).toHaveLength(2));
    expect(world.host.subscriptions[1]!.subscribe).toEqual({ app: 'guestbook', after: 7 });
    expect(world.host.ports).toHaveLength(1);
  });

  test('that the daemon refuses are an error of the page', async () => {
    const page = world.page();
    const id = page.say({ call: 'events', filter: { run: 'r1' } });
    await eventually(() => expect(world.host.subscriptions).toHaveLength(1));
    const error = { code: 'api.field-invalid', message: 'No.', remedy: 'See the page.' };
    world.host.say({ id: world.host.subscriptions[0]!.id, ended: true, error });
    await eventually(() => expect(page.heard).toContainEqual({ id, error }));
  });

  test('stop when the page has enough', async () => {
    const page = world.page();
    const id = page.say({ call: 'events', filter: {} });
    await eventually(() => expect(world.host.subscriptions).toHaveLength(1));
    page.port.postMessage({ id, call: 'events.stop' });
    await eventually(() => expect(page.heard).toContainEqual({ id, ok: true }));
    const heard = page.heard.length;
    world.host.event(1, 'log', { lines: [] });
    world.host.daemon.instead.set('GET /v1/apps', { status: 200, body: 1 });
    await page.ask(get);
    expect(page.heard.slice(heard).some((each) => 'event' in each)).toBe(false);
  });
});

test('a problem of the daemon reaches the page as it is', async () => {
  const page = world.page();
  world.host.daemon.instead.set('GET /v1/apps', problem(503, 'daemon.stopping'));
  expect(await page.ask(get)).toEqual({ id: 1, ...problem(503, 'daemon.stopping') });
});
