import type { EventFilter, ResponseFrame, Trouble } from '../../protocol/frames.ts';
import type { Connection } from '../../protocol/messages.ts';
import { Failure } from '../failure.ts';
import { Backoff } from './backoff.ts';
import { Calls, type Ask } from './calls.ts';
import { openLink, type AfterHello, type Link } from './link.ts';
import { responseTrouble } from './problem.ts';
import { Subscriptions, type Listener } from './subscriptions.ts';
import { badFrame, isOfTheDaemon, offlineBecause, requestTooLarge, type Down } from './troubles.ts';

const LARGEST_FRAME = 1 << 20;
/** A connection that lived this long was a good one, whatever ended it. */
const GOOD_AFTER = 60_000;

/**
 * The one way to the daemon. The native port is open while somebody needs it, and only then it is
 * opened again. Connected means that the host said hello and the daemon answered through it.
 */
export class Host {
  #connection: Connection = { state: 'connecting' };
  #link: Link | null = null;
  /** Whether frames may be sent: after hello, and while the daemon is not in doubt. */
  #ready = false;
  #version = '';
  #probe: string | null = null;
  #retry: ReturnType<typeof setTimeout> | null = null;
  #readySince = 0;
  #holders = 0;
  #lastId = 0;
  readonly #backoff = new Backoff();
  readonly #calls = new Calls();
  readonly #subscriptions = new Subscriptions(
    () => this.#newId(),
    (frame) => this.#link?.post(frame),
  );
  readonly #watchers = new Set<(connection: Connection) => void>();

  get connection(): Connection {
    return this.#connection;
  }

  onConnection(watcher: (connection: Connection) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Keeps the way open until what is returned is called. */
  hold(): () => void {
    this.#holders += 1;
    this.#ensure();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#holders -= 1;
      this.#rest();
    };
  }

  /**
   * @throws Failure when no answer came; an answer of the daemon that tells a problem is returned
   */
  async request(ask: Ask): Promise<ResponseFrame> {
    if ('trouble' in this.#connection) throw new Failure(this.#connection.trouble);
    if (ask.body !== undefined && sizeOf(ask) > LARGEST_FRAME) throw new Failure(requestTooLarge);
    const answer = this.#calls.add(this.#newId(), ask);
    if (this.#ready) this.#sendCalls();
    else this.#ensure();
    try {
      return await answer;
    } finally {
      this.#rest();
    }
  }

  subscribe(filter: EventFilter, listener: Listener): () => void {
    const end = this.#subscriptions.add(filter, listener);
    this.#ensure();
    return () => {
      end();
      this.#rest();
    };
  }

  /** Tries now instead of at the end of the wait. */
  reconnect(): void {
    if (this.#retry === null) return;
    clearTimeout(this.#retry);
    this.#retry = null;
    this.#backoff.reset();
    this.#change({ state: 'connecting' });
    this.#ensure();
  }

  /** Resolves as soon as requests can be made; rejects when the signal is aborted first. */
  connected(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#connection.state === 'connected') return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = this.onConnection(({ state }) => {
        if (state !== 'connected') return;
        stop();
        resolve();
      });
      signal.addEventListener('abort', () => {
        stop();
        reject(signal.reason as Error);
      });
    });
  }

  get #needed(): boolean {
    return this.#holders > 0 || this.#calls.any || this.#subscriptions.any;
  }

  #ensure(): void {
    if (this.#link !== null || this.#retry !== null || !this.#needed) return;
    this.#link = openLink({
      ready: (version) => {
        this.#version = version;
        this.#ask();
      },
      frame: (frame) => this.#receive(frame),
      badFrame: (id) => this.#failed(id, badFrame),
      down: (reason) => this.#down(reason),
    });
  }

  #rest(): void {
    if (this.#needed) return;
    this.#link?.close();
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#link = null;
    this.#retry = null;
    this.#ready = false;
    this.#probe = null;
    this.#readySince = 0;
    this.#subscriptions.pause();
    this.#change({ state: 'connecting' });
  }

  /** Asks the daemon for a sign of life; the host starts it when it does not run. */
  #ask(): void {
    if (this.#probe !== null) return;
    this.#ready = false;
    this.#probe = this.#newId();
    this.#link?.post({ id: this.#probe, method: 'GET', path: '/v1/status' });
  }

  #probed(trouble: Trouble | null): void {
    this.#probe = null;
    if (trouble !== null) {
      this.#link?.close();
      this.#down(offlineBecause(trouble));
      return;
    }
    this.#ready = true;
    this.#readySince = Date.now();
    this.#change({ state: 'connected', version: this.#version });
    this.#sendCalls();
    this.#subscriptions.resume();
  }

  #receive(frame: AfterHello): void {
    if ('event' in frame) {
      this.#backoff.reset();
      this.#subscriptions.event(frame.id, frame.event);
    } else if ('ended' in frame) {
      this.#ended(frame.id, frame.error);
    } else if ('error' in frame) {
      this.#failed(frame.id ?? '', frame.error);
    } else if (frame.id === this.#probe) {
      this.#probed(responseTrouble(frame));
    } else {
      this.#backoff.reset();
      this.#calls.answer(frame);
    }
  }

  #ended(id: string, error: Trouble | undefined): void {
    if (error?.code.startsWith('api.')) {
      this.#subscriptions.refuse(id, error);
      this.#rest();
    } else if (this.#subscriptions.has(id)) {
      this.#subscriptions.broke(id);
      this.#ask();
    }
  }

  /** The host has no answer of the daemon for this one. */
  #failed(id: string, trouble: Trouble): void {
    if (id === this.#probe) return this.#probed(trouble);
    if (this.#subscriptions.has(id)) return this.#ended(id, trouble);
    if (!isOfTheDaemon(trouble)) return this.#calls.fail(id, trouble);
    this.#ask();
    this.#calls.retry(id, trouble);
  }

  #down(reason: Down): void {
    const wasUp = this.#readySince > 0;
    if (wasUp && Date.now() - this.#readySince > GOOD_AFTER) this.#backoff.reset();
    this.#readySince = 0;
    this.#link = null;
    this.#ready = false;
    this.#probe = null;
    this.#subscriptions.pause();
    this.#calls.lost();
    if (wasUp && reason.state === 'offline') {
      this.#change({ state: 'connecting' });
    } else {
      this.#change(reason);
      this.#calls.failAll(reason.trouble);
    }
    if (!this.#needed) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#ensure();
    }, this.#backoff.next());
  }

  #sendCalls(): void {
    this.#calls.send((frame) => this.#link?.post(frame));
  }

  #change(connection: Connection): void {
    this.#connection = connection;
    for (const watcher of [...this.#watchers]) watcher(connection);
  }

  #newId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }
}

function sizeOf(ask: Ask): number {
  return new TextEncoder().encode(JSON.stringify(ask)).length;
}
