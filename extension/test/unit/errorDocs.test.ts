import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const extension = path.resolve(import.meta.dirname, '../..');
const CODE = /'((?:browser|export|extension|host)\.[a-z-]+)'/g;
const ROW = /^\| `([a-z]+\.[a-z-]+)` \| \S.* \| \S.* \|$/gm;

test('the page of errors lists every code of the sources, each once, and none that is gone', () => {
  const sources = readdirSync(path.join(extension, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(extension, 'src', file), 'utf8'));
  const page = readFileSync(path.join(extension, '../docs/errors-extension.md'), 'utf8');
  const inSources = new Set(sources.flatMap((source) => codes(source, CODE)));
  expect(codes(page, ROW).sort()).toEqual([...inSources].sort());
});

function codes(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, code]) => code!);
}
