import type { Method, RequestFrame, ResponseFrame, Trouble } from '../../protocol/frames.ts';
import { Failure } from '../failure.ts';
import { connectionLost } from './troubles.ts';

/** One request of the daemon's API. */
export interface Ask {
  method: Method;
  path: string;
  body?: unknown;
  bytes?: string;
}

const MOST_TRIES = 3;

interface Call {
  frame: RequestFrame;
  tries: number;
  sent: boolean;
  resolve(response: ResponseFrame): void;
  reject(error: Failure): void;
}

/** What was asked and not answered yet. */
export class Calls {
  readonly #open = new Map<string, Call>();

  get any(): boolean {
    return this.#open.size > 0;
  }

  add(id: string, ask: Ask): Promise<ResponseFrame> {
    return new Promise((resolve, reject) => {
      this.#open.set(id, { frame: { id, ...ask }, tries: 0, sent: false, resolve, reject });
    });
  }

  /** Sends whatever is not on its way. */
  send(post: (frame: RequestFrame) => void): void {
    for (const call of this.#open.values()) {
      if (call.sent) continue;
      call.sent = true;
      call.tries += 1;
      post(call.frame);
    }
  }

  answer(response: ResponseFrame): void {
    this.#take(response.id)?.resolve(response);
  }

  fail(id: string, trouble: Trouble): void {
    this.#take(id)?.reject(new Failure(trouble));
  }

  failAll(trouble: Trouble): void {
    for (const id of [...this.#open.keys()]) this.fail(id, trouble);
  }

  /** Nobody will answer what was sent: it waits to be sent again where that is harmless. */
  lost(): void {
    for (const [id, call] of this.#open) {
      if (call.sent) this.retry(id, connectionLost);
    }
  }

  /** Sends it once more when the way is free, or fails it with `trouble`. */
  retry(id: string, trouble: Trouble): void {
    const call = this.#open.get(id);
    if (call === undefined) return;
    if (call.tries < MOST_TRIES && mayBeSentAgain(call.frame)) call.sent = false;
    else this.fail(id, trouble);
  }

  #take(id: string): Call | undefined {
    const call = this.#open.get(id);
    this.#open.delete(id);
    return call;
  }
}

/** Whether sending it twice is the same as sending it once. */
export function mayBeSentAgain(frame: Ask): boolean {
  const path = frame.path.split('?', 1)[0]!;
  switch (frame.method) {
    case 'GET':
      return true;
    case 'PUT':
      return /^\/v1\/exports\/[^/]+\/chunks$/.test(path);
    case 'POST':
      return (
        /^\/v1\/exports\/[^/]+\/complete$/.test(path) ||
        (/^\/v1\/apps\/[^/]+\/deployments$/.test(path) && hasRequestId(frame.body))
      );
    case 'PATCH':
    case 'DELETE':
      return false;
  }
}

function hasRequestId(body: unknown): boolean {
  return (
    typeof body === 'object' &&
    body !== null &&
    'requestId' in body &&
    typeof body.requestId === 'string'
  );
}
