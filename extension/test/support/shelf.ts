import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { get, type Fetched, type Freehold } from './freehold.ts';

const TARGET = fileURLToPath(new URL('../../../daemon/target/', import.meta.url));
const JDKS = '/usr/lib/jvm';
const LEAST = 25;

/** A kind of place that only the daemon's tests know, with a daemon that knows it. */
export class Shelf {
  private constructor(
    private readonly daemon: ChildProcess,
    readonly address: string,
    readonly token: string,
  ) {}

  /** Before anything else starts the home's own daemon. */
  static async start(freehold: Freehold): Promise<Shelf> {
    const classes = [join(TARGET, 'test-classes'), join(TARGET, 'freehold.jar')].join(':');
    const main = 'dev.freehold.targets.shelf.ShelfDaemon';
    const host = '-Djdk.httpclient.allowRestrictedHeaders=host';
    const daemon = spawn(java(), [host, '-cp', classes, main, join(freehold.folder, 'shelf')], {
      env: freehold.environment,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const ended = new Promise<never>((_, reject) => {
      daemon.once('exit', (code) => reject(new Error(`the daemon ended with ${code}`)));
    });
    const first = new Promise<string>((resolve) => {
      createInterface({ input: daemon.stdout }).once('line', resolve);
    });
    const { address, token } = JSON.parse(await Promise.race([first, ended])) as Shelf;
    return new Shelf(daemon, address, token);
  }

  /** What visitors of one of its sites get. */
  async visit(site: string): Promise<Fetched> {
    const { hostname, port } = new URL(this.address);
    return get({ host: hostname, port, path: '/', headers: { Host: `${site}:${port}` } });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.daemon.once('exit', resolve));
    this.daemon.stdin?.end();
    await ended;
  }
}

/** As the launcher finds it. */
function java(): string {
  const homes = [
    ...(process.env.JAVA_HOME === undefined ? [] : [process.env.JAVA_HOME]),
    ...readdirSync(JDKS).map((name) => join(JDKS, name)),
  ];
  const home = homes.find((one) => versionOf(one) >= LEAST);
  if (home === undefined) throw new Error(`no JDK ${LEAST} or later in ${homes.join(', ')}`);
  return join(home, 'bin', 'java');
}

function versionOf(home: string): number {
  const release = join(home, 'release');
  if (!existsSync(release)) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}
