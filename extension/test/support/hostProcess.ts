import { spawn } from 'node:child_process';

/** One message as browsers frame it: its length in four bytes, then the text. */
export function frameOf(message: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text]);
}

/** Starts a native host as a browser would for this caller, says hello and waits for its end. */
export async function sayHello(
  program: string,
  caller: string,
): Promise<{ code: number; output: string }> {
  const child = spawn(program, [caller], { stdio: 'pipe' });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => parts.push(part));
  child.stderr.on('data', (part: Buffer) => parts.push(part));
  // it may have gone before it was told anything
  child.stdin.on('error', () => {});
  child.stdin.end(frameOf({ hello: { min: 1, max: 1 } }));
  const code = await new Promise<number>((resolve) => {
    child.on('close', (exit) => resolve(exit ?? -1));
  });
  return { code, output: Buffer.concat(parts).toString() };
}
