/**
 * Makes the zip for the Chrome Web Store of what was built. The store refuses a manifest with a
 * `key`: it gives the extension its own, see docs/store-listing.md. Everything has one time, so that
 * the same sources make the same zip.
 */
import { Buffer } from 'node:buffer';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { zipSync } from 'fflate';

const built = path.join(import.meta.dirname, 'target/extension');
const MTIME = new Date(2026, 0, 1);

function forStore(name, bytes) {
  if (name !== 'manifest.json') return bytes;
  const manifest = JSON.parse(Buffer.from(bytes).toString());
  delete manifest.key;
  return Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
}

const names = readdirSync(built, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(built, path.join(entry.parentPath, entry.name)))
  // of the bundler, not of the extension
  .filter((name) => !name.startsWith('.vite'))
  .map((name) => name.split(path.sep).join('/'))
  .sort();
if (!names.includes('manifest.json')) {
  process.stderr.write('Nothing is built yet. Run: npm run build\n');
  process.exit(1);
}
const entries = names.map((name) => [
  name,
  [forStore(name, readFileSync(path.join(built, name))), { mtime: MTIME }],
]);
const { version } = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'package.json'), 'utf8'),
);
const zip = path.join(import.meta.dirname, `target/freehold-extension-${version}.zip`);
mkdirSync(path.dirname(zip), { recursive: true });
writeFileSync(zip, zipSync(Object.fromEntries(entries), { level: 9 }));
process.stdout.write(`${zip}\n`);
