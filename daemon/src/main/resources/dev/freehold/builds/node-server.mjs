// Added by Freehold: runs a server bundle that exports fetch(Request) on Node's own HTTP server.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import app from './server/server.js';

const bodiless = ['GET', 'HEAD'];

function toRequest(incoming, aborted) {
  const protocol = incoming.headers['x-forwarded-proto'] ?? 'http';
  const host = incoming.headers['x-forwarded-host'] ?? incoming.headers.host ?? 'localhost';
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i], incoming.rawHeaders[i + 1]);
  }
  return new Request(new URL(incoming.url, `${protocol}://${host}`), {
    method: incoming.method,
    headers,
    signal: aborted,
    ...(bodiless.includes(incoming.method)
      ? {}
      : { body: Readable.toWeb(incoming), duplex: 'half' }),
  });
}

async function answer(incoming, outgoing) {
  const over = new AbortController();
  outgoing.on('close', () => over.abort());
  const response = await app.fetch(toRequest(incoming, over.signal));
  const headers = {};
  for (const [name, value] of response.headers) headers[name] = value;
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  outgoing.writeHead(response.status, headers);
  if (response.body === null || incoming.method === 'HEAD') {
    outgoing.end();
  } else {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  }
}

createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch((error) => {
    if (outgoing.destroyed) return;
    console.error(error);
    if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end();
  });
}).listen(Number(process.env.PORT), process.env.HOST ?? '127.0.0.1');
