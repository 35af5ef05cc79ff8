import { expect, it } from 'vitest';
import type { FakeBuilder } from '../../fakes/fakeBuilder.ts';
import { bigApp, plainApp } from '../../support/contents.ts';
import type { Stage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';

const LONG_UPLOAD = { files: 40, bytes: 25_000_000 };

/** Any part of Freehold may die at any time; the deployment gets to its end. */
export function crashes<F extends FakeBuilder>(stage: () => Stage<F>): void {
  it('goes on with an upload in whose middle the native host died', async () => {
    const s = stage();
    const files = bigApp('Host died', LONG_UPLOAD);
    const project = s.addProject('Host died', files);
    const page = await s.open(project);
    const before = s.freehold.exports();
    const panel = await s.press(page, project);
    const id = await s.uploadBegun(before);
    expect(s.freehold.crashHosts()).toBeGreaterThan(0);
    const half = await s.freehold.export(id);
    expect(half).toMatchObject({ state: 'receiving' });

    await s.goLive(panel, 'host-died');
    await s.expectServed('host-died', files);
    expect(s.freehold.exports().filter((each) => !before.includes(each))).toEqual([id]);
  });

  it('goes on with an upload in whose middle the service worker was stopped', async () => {
    const s = stage();
    const files = bigApp('Worker stopped', LONG_UPLOAD);
    const project = s.addProject('Worker stopped', files);
    const page = await s.open(project);
    const before = s.freehold.exports();
    const panel = await s.press(page, project);
    const id = await s.uploadBegun(before);
    await s.browser.stopWorkers(page);
    expect(await s.freehold.export(id)).toMatchObject({ state: 'receiving' });

    await panel.nameApp('worker-stopped');
    await panel.planShown();
    await s.browser.stopWorkers(page);
    await panel.approve();
    await panel.live();
    await s.expectServed('worker-stopped', files);
    expect(s.freehold.exports().filter((each) => !before.includes(each))).toEqual([id]);
  });

  it('ends a deployment in whose middle the daemon died', async () => {
    const s = stage();
    const files = plainApp('Daemon died');
    const project = s.addProject('Daemon died', files);
    const panel = await s.press(await s.open(project), project);
    await panel.nameApp('daemon-died');
    await panel.planShown();
    await panel.approve();
    await until('the deployment runs', async () => {
      const [newest] = await s.freehold.deployments('daemon-died');
      return newest?.state === 'running';
    });
    s.freehold.crashDaemon();

    await panel.shows('daemon-died v1 is live');
    const all = await s.freehold.deployments('daemon-died');
    expect(all.map(({ state, release }) => [state, release])).toEqual([['succeeded', 'v1']]);
    await s.expectServed('daemon-died', files);
  });
}
