import type { FromExporter, ToExporter } from '../../../../src/protocol/messages.ts';

type Port = chrome.runtime.Port;

/** The content script's end of a port that the worker opened. */
export class WorkerPort {
  readonly heard: FromExporter[] = [];
  disconnected = false;
  /** Whether the worker takes each part at once. */
  takes = true;
  #onMessage: ((message: ToExporter) => void)[] = [];
  #onDisconnect: (() => void)[] = [];
  #ended: (end: FromExporter) => void = () => undefined;
  /** The last thing that is said on it. */
  readonly end = new Promise<FromExporter>((resolve) => (this.#ended = resolve));

  constructor(
    readonly name: string,
    readonly sender: Partial<chrome.runtime.MessageSender>,
  ) {}

  say(op: ToExporter['op']): void {
    for (const listener of this.#onMessage) listener({ op });
  }

  close(): void {
    this.disconnected = true;
    for (const listener of this.#onDisconnect) listener();
  }

  get types(): FromExporter['type'][] {
    return this.heard.map(({ type }) => type);
  }

  get port(): Port {
    return {
      name: this.name,
      sender: this.sender,
      disconnect: () => (this.disconnected = true),
      postMessage: (message: FromExporter) => this.#hear(message),
      onMessage: { addListener: (listener: () => void) => this.#onMessage.push(listener) },
      onDisconnect: { addListener: (listener: () => void) => this.#onDisconnect.push(listener) },
    } as unknown as Port;
  }

  #hear(message: FromExporter): void {
    if (this.disconnected) throw new Error('Attempting to use a disconnected port object');
    this.heard.push(message);
    if (message.type === 'done' || message.type === 'failed') this.#ended(message);
    if (this.takes && (message.type === 'file' || message.type === 'archive')) {
      queueMicrotask(() => this.say('more'));
    }
  }
}
