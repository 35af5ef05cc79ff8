/**
 * What travels between the extension and the native host, one JSON object a frame.
 * docs/protocol.md tells it in words; native-messaging/protocol holds its schemas and the golden
 * messages that this side and the host are both tested with.
 */

/** The versions of this protocol that this extension speaks. */
export const PROTOCOL = { min: 1, max: 1 } as const;

export const HOST_NAME = 'dev.freehold.host';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A problem, in the words of the daemon's API: what happened, and what to do next. */
export interface Trouble {
  code: string;
  message: string;
  remedy: string;
}

export interface Hello {
  hello: { min: number; max: number };
}

/** One request of the daemon's API. */
export interface RequestFrame {
  id: string;
  method: Method;
  /** Path and query, encoded, such as `/v1/apps?limit=10`. */
  path: string;
  body?: unknown;
  /** Base64; instead of `body`, for the chunks of an upload. */
  bytes?: string;
}

/** Asks for the daemon's events until `unsubscribe` with the same id. */
export interface SubscribeFrame {
  id: string;
  subscribe: EventFilter;
}

export interface EventFilter {
  /** Only of this plan or deployment. */
  run?: string;
  /** Only of the app with this slug. */
  app?: string;
  /** The seq of the last event that was seen; what followed it comes first. */
  after?: number;
}

export interface UnsubscribeFrame {
  id: string;
  unsubscribe: true;
}

export type ToHost = Hello | RequestFrame | SubscribeFrame | UnsubscribeFrame;

export interface HelloAnswer {
  hello: { protocol: number; min: number; max: number; version: string };
}

export interface ResponseFrame {
  id: string;
  status: number;
  /** JSON; an error is a problem of RFC 9457 with `code`, `detail` and `remedy`. */
  body?: unknown;
  /** Base64; instead of `body` where the answer is no JSON, such as a picture. */
  bytes?: string;
  contentType?: string;
}

export interface EventFrame {
  id: string;
  event: DaemonEvent;
}

export interface DaemonEvent {
  seq: number;
  type: string;
  data: Record<string, unknown>;
}

/** A subscription is over: unsubscribed, or for the reason in `error`; subscribe again after it. */
export interface EndedFrame {
  id: string;
  ended: true;
  error?: Trouble;
}

/** A frame that could not be understood; `id` where it could be read. */
export interface ErrorFrame {
  id?: string;
  error: Trouble;
}

export type FromHost = HelloAnswer | ResponseFrame | EventFrame | EndedFrame | ErrorFrame;
