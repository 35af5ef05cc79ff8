import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { FakeProject } from '../fakes/project.ts';
import { EXTENSION_ID } from '../support/browser.ts';
import { plainApp } from '../support/contents.ts';
import { sayHello } from '../support/hostProcess.ts';
import { OtherExtension } from '../support/otherExtension.ts';
import { listeningPorts } from '../support/processes.ts';
import { until } from '../support/until.ts';
import { World } from '../support/world.ts';

const HOST = 'dev.freehold.host';
const PANEL = `chrome-extension://${EXTENSION_ID}/src/pages/panel/index.html`;

describe('who gets nothing', () => {
  const other = new OtherExtension();
  let world: World;

  beforeAll(async () => {
    world = await World.create({ alsoLoad: [other.folder] });
    const folder = join(world.freehold.folder, 'some-app');
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><title>Some app</title><h1>Some app</h1>',
    );
    await world.freehold.run('deploy', folder, '--app', 'some-app', '--yes', '--watch', '0');
  });
  afterEach(() => world.browser.closePages());
  afterAll(async () => {
    await world.end();
    other.remove();
  });

  async function otherPage(): Promise<Page> {
    const theirs = await until('the other extension runs', () =>
      world.browser.context.serviceWorkers().find((each) => !each.url().includes(EXTENSION_ID)),
    );
    const page = await world.browser.context.newPage();
    await page.goto(new URL('/page.html', theirs.url()).href);
    return page;
  }

  async function webPage(): Promise<Page> {
    const project = world.lovable.add(
      new FakeProject('0f6c1f6e-2d3a-4b5c-8d7e-00000000abcd', 'Web page', plainApp('Web page')),
    );
    const page = await world.browser.context.newPage();
    await page.goto(world.lovable.urlOf(project));
    return page;
  }

  it("an extension with another id: the browser does not start Freehold's host for it", async () => {
    const page = await otherPage();
    const refused = await page.evaluate(
      (host) =>
        new Promise<string>((resolve) => {
          const port = chrome.runtime.connectNative(host);
          port.onMessage.addListener((said: unknown) =>
            resolve(`was told ${JSON.stringify(said)}`),
          );
          port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError?.message ?? ''));
          port.postMessage({ hello: { min: 1, max: 1 } });
        }),
      HOST,
    );
    expect(refused).toBe('Access to the specified native messaging host is forbidden.');
    expect(world.freehold.hosts).toEqual([]);
  });

  it("an extension with another id: Freehold's worker does not listen to it", async () => {
    const page = await otherPage();
    const heard = await page.evaluate(
      (id) =>
        new Promise<string>((resolve) => {
          const port = chrome.runtime.connect(id, { name: 'freehold.page' });
          port.onMessage.addListener((said: unknown) =>
            resolve(`was told ${JSON.stringify(said)}`),
          );
          port.onDisconnect.addListener(() =>
            resolve(chrome.runtime.lastError?.message ?? 'closed'),
          );
          port.postMessage({ id: 1, call: 'api', method: 'GET', path: '/v1/status' });
        }),
      EXTENSION_ID,
    );
    expect(heard).toBe('Could not establish connection. Receiving end does not exist.');
  });

  it.each([
    'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/',
    `chrome-extension://${EXTENSION_ID}.example/`,
    'https://lovable.dev/',
  ])('%s: the host itself refuses to be started for it', async (origin) => {
    const { code, output } = await sayHello(world.freehold.hostProgram, origin);
    expect(code).not.toBe(0);
    expect(output).toContain('host.');
    expect(output).not.toContain('"protocol"');
  });

  it("a web page: it can neither show nor read Freehold's pages", async () => {
    const page = await webPage();
    const read = await page.evaluate(
      (address) =>
        fetch(address).then(
          () => 'read',
          () => 'refused',
        ),
      PANEL,
    );
    expect(read).toBe('refused');
    await page.evaluate((address) => {
      const frame = document.createElement('iframe');
      frame.src = address;
      document.body.append(frame);
    }, PANEL);
    const frame = await until('the frame is there', () => page.frames()[1]);
    await frame.waitForLoadState();
    expect(frame.url()).toMatch(/^(chrome-error:|about:blank)/);
    const opened = page.context().waitForEvent('page');
    await page.evaluate((address) => void window.open(address), PANEL);
    const popup = await opened;
    await popup.waitForLoadState();
    expect(popup.url()).not.toContain(EXTENSION_ID);
  });

  it('a web page: it has no way to speak to the extension or to the host', async () => {
    const page = await webPage();
    const ways = await page.evaluate(() => {
      const api = (globalThis as { chrome?: { runtime?: object } }).chrome?.runtime;
      return { sendMessage: 'sendMessage' in (api ?? {}), connect: 'connectNative' in (api ?? {}) };
    });
    expect(ways).toEqual({ sendMessage: false, connect: false });
  });

  it('a web page: what listens on this machine gives it no API', async () => {
    const page = await webPage();
    const { serving, pid } = await world.freehold.api<{ pid: number; serving: { port: number } }>(
      '/v1/status',
    );
    expect(listeningPorts(pid)).toEqual([]);
    for (const path of ['/v1/status', '/v1/apps', '/']) {
      const answer = await page.evaluate(
        (address) =>
          fetch(address).then(
            (got) => got.text(),
            () => 'refused',
          ),
        `http://127.0.0.1:${serving.port}${path}`,
      );
      expect(answer).toBe('refused');
    }
  });
});
