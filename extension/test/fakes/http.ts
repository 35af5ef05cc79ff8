import type { IncomingHttpHeaders } from 'node:http';

/** One request that a fake got. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A web site under the host names that it really has. */
export interface Site {
  /** Names; `*.` stands for one more label. */
  readonly hosts: readonly string[];
  answer(asked: Asked): Answer | Promise<Answer>;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

export function page(body: string, headers: Record<string, string> = {}): Answer {
  return { status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body };
}

export function notFound(asked: Asked): Answer {
  return json(404, { message: `nothing at ${asked.host}${asked.path}` });
}

/** What follows `Bearer ` in the request. */
export function bearerOf(asked: Asked): string | null {
  return /^Bearer (\S+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? null;
}
