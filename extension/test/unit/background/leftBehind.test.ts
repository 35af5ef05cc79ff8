import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { LeftBehindFinder } from '../../../src/background/bring/leftBehind.ts';

interface Case {
  name: string;
  files: Record<string, string>;
  missing: string[];
}

/** The daemon's tests read the same cases, because it finds the same files. */
const cases = JSON.parse(
  readFileSync(
    path.resolve(import.meta.dirname, '../../../../daemon/src/test/resources/builder-assets.json'),
    'utf8',
  ),
) as Case[];

function missingIn(files: Record<string, string | Uint8Array>) {
  const finder = new LeftBehindFinder();
  for (const [name, content] of Object.entries(files)) finder.look(name, Buffer.from(content));
  return finder.missing();
}

function pathsIn(files: Record<string, string | Uint8Array>): string[] {
  return missingIn(files).map((each) => each.path);
}

test.each(cases)('what is left behind is found as the daemon finds it: $name', (one) => {
  expect(pathsIn(one.files).sort()).toEqual([...one.missing].sort());
});

describe('a pointer', () => {
  const sha256 = 'ab'.repeat(32);

  it('says what the file must be, whichever of the sources names it first', () => {
    const url = '/__l5e/a/b%20c.png';
    const files = {
      'a.css': `url("${url}")`,
      'b.asset.json': JSON.stringify({ url, size: 68, content_type: 'image/png', sha256 }),
    };
    expect(missingIn(files)).toEqual([
      {
        served: '/__l5e/a/b c.png',
        path: '__l5e/a/b c.png',
        size: 68,
        type: 'image/png',
        sha256,
      },
    ]);
  });

  it('says nothing with what is no size, no type and no hash', () => {
    const said = { url: '/__l5e/a/b.png', size: '68', content_type: 1, sha256: 'AB'.repeat(32) };
    expect(missingIn({ 'b.asset.json': JSON.stringify(said) })).toEqual([
      { served: said.url, path: said.url.slice(1), size: null, type: '', sha256: null },
    ]);
  });
});

describe('an address', () => {
  it('is found in text of two bytes a letter, and in no binary file', () => {
    const text = '<img src="/__l5e/a/b.png">';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const binary = Buffer.concat([Buffer.from([1, 0, 2]), Buffer.from(text)]);
    expect(pathsIn({ 'a.html': utf16 })).toEqual(['__l5e/a/b.png']);
    expect(pathsIn({ 'a.bin': binary })).toEqual([]);
  });

  it.each(['aux.png', 'b\u200bc.png', 'b%0Ac.png', 'b%ff.png', `${'x'.repeat(300)}.png`])(
    'of a file that no export may have, such as %j, is left alone',
    (name) => {
      expect(pathsIn({ 'a.html': `<img src="/__l5e/a/${name}">` })).toEqual([]);
    },
  );

  it('is left alone where something else of the project is in the way', () => {
    const page = { 'a.html': '<img src="/__l5e/a/b.png"><img src="/__l5e/A/c.png">' };
    expect(pathsIn({ ...page, '__L5E/other.txt': '' })).toEqual([]);
    expect(pathsIn({ ...page, __l5e: '' })).toEqual([]);
    expect(pathsIn(page)).toHaveLength(1);
  });

  it('is left alone where it is a folder of another', () => {
    const page = { 'a.html': '<img src="/__l5e/a/b.png"><img src="/__l5e/a/b.png/c.png">' };
    expect(pathsIn(page)).toEqual(['__l5e/a/b.png']);
  });
});
