import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { picture } from '../support/screenshots.ts';
import { World } from '../support/world.ts';

const APP = 'src/pages/app/index.html';

describe('pages without a builder’s tab', () => {
  let world: World;

  beforeAll(async () => {
    world = await World.create();
    const folder = join(world.freehold.folder, 'shop');
    mkdirSync(folder);
    for (const heading of ['First', 'Second']) {
      writeFileSync(
        join(folder, 'index.html'),
        `<!doctype html><html lang="en"><title>${heading}</title><h1>${heading}</h1>`,
      );
      const message = ['--message', `The ${heading.toLowerCase()} one`];
      await world.freehold.run('deploy', folder, '--yes', '--watch', '1', ...message);
    }
  });
  afterEach(() => world.browser.closePages());
  afterAll(() => world.end());

  it('the popup shows what was deployed, with its picture', async () => {
    const popup = await world.browser.popup();
    await popup.getByRole('img', { name: 'Screenshot of shop v2' }).waitFor();
    expect(await popup.getByRole('main').innerText()).toContain('The second one');
    await picture(popup, 'pages/popup');
    expect(await violations(popup)).toEqual([]);
  });

  it('the history compares two deployments', async () => {
    const page = await world.browser.ownPage(`${APP}#/apps/shop`);
    for (const release of ['v1', 'v2']) {
      await page.getByRole('img', { name: `Screenshot of shop ${release}` }).waitFor();
      await page.getByRole('checkbox', { name: `Compare ${release} of` }).check();
    }
    await picture(page, 'pages/history');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: /^Compare/ }).click();
    await page.getByRole('heading', { name: /Changes from v1 to v2/ }).waitFor();
    await page.getByText('index.html').first().waitFor();
    await picture(page, 'pages/compare');
    expect(await violations(page)).toEqual([]);
  });

  it('the settings take a value and never show it again', async () => {
    const page = await world.browser.ownPage(`${APP}#/settings/shop`);
    await page.getByRole('button', { name: 'Set a variable' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('API_KEY');
    await page.getByLabel('Value').fill('very-private');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByRole('button', { name: 'Replace the value of API_KEY' }).waitFor();
    await picture(page, 'pages/variables');
    expect(await page.content()).not.toContain('very-private');
    expect(await violations(page)).toEqual([]);
    const held = world.freehold.filesThatHold((text) => text.includes('very-private'));
    expect(held).toEqual([]);
  });

  it('the places are listed, and one that does not answer says so and leaves what was entered', async () => {
    const page = await world.browser.ownPage(`${APP}#/places`);
    await page.getByRole('heading', { name: 'This computer' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'shop production' }).waitFor();
    await picture(page, 'pages/places');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Connect a place' }).click();
    await page.getByLabel('Server', { exact: true }).fill('nobody@127.0.0.1:1');
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('alert').getByText('127.0.0.1:1').first().waitFor();
    expect(await page.getByLabel('Server', { exact: true }).inputValue()).toBe(
      'nobody@127.0.0.1:1',
    );
    await picture(page, 'pages/connect');
    expect(await violations(page)).toEqual([]);
  });

  it('an environment is made, and what is live can be promoted to it', async () => {
    const page = await world.browser.ownPage(`${APP}#/apps/shop`);
    await page.getByRole('button', { name: 'New environment' }).click();
    await page.getByLabel('Name of the environment').fill('preview');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: 'preview is there' }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('listitem').filter({ hasText: 'preview' }).first().waitFor();
    await picture(page, 'pages/new-environment');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Promote what is live in production' }).click();
    expect(await page.getByLabel('To which environment?').inputValue()).toBe('preview');
  });

  it('the doctor tells the state of this machine', async () => {
    const page = await world.browser.ownPage(`${APP}#/settings`);
    await page.getByText('Running since').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'git' }).first().waitFor();
    await picture(page, 'pages/settings');
    expect(await violations(page)).toEqual([]);
  });

  it('without the native host there is the one command to run, and then all works', async () => {
    const manifest = join(
      world.browser.userDataDir,
      'NativeMessagingHosts',
      'dev.freehold.host.json',
    );
    const popup = await world.browser.popup();
    await popup.getByText('shop').first().waitFor();
    await popup.close();
    renameSync(manifest, `${manifest}.away`);
    world.freehold.crashHosts();
    const lost = await world.browser.popup();
    await lost.getByText('daemon/bin/freehold browser install').first().waitFor();
    await picture(lost, 'pages/no-host');
    expect(await violations(lost)).toEqual([]);
    renameSync(`${manifest}.away`, manifest);
    await lost.getByRole('button', { name: 'Try again' }).click();
    await lost.getByText('The second one').waitFor();
  });
});
