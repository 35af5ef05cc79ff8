// Draws public/icons from art/icon.svg: node icons.js
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { chromium } from 'playwright-core';

const svg = await readFile(new URL('art/icon.svg', import.meta.url), 'utf8');
const browser = await chromium.launch({
  executablePath: process.env['FREEHOLD_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const sized = svg.replace(/width="128" height="128"/, `width="${size}" height="${size}"`);
  await page.setContent(`<style>*{margin:0}svg{display:block}</style>${sized}`);
  const png = await page.screenshot({ omitBackground: true });
  await writeFile(new URL(`public/icons/${size}.png`, import.meta.url), png);
  await page.close();
}
await browser.close();
