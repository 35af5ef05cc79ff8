// Added by Freehold: a SvelteKit server as a function of requests.
import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Server } from './index.js';
import { base, manifest, pages } from './freehold-manifest.js';

const files = join(dirname(fileURLToPath(import.meta.url)), '../client');
const open = (file) => Readable.toWeb(createReadStream(file));
const server = new Server(manifest);
await server.init({ env: process.env, read: (file) => open(join(files, base, file)) });

/** The page that the build made for this address, if it made one. */
function made(path) {
  if (!pages.has(path)) return undefined;
  const plain = path.replace(/\/+$/, '');
  return [`${plain}.html`, `${plain}/index.html`]
    .map((name) => join(files, name))
    .find((file) => file.startsWith(files) && existsSync(file));
}

function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

export default {
  async fetch(request) {
    const url = new URL(request.url);
    const path = decoded(url.pathname);
    if (request.method === 'GET' || request.method === 'HEAD') {
      const page = made(path);
      if (page) {
        const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' };
        return new Response(open(page), { headers });
      }
      const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
      if (pages.has(other)) {
        return new Response(null, { status: 308, headers: { location: encodeURI(other) + url.search } });
      }
    }
    return server.respond(request, {
      platform: {},
      getClientAddress: () =>
        request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '127.0.0.1',
    });
  },
};
