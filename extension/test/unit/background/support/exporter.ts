import type { FromExporter, ToExporter } from '../../../../src/protocol/messages.ts';
import type { FakePort } from '../../../support/ports.ts';

/** A content script that gives these parts, one for each that is acknowledged. */
export class FakeExporter {
  parts: FromExporter[];
  readonly heard: ToExporter['op'][] = [];
  /** After this many parts it says nothing more. */
  stopAfter = Infinity;
  port: FakePort | null = null;
  runs = 0;
  #given = 0;

  constructor(parts: FromExporter[]) {
    this.parts = parts;
  }

  readonly start = (port: FakePort): void => {
    this.port = port;
    this.runs += 1;
    this.#given = 0;
    port.onMessage.addListener((message) => {
      const { op } = message as ToExporter;
      this.heard.push(op);
      if (op === 'cancel') return;
      this.#give(port);
    });
  };

  #give(port: FakePort): void {
    const part = this.parts[this.#given];
    if (part === undefined || this.#given >= this.stopAfter) return;
    this.#given += 1;
    port.postMessage(part);
    if (part.type === 'progress') this.#give(port);
  }
}

export function file(path: string, content: Uint8Array | string): FromExporter {
  return { type: 'file', path, base64: Buffer.from(content).toString('base64') };
}

/** The pieces of an archive, as the content script cuts it. */
export function pieces(name: string, content: Uint8Array): FromExporter[] {
  const cut: FromExporter[] = [];
  for (let at = 0; at < content.length; at += 512 << 10) {
    const base64 = Buffer.from(content.subarray(at, at + (512 << 10))).toString('base64');
    cut.push({ type: 'archive', name, base64 });
  }
  return cut;
}

/** Bytes that are never twice the same, beginning as a zip does. */
export function zipLike(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = 1;
  for (let at = 0; at < size; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  bytes.set([0x50, 0x4b, 3, 4]);
  return bytes;
}
