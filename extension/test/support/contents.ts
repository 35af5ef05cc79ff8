import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export type Files = Map<string, Uint8Array>;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A page without a build: a heading, a style, a picture, an empty file and a page below it. */
export function plainApp(heading: string): Files {
  return new Map([
    ['index.html', utf8(htmlPage(heading))],
    ['style.css', utf8('body { font: 18px sans-serif; margin: 3rem; }\n')],
    ['guide/first/index.html', utf8(htmlPage('The guide'))],
    ['data/every-byte.bin', everyByte],
    ['picture.png', picture],
    ['names/größe (1).txt', utf8('größe\n')],
    ['empty.txt', new Uint8Array()],
  ]);
}

/** Plain, with files of random bytes until it has that many files and bytes in all. */
export function bigApp(heading: string, size: { files: number; bytes: number }): Files {
  const files = plainApp(heading);
  const missing = size.files - files.size;
  const each = Math.ceil(size.bytes / missing);
  for (let n = 0; n < missing; n += 1) {
    files.set(`assets/${Math.floor(n / 100)}/part-${n}.bin`, randomBytes(each));
  }
  return files;
}

/** The example app of this repository: Vite and React, with a build, deep links and pictures. */
export function guestbook(): Files {
  const folder = fileURLToPath(new URL('../../../docs/examples/guestbook', import.meta.url));
  const listed = execFileSync('git', ['ls-files', '-z', '.'], { cwd: folder, encoding: 'utf8' });
  const paths = listed.split('\0').filter((path) => path !== '');
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path))]));
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function htmlPage(heading: string): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${heading}</title><link rel="stylesheet" href="/style.css"></head>`,
    `<body><h1>${heading}</h1><img src="/picture.png" alt=""></body></html>\n`,
  ].join('\n');
}

/** No text in any encoding that a careless reader would try. */
const everyByte = Uint8Array.from({ length: 1024 }, (_, n) => (n * 167) % 256);

/** One transparent pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
