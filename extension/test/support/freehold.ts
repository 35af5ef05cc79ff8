import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crash, processesOf } from './processes.ts';

const LAUNCHER = fileURLToPath(new URL('../../../daemon/bin/freehold', import.meta.url));

export interface Fetched {
  status: number;
  body: Buffer;
}

export interface Deployed {
  deployment: string;
  state: string;
  release: string;
}

/** The packaged Freehold in a home of its own. */
export class Freehold {
  /** Short, because the path of a socket may have 107 bytes. */
  readonly folder = mkdtempSync('/tmp/fh-');
  readonly home = join(this.folder, 'home');
  /** Where browsers that this user has would be looked for. */
  readonly userHome = join(this.folder, 'user');

  constructor() {
    mkdirSync(this.userHome);
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, FREEHOLD_HOME: this.home, HOME: this.userHome };
  }

  /** Runs the command line and gives what it wrote to standard output. */
  run(...args: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { env: this.environment, maxBuffer: 64 * 1024 * 1024 };
      execFile(LAUNCHER, args, options, (error, stdout, stderr) => {
        if (error) reject(new Error(`freehold ${args.join(' ')}\n${stdout}\n${stderr}`));
        else resolve(stdout);
      });
    });
  }

  /** What browsers start. */
  get hostProgram(): string {
    return join(this.home, 'native-messaging', 'freehold-host');
  }

  async connectBrowser(userDataDir: string): Promise<void> {
    await this.run('browser', 'install', '--folder', userDataDir);
  }

  async stop(): Promise<void> {
    await this.run('daemon', 'stop', '--serving');
    rmSync(this.folder, { recursive: true });
  }

  /** As when the machine's memory ran out. */
  crashDaemon(): void {
    const pids = processesOf(this.home, 'freehold.jar', 'daemon', 'run');
    if (pids.length !== 1) throw new Error(`${pids.length} daemons run in ${this.home}`);
    pids.forEach(crash);
  }

  get hosts(): number[] {
    return processesOf(this.home, 'freehold-host.jar');
  }

  crashHosts(): number {
    const hosts = this.hosts;
    hosts.forEach(crash);
    return hosts.length;
  }

  async api<T>(path: string): Promise<T> {
    const answer = await get({
      socketPath: join(this.home, 'run', 'daemon.sock'),
      path,
      headers: { Host: 'daemon.local' },
    });
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${String(answer.body)}`);
    return JSON.parse(answer.body.toString()) as T;
  }

  async apps(): Promise<string[]> {
    const page = await this.api<{ apps: { slug: string }[] }>('/v1/apps?limit=100');
    return page.apps.map(({ slug }) => slug);
  }

  /** The ids of all exports that ever began. */
  exports(): string[] {
    const folder = join(this.home, 'exports');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  export(id: string): Promise<{ state: string; received: number }> {
    return this.api(`/v1/exports/${id}`);
  }

  async deployments(app: string): Promise<Deployed[]> {
    const page = await this.api<{ deployments: Deployed[] }>(`/v1/apps/${app}/deployments`);
    return page.deployments;
  }

  /** What a visitor gets. Names below localhost are this machine only to browsers, so it is asked by address. */
  async visit(app: string, path: string): Promise<Fetched> {
    const { host, port } = new URL(await this.addressOf(app));
    return get({
      host: '127.0.0.1',
      port,
      path: encodeURI(path),
      headers: { Host: host, Accept: 'text/html,*/*', 'Sec-Fetch-Mode': 'navigate' },
    });
  }

  private async addressOf(app: string): Promise<string> {
    const { environments } = await this.api<{ environments: { url: string | null }[] }>(
      `/v1/apps/${app}`,
    );
    const url = environments[0]?.url;
    if (!url) throw new Error(`${app} has no address`);
    return url;
  }

  /** A file as git has it on the branch that the builder's exports go to. */
  async inGit(app: string, path: string): Promise<Buffer> {
    return this.git(app, 'show', `builder:${path}`);
  }

  async pathsInGit(app: string): Promise<string[]> {
    const listed = await this.git(app, 'ls-tree', '-r', '-z', '--name-only', 'builder');
    return listed
      .toString()
      .split('\0')
      .filter((path) => path !== '');
  }

  /** The files in the home, logs and database and all, whose content this is true of. */
  filesThatHold(matches: (text: string) => boolean): string[] {
    return filesBelow(this.home).filter((path) =>
      matches(whileThere(() => readFileSync(path, 'latin1')) ?? ''),
    );
  }

  private async git(app: string, ...args: string[]): Promise<Buffer> {
    const { repository } = await this.api<{ repository: string }>(`/v1/apps/${app}`);
    const maxBuffer = 64 * 1024 * 1024;
    return execFileSync('git', ['--git-dir', repository, ...args], { maxBuffer });
  }
}

function filesBelow(folder: string): string[] {
  const entries = whileThere(() => readdirSync(folder, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}

/** Null for what was deleted since it was listed; Freehold is at work meanwhile. */
function whileThere<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

export function get(options: RequestOptions): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }),
      );
    })
      .on('error', reject)
      .end();
  });
}
