import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../support/accessibility.ts';
import { installFakeChrome } from './fakeChrome.ts';
import { NOW } from './fixtures.ts';
import { SCENES, type Scene } from './scenes.ts';
import { serve } from './serve.ts';

const TARGET = fileURLToPath(new URL('../../target', import.meta.url));
const SIZES = {
  panel: { width: 420, height: 900 },
  popup: { width: 380, height: 600 },
  app: { width: 1200, height: 860 },
  narrow: { width: 400, height: 860 },
};

let browser: Browser;
let server: Server;
let address: string;

beforeAll(async () => {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });
  await mkdir(`${TARGET}/screenshots`, { recursive: true });
  ({ address, server } = await serve(`${TARGET}/gallery`));
  browser = await chromium.launch({
    executablePath: process.env['FREEHOLD_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});

afterAll(async () => {
  await browser.close();
  server.close();
});

describe.each(SCENES)('$name', (scene) => {
  it.each(['light', 'dark'] as const)('is readable by everyone in %s', async (scheme) => {
    const context = await browser.newContext({
      viewport: SIZES[scene.page],
      colorScheme: scheme,
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
      locale: 'en-GB',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (said) => said.type() === 'error' && complaints.push(said.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await open(page, scene);
    await unroll(page, scene);
    await page.screenshot({
      path: `${TARGET}/screenshots/${scene.name}-${scheme}.png`,
      fullPage: true,
    });
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function open(page: Page, scene: Scene): Promise<void> {
  await page.clock.setFixedTime(NOW);
  // what compilers put around the names of functions is not known in the page
  await page.addInitScript('globalThis.__name = (named) => named;');
  await page.addInitScript(installFakeChrome, scene.scenario);
  await page.goto(
    `${address}/src/pages/${scene.page === 'narrow' ? 'app' : scene.page}/index.html${scene.query ?? ''}`,
  );
  await settled(page);
  for (const words of scene.press ?? []) {
    if (typeof words !== 'string') {
      await page.getByLabel(words.field, { exact: true }).fill(words.value);
      continue;
    }
    const named = new RegExp(`^[^a-zA-Z]*${escaped(words)}`);
    await page
      .getByRole('button', { name: named })
      .or(page.getByRole('checkbox', { name: named }))
      .or(page.getByRole('radio', { name: named }))
      .or(page.locator('summary').filter({ hasText: words }))
      .first()
      .click();
    await settled(page);
  }
}

/** Makes room for the whole page, so that nothing that sticks to an edge covers the rest. */
async function unroll(page: Page, scene: Scene): Promise<void> {
  const needed = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width, height } = SIZES[scene.page];
  await page.setViewportSize({ width, height: Math.max(height, needed) });
}

/** Nothing is shown as being fetched, apart from what goes on in the scene itself. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#root > *') !== null);
  await page.waitForFunction(
    () => !/^Loading$|^Asking the daemon$|^Checking$/m.test(document.body.innerText),
  );
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
}

/** How far the page reaches beyond its own width. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
