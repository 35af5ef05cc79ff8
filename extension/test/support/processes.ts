import { readdirSync, readFileSync } from 'node:fs';

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

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // the process ended meanwhile, or is another user's
    return '';
  }
}
