// Written by Freehold. The app's own server, as it runs everywhere else, on AWS Lambda behind the
// Web Adapter, which brings requests as HTTP. It answers nobody but the site's own distribution.
import { spawn } from 'node:child_process';
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const server = JSON.parse(readFileSync(join(here, 'freehold.json'), 'utf8'));
const startWithin = 30_000;
const tailLines = 20;
const originHeader = 'x-freehold-origin';
// the distribution lets it through only with a token that it knows
const previewHeader = 'x-freehold-preview';
const hostHeader = 'x-forwarded-host';
const agent = new http.Agent({ keepAlive: true });
const notPassed = new Set([
  originHeader,
  previewHeader,
  'host',
  'x-amzn-request-context',
  'x-amzn-lambda-context',
  // they belong to one connection (RFC 9110, 7.6.1)
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The start that counts: a new one takes its place only once it is over. */
let running;
const children = new Set();
let settled = false;
let tail = [];

/** Lambda's own keys are not the app's. */
function environment(port) {
  const said = JSON.parse(process.env.FREEHOLD_VARIABLES);
  const { TZ, AWS_REGION, LD_LIBRARY_PATH } = process.env;
  const given = Object.entries({ TZ, AWS_REGION, LD_LIBRARY_PATH });
  return {
    ...Object.fromEntries(given.filter((one) => one[1] !== undefined)),
    ...said,
    PATH: said.PATH.replace('{node}', dirname(process.execPath)),
    NODE_OPTIONS: said.NODE_OPTIONS.replace('{here}', here),
    HOME: '/tmp',
    TMPDIR: '/tmp',
    PORT: String(port),
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function connects(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listen(stream, out) {
  stream.on('data', (bytes) => {
    out.write(bytes);
    tail = [...tail, ...bytes.toString('utf8').split('\n')]
      .filter((line) => line.trim() !== '')
      .slice(-tailLines);
  });
}

async function started(over) {
  tail = [];
  const port = await freePort();
  const words = server.arguments.map((word) => word.replace('{port}', String(port)));
  const child = spawn(process.execPath, words, {
    cwd: join(here, 'app', server.folder),
    env: environment(port),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  listen(child.stdout, process.stdout);
  children.add(child);
  listen(child.stderr, process.stderr);
  let ended;
  child.once('error', (error) => (ended = error.message));
  child.once('close', (code, signal) => {
    ended ??= `It ended with ${signal ?? `code ${code}`}.`;
    children.delete(child);
    over();
  });
  const deadline = Date.now() + startWithin;
  while (!(await connects(port))) {
    if (ended !== undefined) throw new Error(ended);
    if (Date.now() > deadline) {
      child.kill();
      throw new Error(`It did not answer within ${startWithin / 1000} s.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return port;
}

function begun() {
  const mine = {};
  mine.over = () => {
    if (running === mine) running = undefined;
  };
  mine.port = started(mine.over);
  return mine;
}

/** Where it listens; one that did not start is started anew with the next request. */
async function port() {
  const mine = (running ??= begun());
  try {
    return await mine.port;
  } catch (error) {
    mine.over();
    throw error;
  } finally {
    settled = true;
  }
}

function kept(raw) {
  const headers = [];
  for (let at = 0; at < raw.length; at += 2) {
    if (!notPassed.has(raw[at].toLowerCase())) headers.push(raw[at], raw[at + 1]);
  }
  return headers;
}

function say(response, status, type, text) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}

function sayText(response, status, text) {
  say(response, status, 'text/plain; charset=utf-8', text);
}

function refuse(response, why) {
  console.error(`Freehold: the app's server does not answer. ${why}`);
  if (response.headersSent) response.destroy();
  else sayText(response, 503, 'The server of this app does not answer.\n');
}

/**
 * Where the edge keeps answers for all visitors it passes nothing of a visitor on, not even the
 * host. It would keep what says nothing for a day, and show it with other releases too.
 */
function answered(request, answer) {
  const headers = kept(answer.rawHeaders);
  const shared = request.headers[hostHeader] === undefined;
  if (shared && answer.headers['cache-control'] === undefined) {
    headers.push('cache-control', 'no-store');
  }
  return headers;
}

function passOn(to, request, response) {
  const host = request.headers[hostHeader] ?? request.headers.host;
  const upstream = http.request(
    {
      host: '127.0.0.1',
      port: to,
      agent,
      method: request.method,
      path: request.url,
      headers: [...kept(request.rawHeaders), 'Host', host],
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.statusMessage, answered(request, answer));
      response.flushHeaders();
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    },
  );
  upstream.once('error', (error) => refuse(response, error.message));
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}

function statusOf(to, path) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port: to, path, headers: { host: 'localhost' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
      .once('error', reject);
  });
}

/** Whether it works, for Freehold before the release goes live. */
async function tell(response) {
  let problem;
  try {
    const status = await statusOf(await port(), server.health);
    if (status >= 500) problem = `It answered with ${status} at ${server.health}.`;
  } catch (error) {
    problem = error.message;
  }
  say(response, 200, 'application/json', JSON.stringify({ problem, tail }));
}

function isOurs(request) {
  const shown = createHash('sha256').update(request.headers[originHeader] ?? '').digest();
  return timingSafeEqual(shown, Buffer.from(server.origin, 'hex'));
}

async function answer(request, response) {
  if (!isOurs(request)) {
    sayText(response, 403, 'This address is for the site itself.\n');
  } else if (request.headers[previewHeader] !== undefined && request.url === server.path) {
    await tell(response);
  } else {
    try {
      passOn(await port(), request, response);
    } catch (error) {
      refuse(response, error.message);
    }
  }
}

http.createServer(answer).listen(Number(process.env.AWS_LWA_PORT), '127.0.0.1');
http
  .createServer((_, response) => sayText(response, settled ? 200 : 503, ''))
  .listen(Number(process.env.AWS_LWA_READINESS_CHECK_PORT), '127.0.0.1');
process.once('exit', () => children.forEach((child) => child.kill()));
process.once('SIGTERM', () => process.exit(0));
port().catch((error) => console.error(`Freehold: the app's server did not start. ${error.message}`));
