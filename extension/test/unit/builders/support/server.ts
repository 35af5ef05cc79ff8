export interface Asked {
  readonly url: URL;
  readonly token: string | null;
  readonly init: RequestInit;
}

/** A service that answers as it is told to and remembers what it was asked. */
export class Server {
  readonly asked: Asked[] = [];
  #next: (() => Response)[] = [];

  constructor(private readonly answer: (asked: Asked) => Response) {}

  /** Answers the next requests so, before it goes on as usual. */
  first(...answers: (() => Response)[]): this {
    this.#next.push(...answers);
    return this;
  }

  readonly fetch: typeof globalThis.fetch = (input, init = {}) => {
    const token = new Headers(init.headers).get('Authorization');
    const asked = { url: new URL(input as string), token, init };
    this.asked.push(asked);
    // what fails a connection in a browser fails it here
    return new Promise((resolve) => resolve((this.#next.shift() ?? (() => this.answer(asked)))()));
  };

  get paths(): string[] {
    return this.asked.map(({ url }) => url.pathname + url.search);
  }
}

export function status(code: number, headers: Record<string, string> = {}): () => Response {
  return () => new Response('{"detail":"no"}', { status: code, headers });
}

export function brokenConnection(): () => Response {
  return () => {
    throw new TypeError('Failed to fetch');
  };
}
