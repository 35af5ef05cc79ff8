type Listener<A extends unknown[]> = (...args: A) => unknown;

export class FakeEvent<A extends unknown[]> {
  readonly #listeners = new Set<Listener<A>>();

  addListener = (listener: Listener<A>) => void this.#listeners.add(listener);
  removeListener = (listener: Listener<A>) => void this.#listeners.delete(listener);
  hasListener = (listener: Listener<A>) => this.#listeners.has(listener);

  emit(...args: A): void {
    for (const listener of [...this.#listeners]) listener(...args);
  }

  clear(): void {
    this.#listeners.clear();
  }
}

/**
 * One end of a port, as Chrome has it: messages arrive later, in order and as copies; closing tells
 * only the other end, after what was sent before; a closed end throws.
 */
export class FakePort {
  readonly name: string;
  readonly sender: chrome.runtime.MessageSender | undefined;
  readonly onMessage = new FakeEvent<[unknown, FakePort]>();
  readonly onDisconnect = new FakeEvent<[FakePort]>();
  other!: FakePort;
  open = true;
  #dead = false;
  readonly #lastError: LastError;
  #arrived: Promise<void> = Promise.resolve();

  constructor(name: string, lastError: LastError, sender?: chrome.runtime.MessageSender) {
    this.name = name;
    this.#lastError = lastError;
    this.sender = sender;
  }

  postMessage = (message: unknown): void => {
    if (this.#dead) return;
    if (!this.open) throw new Error('Attempting to use a disconnected port object');
    const copy = JSON.parse(JSON.stringify(message)) as unknown;
    this.other.#later(() => this.other.onMessage.emit(copy, this.other));
  };

  disconnect = (): void => this.close();

  /** @param reason what `runtime.lastError` says to the other end */
  close(reason?: string): void {
    if (!this.open) return;
    this.open = false;
    const { other } = this;
    other.#later(() => {
      other.open = false;
      this.#lastError.during(reason, () => other.onDisconnect.emit(other));
    });
  }

  /** Whoever held this end is gone; what of its code still runs in a test reaches nobody. */
  die(): void {
    this.#dead = true;
    this.onMessage.clear();
    this.onDisconnect.clear();
    this.close();
  }

  #later(deliver: () => void): void {
    this.#arrived = this.#arrived.then(() => {
      if (this.open) deliver();
    });
  }
}

export class LastError {
  current: { message: string } | undefined;

  during(message: string | undefined, run: () => void): void {
    this.current = message === undefined ? undefined : { message };
    try {
      run();
    } finally {
      this.current = undefined;
    }
  }
}

export function portPair(
  name: string,
  lastError: LastError,
  sender?: chrome.runtime.MessageSender,
): { near: FakePort; far: FakePort } {
  const near = new FakePort(name, lastError);
  const far = new FakePort(name, lastError, sender);
  near.other = far;
  far.other = near;
  return { near, far };
}
