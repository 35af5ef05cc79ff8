import { spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import type { FakeLovable } from '../fakes/lovable/lovable.ts';
import { bigApp } from '../support/contents.ts';
import { DeployButton } from '../support/deployButton.ts';
import { frameOf } from '../support/hostProcess.ts';
import { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';
import { lovable } from '../e2e/builders.ts';
import { Figures, timed, times } from './figures.ts';

const ROUND_TRIPS = 1000;
const BIG = { files: 150, bytes: 25_000_000 };

it('measures the extension', async () => {
  const stage = await Stage.set(lovable);
  const figures = new Figures();
  try {
    await clickToPlan(stage, figures);
    await throughput(stage, figures);
    await roundTrips(stage, figures);
    await rollBack(stage, figures);
    await hostStart(stage, figures);
  } finally {
    await stage.world.end();
  }
  figures.print();
});

async function clickToPlan(stage: Stage<FakeLovable>, figures: Figures): Promise<void> {
  const project = stage.addProject('Plan', bigApp('Plan', { files: 150, bytes: 1_650_000 }));
  const { page, panel } = await stage.deploy(project, 'plan');
  await panel.shows('plan v1 is live');
  figures.add(
    'click on Deploy to plan shown, 150 files, 1.65 MB, one changed',
    await times(7, async (n) => {
      project.write('index.html', `<!doctype html><title>Plan</title><h1>${n}</h1>`);
      const button = new DeployButton(page);
      await button.box();
      const taken = await timed(async () => {
        await button.click();
        await panel.planShown();
      });
      await panel.page.getByRole('button', { name: 'Not now' }).click();
      return taken;
    }),
  );
}

async function throughput(stage: Stage<FakeLovable>, figures: Figures): Promise<void> {
  const project = stage.addProject('Throughput', bigApp('Throughput', BIG));
  const page = await stage.open(project);
  const reading: number[] = [];
  const uploading: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const panel = await stage.press(page, project);
    const begun = performance.now();
    await panel.page.getByRole('heading', { name: 'Handing the files' }).waitFor();
    const read = performance.now();
    await panel.page.getByRole('heading', { name: 'Name this app' }).waitFor();
    reading.push(perSecond(BIG.bytes, read - begun));
    uploading.push(perSecond(BIG.bytes, performance.now() - read));
    await panel.page.getByRole('button', { name: 'Not now' }).click();
  }
  figures.add('export from Lovable, 150 files, 25 MB', reading, 'MB/s');
  figures.add('upload to the daemon, 25 MB', uploading, 'MB/s');
  await page.close();
}

async function roundTrips(stage: Stage<FakeLovable>, figures: Figures): Promise<void> {
  const page = await stage.browser.ownPage('src/pages/app/index.html');
  await page.getByRole('heading', { name: 'Apps' }).waitFor();
  await measureRoundTrips(page, 100);
  figures.add(
    'one request through extension, host and daemon',
    await measureRoundTrips(page, ROUND_TRIPS),
  );
  await page.close();
}

function measureRoundTrips(page: Page, count: number): Promise<number[]> {
  return page.evaluate(async (many) => {
    const port = chrome.runtime.connect({ name: 'freehold.page' });
    const all: number[] = [];
    for (let id = 1; id <= many; id += 1) {
      const begun = performance.now();
      await new Promise<void>((resolve) => {
        const hear = (said: { id?: number }): void => {
          if (said.id !== id) return;
          port.onMessage.removeListener(hear);
          resolve();
        };
        port.onMessage.addListener(hear);
        port.postMessage({ id, call: 'api', method: 'GET', path: '/v1/status' });
      });
      all.push(performance.now() - begun);
    }
    port.disconnect();
    return all;
  }, count);
}

async function rollBack(stage: Stage<FakeLovable>, figures: Figures): Promise<void> {
  const { freehold, browser } = stage;
  const project = stage.addProject('Back', bigApp('Back', { files: 150, bytes: 1_650_000 }));
  const { page, panel } = await stage.deploy(project, 'back');
  await panel.shows('back v1 is live');
  project.write('index.html', '<!doctype html><title>Second</title><h1>Second</h1>');
  await stage.press(page, project);
  await panel.planShown();
  await panel.approve();
  await panel.shows('back v2 is live');
  const planned: number[] = [];
  const switched: number[] = [];
  for (let n = 0; n < 6; n += 1) {
    const popup = await browser.popup();
    const button = popup.getByRole('button', { name: /^Roll back back from/ });
    await button.waitFor();
    const before = await freehold.visit('back', '/');
    const begun = performance.now();
    await button.click();
    await popup.getByRole('button', { name: 'Roll back now' }).waitFor();
    const shown = performance.now();
    await popup.getByRole('button', { name: 'Roll back now' }).click();
    await until('the other release is served', async () => {
      return !(await freehold.visit('back', '/')).body.equals(before.body);
    });
    const served = performance.now();
    planned.push(shown - begun);
    switched.push(served - shown);
    await popup.getByRole('heading', { name: /is back on/ }).waitFor();
    await popup.close();
  }
  figures.add('click on Roll back to its plan shown', planned);
  figures.add('click on Roll back now to the other page served', switched);
}

async function hostStart(stage: Stage<FakeLovable>, figures: Figures): Promise<void> {
  const program = stage.freehold.hostProgram;
  const start = (environment: NodeJS.ProcessEnv): Promise<number> =>
    timed(
      () =>
        new Promise<void>((resolve, reject) => {
          const host = spawn(program, ['chrome-extension://cmailpibelejjbdgmndojgngbpkbbnni/'], {
            env: environment,
          });
          host.once('error', reject);
          host.stdout.once('data', () => {
            host.stdin.end();
            resolve();
          });
          host.stdin.write(frameOf({ hello: { min: 1, max: 1 } }));
        }),
    );
  await start(process.env);
  figures.add(
    'host started to its first frame, with AOT cache',
    await times(15, () => start(process.env)),
  );
  const without = { ...process.env, FREEHOLD_NO_AOT: '1' };
  figures.add('host started to its first frame, without', await times(15, () => start(without)));
}

function perSecond(bytes: number, millis: number): number {
  return bytes / 1e6 / (millis / 1000);
}
