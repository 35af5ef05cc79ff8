/** Installs what the extension is built with, unless what is there came from the same lock file. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const here = import.meta.dirname;
const stamp = path.join(here, 'node_modules/.freehold-lock');
const lock = readFileSync(path.join(here, 'package-lock.json'));
const wanted = `${createHash('sha256').update(lock).digest('hex')} ${process.version}\n`;

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(stamp, wanted);
}
