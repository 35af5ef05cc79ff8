import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../target/bench.md', import.meta.url));

/** What was measured, as a table that a page of the documentation can take as it is. */
export class Figures {
  private readonly rows: string[] = [];

  add(what: string, millis: readonly number[], unit = 'ms'): void {
    const cell = (part: number): string => `${round(quantile(millis, part))} ${unit}`;
    this.rows.push(`| ${what} | ${millis.length} | ${cell(0.5)} | ${cell(0.99)} |`);
  }

  print(): void {
    const table = [
      '| measured | n | p50 | p99 |',
      '|---|---:|---:|---:|',
      ...this.rows,
      '',
      machine(),
      '',
    ].join('\n');
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, table);
    process.stdout.write(`\n${table}`);
  }
}

export async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

export async function times(
  count: number,
  measure: (n: number) => Promise<number>,
): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < count; n += 1) all.push(await measure(n));
  return all;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

function round(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

function machine(): string {
  const [first] = cpus();
  const chromium = execFileSync('chromium', ['--version'], { encoding: 'utf8', stdio: 'pipe' });
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} × ${first?.model.trim() ?? 'unknown processor'}, ${memory} GiB`,
    `Linux ${release()}`,
    chromium.trim().replace(/ built on.*/, ''),
    `Node ${process.version}`,
  ].join(' · ');
}
