import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { picture } from '../support/screenshots.ts';
import { Shelf } from '../support/shelf.ts';
import { until } from '../support/until.ts';
import { World } from '../support/world.ts';

const APP = 'src/pages/app/index.html';

/** A release on a public place is watched for a minute. */
const WATCHED = 120_000;

/** Nothing in the extension knows this kind of place: it is all in what its driver says. */
describe('a kind of place that is new to the extension', () => {
  let world: World;
  let shelf: Shelf;
  let page: Page;

  beforeAll(async () => {
    world = await World.create();
    shelf = await Shelf.start(world.freehold);
    await deploy('First', 'staging', '--watch', '1');
    page = await world.browser.ownPage(`${APP}#/places`);
    page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await shelf.stop();
    await world.end();
  });

  async function deploy(heading: string, environment: string, ...more: string[]): Promise<void> {
    const folder = join(world.freehold.folder, 'shop');
    mkdirSync(folder, { recursive: true });
    const html = `<!doctype html><html lang="en"><title>${heading}</title><h1>${heading}</h1>`;
    writeFileSync(join(folder, 'index.html'), html);
    await world.freehold.run('deploy', folder, '--yes', '--env', environment, ...more);
  }

  async function heading(environment: string): Promise<string> {
    const { status, body } = await shelf.visit(`${environment}.shop.books.localhost`);
    return /<h1>(.*)<\/h1>/.exec(body.toString())?.[1] ?? String(status);
  }

  it('is connected by what it asks for', async () => {
    await page.getByRole('link', { name: 'Connect a place' }).click();
    await page.getByRole('radio', { name: 'A room on a shelf' }).check();
    await page.getByLabel('Address').fill(shelf.address);
    await page.getByLabel('Token').fill(shelf.token);
    await page.getByText('Optional').click();
    await page.getByRole('textbox', { name: 'Room', exact: true }).fill('books');
    await picture(page, 'places/connect');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('Make the room books.').waitFor();
    await picture(page, 'places/plan');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByRole('heading', { name: 'books is connected' }).waitFor();
    expect(await page.content()).not.toContain(shelf.token);
    expect(world.freehold.filesThatHold((text) => text.includes(shelf.token))).toEqual([]);
  });

  it('takes an app’s environments, and what is deployed and promoted goes there', async () => {
    await open('#/apps/shop');
    await move('staging');
    await page.getByRole('button', { name: 'New environment' }).click();
    await page.getByLabel('Name of the environment').fill('production');
    await page.getByRole('radio', { name: /^books/ }).check();
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await deploy('First', 'staging', '--watch', '0');
    expect(await heading('staging')).toBe('First');
    expect(await heading('production')).toBe('404');
    const cli = ['promote', '--from', 'staging', '--to', 'production', '--app', 'shop'];
    await world.freehold.run(...cli, '--yes', '--watch', '0');
    expect(await heading('production')).toBe('First');
    await deploy('Second', 'staging', '--watch', '0');
    await promote();
    await until('Second in production', async () => (await heading('production')) === 'Second');
    await page.getByRole('heading', { name: 'shop v2 is live' }).waitFor({ timeout: WATCHED });
    await picture(page, 'places/promoted');
  });

  it('is rolled back from the history', async () => {
    await open('#/apps/shop');
    await page.getByRole('button', { name: 'Roll back shop from v2' }).first().click();
    await page.getByRole('button', { name: 'Roll back now' }).click();
    await until('First in production', async () => (await heading('production')) === 'First');
    expect(await heading('staging')).toBe('Second');
    await page.getByRole('heading', { name: 'shop is back on v1' }).waitFor({ timeout: WATCHED });
  });

  it('is left and removed', async () => {
    await open('#/apps/shop');
    await move('staging', 'This computer');
    await move('production', 'This computer');
    await open('#/places/books');
    await page.getByRole('button', { name: 'Remove books' }).click();
    await picture(page, 'places/remove');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByRole('heading', { name: 'books was removed' }).waitFor();
    expect(await heading('staging')).toBe('404');
  });

  /** Anew, without what was open there. */
  async function open(place: string): Promise<void> {
    await page.goto(page.url().replace(/#.*/, place));
    await page.reload();
  }

  async function move(environment: string, place = 'books'): Promise<void> {
    await page.getByRole('button', { name: `Move ${environment}` }).click();
    await page.getByRole('radio', { name: new RegExp(`^${place}`) }).check();
    await page.getByRole('button', { name: 'Move it' }).click();
    await page.getByRole('heading', { name: `${environment} goes to` }).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
  }

  async function promote(): Promise<void> {
    await open('#/apps/shop');
    await page.getByRole('button', { name: 'Promote what is live in staging' }).click();
    await page.getByLabel('To which environment?').fill('production');
    await page.getByRole('button', { name: 'Show the plan' }).click();
    await page.getByRole('button', { name: 'Promote now' }).click();
  }
});
