// Written by Freehold. The app's own server, as it runs everywhere else, beside a function of
// Vercel's, which passes every request on to it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const server = JSON.parse(readFileSync(join(here, 'freehold.json'), 'utf8'));
const startWithin = 30_000;
const tailLines = 20;
// who has the key to the project's deployments may know why the server does not work
const keyHeader = 'x-freehold-key';
const agent = new http.Agent({ keepAlive: true });
// they belong to one connection (RFC 9110, 7.6.1)
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

let running;
let tail = [];

/** The variables as they were sent: what was damaged on the way must not reach the app. */
function environment() {
  const text = process.env[server.variable] ?? '';
  if (digest(text) !== server.digest) {
    throw new Error(
      `Its variables are not as they were sent: ${server.variable} has ${text.length} letters.`,
    );
  }
  const said = JSON.parse(Buffer.from(text, 'base64').toString('utf8'));
  const rest = { ...process.env };
  for (const name of Object.keys(rest)) {
    if (name.startsWith('FREEHOLD_')) delete rest[name];
  }
  return {
    ...rest,
    ...said,
    PATH: said.PATH.replace('{node}', dirname(process.execPath)),
    NODE_OPTIONS: said.NODE_OPTIONS.replace('{here}', here),
    HOME: '/tmp',
    TMPDIR: '/tmp',
  };
}

function digest(text) {
  return createHash('sha256').update(server.salt + text).digest('hex');
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

async function start() {
  tail = [];
  const port = await freePort();
  const child = spawn(
    process.execPath,
    server.arguments.map((word) => word.replace('{port}', String(port))),
    {
      cwd: join(here, 'app', server.folder),
      env: { ...environment(), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  listen(child.stdout, process.stdout);
  listen(child.stderr, process.stderr);
  let ended;
  child.once('close', (code, signal) => {
    ended = `It ended with ${signal ?? `code ${code}`}.`;
    running = undefined;
  });
  process.once('exit', () => child.kill());
  process.once('SIGTERM', () => process.exit(0));
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

function kept(raw) {
  const headers = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at].toLowerCase();
    if (!ofConnection.has(name) && name !== keyHeader) headers.push(raw[at], raw[at + 1]);
  }
  return headers;
}

function refuse(response, why) {
  console.error(`Freehold: the app's server does not answer. ${why}`);
  if (response.headersSent) {
    response.destroy();
  } else {
    response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' });
    response.end('The server of this app does not answer.\n');
  }
}

function passOn(port, request, response) {
  const upstream = http.request(
    {
      host: '127.0.0.1',
      port,
      agent,
      method: request.method,
      path: request.url,
      headers: kept(request.rawHeaders),
    },
    (answer) => {
      response.writeHead(answer.statusCode, answer.statusMessage, kept(answer.rawHeaders));
      answer.pipe(response);
      answer.once('error', () => response.destroy());
    },
  );
  upstream.once('error', (error) => refuse(response, error.message));
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}

function statusOf(port, path) {
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path, headers: { host: 'localhost' } }, (answer) => {
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
    running ??= start();
    const status = await statusOf(await running, server.health);
    if (status >= 500) problem = `It answered with ${status} at ${server.health}.`;
  } catch (error) {
    running = undefined;
    problem = error.message;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ problem, tail }));
}

export default async function handler(request, response) {
  const key = request.headers[keyHeader];
  if (key !== undefined && request.url === server.path && digest(key) === server.key) {
    await tell(response);
    return;
  }
  try {
    running ??= start();
    passOn(await running, request, response);
  } catch (error) {
    running = undefined;
    refuse(response, error.message);
  }
}
