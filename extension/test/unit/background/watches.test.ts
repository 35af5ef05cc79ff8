import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ORIGIN } from '../../support/chrome.ts';
import { problem } from './support/daemon.ts';
import { eventually, World } from './support/worker.ts';

let world: World;

beforeEach(async () => {
  world = new World();
  await world.startWorker();
});
afterEach(() => world.end());

const watch = { call: 'watch.run', deploymentId: 'd1', app: 'guestbook' } as const;

function ends(state: string, more: Record<string, unknown> = {}): void {
  const body = { deployment: 'd1', app: 'guestbook', release: 'v2', state, url: null, ...more };
  world.host.daemon.instead.set('GET /v1/deployments/d1', { status: 200, body });
  world.host.event(9, 'deployment.state', { runId: 'd1', state });
}

async function watched(): Promise<void> {
  const page = world.page();
  expect(await page.ask(watch)).toMatchObject({ ok: true });
  await eventually(() => expect(world.host.subscriptions).toHaveLength(1));
  page.port.disconnect();
}

describe('the end of a watched deployment', () => {
  test('is told once on the desktop, and a click opens the app', async () => {
    await watched();
    expect(world.host.subscriptions[0]!.subscribe).toEqual({ run: 'd1' });
    expect(world.chrome.badge).toBe('…');
    world.host.event(8, 'deployment.state', { state: 'live', url: 'http://guestbook.localhost' });
    ends('succeeded', { url: 'http://guestbook.localhost' });
    await eventually(() => expect(world.chrome.notifications).toHaveLength(1));
    const [told] = world.chrome.notifications;
    expect(told).toMatchObject({
      title: 'guestbook v2 is live',
      message: 'http://guestbook.localhost',
    });
    await eventually(() => expect(world.chrome.badge).toBe(''));
    expect(world.host.port.open).toBe(false);
    world.chrome.clickNotification(told!.id);
    await eventually(() =>
      expect(world.chrome.done).toContain(`tab ${ORIGIN}/src/pages/app/index.html#/apps/guestbook`),
    );
  });

  test.each([
    ['failed', 'guestbook was not deployed', 'The disk is full.'],
    ['conflict', 'guestbook: somebody else switched it', 'The disk is full.'],
    ['switched-back', 'guestbook went back to the release before', 'The disk is full.'],
    ['needs-attention', 'guestbook needs you', 'The disk is full.'],
    ['cancelled', 'guestbook was not deployed', 'The deployment was cancelled.'],
  ])('says why it is %s', async (state, title, message) => {
    await watched();
    ends(state, { error: { code: 'x', message: 'The disk is full.' } });
    await eventually(() => expect(world.chrome.notifications).toMatchObject([{ title, message }]));
  });

  test('says that a first release which failed its watch is live', async () => {
    await watched();
    ends('failed', { error: { code: 'watch.left-live', message: 'v2 is live but not healthy.' } });
    await eventually(() =>
      expect(world.chrome.notifications).toMatchObject([
        { title: 'guestbook v2 is live but not healthy' },
      ]),
    );
  });

  test('is told although the daemon can’t show the deployment any more', async () => {
    await watched();
    world.host.daemon.instead.set('GET /v1/deployments/d1', problem(500, 'internal.bug'));
    world.host.event(9, 'deployment.state', { state: 'failed' });
    await eventually(() =>
      expect(world.chrome.notifications).toMatchObject([{ title: 'guestbook was not deployed' }]),
    );
  });

  test('is told by a new worker, which goes on to wait', async () => {
    await watched();
    await world.restartWorker();
    await eventually(() => expect(world.host.subscriptions).toHaveLength(2));
    ends('succeeded');
    await eventually(() => expect(world.chrome.notifications).toHaveLength(1));
  });

  test('is told although the host was killed meanwhile', async () => {
    await watched();
    world.host.exit();
    await eventually(() => expect(world.host.subscriptions).toHaveLength(2));
    ends('succeeded');
    await eventually(() => expect(world.chrome.notifications).toHaveLength(1));
  });

  test('is told once when two pages watch it', async () => {
    await watched();
    await world.page().ask(watch);
    expect(world.host.subscriptions).toHaveLength(1);
    ends('succeeded');
    await eventually(() => expect(world.chrome.notifications).toHaveLength(1));
  });
});

test('a click on what is no notification of ours opens nothing', () => {
  world.chrome.clickNotification('something');
  expect(world.chrome.done).toEqual([]);
});
