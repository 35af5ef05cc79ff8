import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../target/screenshots', import.meta.url));

/** For people to look at. */
export async function picture(
  page: Page,
  name: string,
  options: { timeout?: number } = {},
): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled', ...options });
}
