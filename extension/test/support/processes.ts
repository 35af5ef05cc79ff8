import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The processes whose command line holds every one of these words, and whose home is this. */
export function processesOf(home: string, ...words: string[]): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const line = textOf(`/proc/${pid}/cmdline`);
      return (
        words.every((word) => line.includes(word)) &&
        textOf(`/proc/${pid}/environ`).split('\0').includes(`FREEHOLD_HOME=${home}`)
      );
    });
}

/** Ends it at once, as when it crashes. Someone else may have been faster. */
export function crash(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'ESRCH') throw e;
  }
}

/** The TCP ports on which a process listens. */
export function listeningPorts(pid: number): number[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  return ['tcp', 'tcp6']
    .flatMap((table) => textOf(`/proc/${pid}/net/${table}`).split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => {
      const listens = state === '0A';
      return listens && sockets.includes(`socket:[${inode ?? ''}]`);
    })
    .map(([, address = '']) => parseInt(address.split(':')[1] ?? '', 16));
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // it was closed meanwhile
    return '';
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // the process ended meanwhile, or is another user's
    return '';
  }
}
