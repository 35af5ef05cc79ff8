import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { picture } from '../support/screenshots.ts';
import { until } from '../support/until.ts';
import { World } from '../support/world.ts';

const APP = 'src/pages/app/index.html';

/** A release is watched for a while. */
const WATCHED = 60_000;

/** The builder's exports, a developer's commits and a git server, all about one app. */
describe('an app that its builder and developers change', () => {
  let world: World;
  let shop: string;
  let clone: string;
  let hub: string;

  beforeAll(async () => {
    world = await World.create();
    const { folder } = world.freehold;
    [shop, clone, hub] = ['shop', 'clone', 'hub.git'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(shop);
    exported('Welcome', 'Bread');
    await deploy();
    const { repository } = await world.freehold.api<{ repository: string }>('/v1/apps/shop');
    git(folder, 'clone', '--quiet', repository, clone);
    git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', hub);
  });
  afterEach(() => world.browser.closePages());
  afterAll(() => world.end());

  /** A page with two lines that change, far enough apart that git tells them from each other. */
  function site(heading: string, offer: string): string {
    return [
      '<!doctype html>',
      '<html lang="en">',
      `<title>${heading}</title>`,
      `<h1>${heading}</h1>`,
      '<p>Open from seven.</p>',
      '<p>Closed on Mondays.</p>',
      '<p>Main Street 1.</p>',
      `<p class="offer">${offer}</p>`,
      '</html>',
      '',
    ].join('\n');
  }

  function exported(heading: string, offer: string): void {
    writeFileSync(join(shop, 'index.html'), site(heading, offer));
  }

  function deploy(): Promise<string> {
    return world.freehold.run('deploy', shop, '--yes', '--watch', '0');
  }

  function git(folder: string, ...args: string[]): string {
    const person = {
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.org',
      GIT_CONFIG_GLOBAL: '/dev/null',
    };
    return execFileSync('git', args, {
      cwd: folder,
      env: { ...process.env, ...person },
      encoding: 'utf8',
    }).trim();
  }

  function developerWrites(heading: string): void {
    git(clone, 'pull', '--quiet');
    const page = join(clone, 'index.html');
    writeFileSync(page, readFileSync(page, 'utf8').replaceAll(/Welcome[^<]*/g, heading));
    git(clone, 'commit', '--quiet', '--all', '--message', `Say ${heading}`);
    git(clone, 'push', '--quiet', 'origin', 'HEAD:main');
  }

  function open(place: string): Promise<Page> {
    return world.browser.ownPage(`${APP}${place}`);
  }

  function inStep(page: Page): Locator {
    const title = page.getByRole('heading', { name: 'In step?' });
    return page.locator('section').filter({ has: title });
  }

  async function heading(): Promise<string> {
    const { body } = await world.freehold.visit('shop', '/');
    return /<h1>(.*)<\/h1>/.exec(body.toString())?.[1] ?? '';
  }

  it('shows how far they are apart', async () => {
    developerWrites('Welcome back');
    await world.freehold.run('var', 'set', 'VITE_NAME=Ada', '--app', 'shop');
    const page = await open('#/apps/shop');
    const line = inStep(page);
    await line.getByText('1 change behind').waitFor();
    await line.getByText('1 variable not live yet').waitFor();
    await line.getByText('What differs in production').click();
    await line.getByText('index.html').waitFor();
    await line.getByText('VITE_NAME').waitFor();
    await picture(page, 'together/drift');
    expect(await violations(page)).toEqual([]);
    const popup = await world.browser.popup();
    await popup.getByText('Not in step: 2 things differ').waitFor();
    await picture(popup, 'together/popup');
    expect(await violations(popup)).toEqual([]);
  });

  it('settles what both changed, place by place, and deploys it', async () => {
    exported('Welcome, all', 'Cake');
    await expect(deploy()).rejects.toThrow('freehold git conflicts');
    expect(await heading()).toBe('Welcome');
    const page = await open('#/apps/shop');
    await page.getByText('What is not in main yet').click();
    await page.getByRole('link', { name: 'Settle the conflicts' }).click();
    await page.getByRole('heading', { name: 'Conflicts in shop' }).waitFor();
    await page.getByText('index.html').first().click();
    await page.getByText('Welcome back').first().waitFor();
    await page.getByText('Welcome, all').first().waitFor();
    await picture(page, 'together/conflicts');
    expect(await violations(page)).toEqual([]);
    expect(await page.getByRole('button', { name: 'Settle', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('radio', { name: 'Take ours' }).check();
    await page.getByRole('button', { name: 'Settle', exact: true }).click();
    await page.getByRole('heading', { name: 'The conflicts in shop are settled' }).waitFor();
    await picture(page, 'together/settled');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a plan for production' }).click();
    await page.getByRole('button', { name: 'Deploy now' }).click();
    await until('main is live', async () => (await heading()) === 'Welcome back');
    const { body } = await world.freehold.visit('shop', '/');
    expect(body.toString()).toContain('<p class="offer">Cake</p>');
    await page.getByRole('heading', { name: 'shop v2 is live' }).waitFor({ timeout: WATCHED });
  });

  it('takes the same export again without a word', async () => {
    exported('Welcome, all', 'Tea');
    await deploy();
    expect(await heading()).toBe('Welcome back');
    const page = await open('#/apps/shop');
    const line = inStep(page);
    await line.getByText('In step', { exact: true }).first().waitFor();
    expect(await line.getByText('behind').count()).toBe(0);
  });

  it('is connected with a git server, which gets main and the releases', async () => {
    const page = await open('#/settings/shop');
    await page.getByLabel('Repository').fill(`file://${hub}`);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('Connecting would push to').waitFor();
    await picture(page, 'together/git-look');
    expect(await violations(page)).toEqual([]);
    expect(git(hub, 'for-each-ref')).toBe('');
    await page.getByRole('button', { name: 'Connect and push' }).click();
    await page.getByRole('button', { name: 'Push now' }).waitFor();
    await until('main is there', () => {
      const ours = git(clone, 'ls-remote', 'origin', 'refs/heads/main').split('\t')[0];
      return Promise.resolve(
        git(hub, 'for-each-ref', '--format=%(objectname)', 'refs/heads/main') === ours,
      );
    });
    await picture(page, 'together/git');
    expect(await violations(page)).toEqual([]);
  });
});
