import type { DaemonEvent } from '../../src/protocol/frames.ts';
import type { Connection, Job, OpenProject } from '../../src/protocol/messages.ts';

/** What the worker would say; `api` by `METHOD /path`, a trailing `*` fits every path that begins so. */
export interface Scenario {
  connection: Connection;
  /** Null is a worker that does not know them yet. */
  jobs: Job[] | null;
  projects: OpenProject[];
  api: Record<string, Answer>;
  /** By the run, or by `app SLUG`. */
  events: Record<string, DaemonEvent[]>;
}

export interface Answer {
  status?: number;
  body?: unknown;
  bytes?: string;
  contentType?: string;
  /** The answer stays away. */
  never?: boolean;
}

export interface Said {
  id: number;
  call: string;
  [more: string]: unknown;
}

/** The other end of the page's port, for tests to pull at. */
export interface FakeWorker {
  said: Said[];
  scenario: Scenario;
  push(message: unknown): void;
  event(run: string, event: DaemonEvent): void;
  /** The browser stops the worker; the page may connect again. */
  stop(): void;
}

/**
 * Puts a `chrome` in place whose worker plays a scenario. It is carried into pages as text, so it
 * may use nothing from around it.
 */
export function installFakeChrome(scenario: Scenario): FakeWorker {
  type Listener = (message: unknown) => void;
  interface Open {
    onMessage: Set<Listener>;
    onDisconnect: Set<Listener>;
    subscriptions: Map<number, { run?: string; app?: string; after?: number }>;
  }
  const ports = new Set<Open>();
  const later = (what: () => void): void => void Promise.resolve().then(what);
  const post = (port: Open, message: unknown): void =>
    later(() => {
      if (ports.has(port)) port.onMessage.forEach((listener) => listener(message));
    });

  const answerOf = (method: string, path: string): Answer => {
    const exact = `${method} ${path}`;
    const found =
      worker.scenario.api[exact] ??
      Object.entries(worker.scenario.api).find(
        ([key]) => key.endsWith('*') && exact.startsWith(key.slice(0, -1)),
      )?.[1];
    return (
      found ?? {
        status: 404,
        body: { code: 'api.not-found', detail: `There is nothing at ${path}.`, remedy: 'None.' },
      }
    );
  };

  const hear = (port: Open, message: Said): void => {
    worker.said.push(message);
    if (message.call === 'api') {
      const answer = answerOf(String(message['method']), String(message['path']));
      if (!answer.never) post(port, { status: 200, body: null, ...answer, id: message.id });
    } else if (message.call === 'events') {
      const filter = message['filter'] as { run?: string; app?: string; after?: number };
      port.subscriptions.set(message.id, filter);
      const told = worker.scenario.events[filter.run ?? `app ${filter.app ?? ''}`] ?? [];
      told
        .filter((event) => event.seq > (filter.after ?? 0))
        .forEach((event) => post(port, { id: message.id, event }));
    } else if (message.call === 'events.stop') {
      port.subscriptions.delete(message.id);
      post(port, { id: message.id, ok: true });
    } else {
      post(port, { id: message.id, ok: true });
    }
  };

  const worker: FakeWorker = {
    said: [],
    scenario,
    push: (message) => ports.forEach((port) => post(port, message)),
    event: (run, event) =>
      ports.forEach((port) =>
        port.subscriptions.forEach((filter, id) => {
          if (filter.run === run || filter.app === run) post(port, { id, event });
        }),
      ),
    stop: () => {
      const closed = [...ports];
      ports.clear();
      closed.forEach((port) => port.onDisconnect.forEach((listener) => listener(port)));
    },
  };

  const connect = (): unknown => {
    const port: Open = { onMessage: new Set(), onDisconnect: new Set(), subscriptions: new Map() };
    ports.add(port);
    post(port, { connection: worker.scenario.connection });
    if (worker.scenario.jobs !== null) post(port, { jobs: worker.scenario.jobs });
    post(port, { projects: worker.scenario.projects });
    return {
      name: 'freehold.page',
      postMessage: (message: Said) => later(() => ports.has(port) && hear(port, message)),
      disconnect: () => ports.delete(port),
      onMessage: { addListener: (listener: Listener) => port.onMessage.add(listener) },
      onDisconnect: { addListener: (listener: Listener) => port.onDisconnect.add(listener) },
    };
  };

  Object.assign(globalThis, {
    chrome: { runtime: { connect, getURL: (path: string) => `/${path}` } },
    fakeWorker: worker,
  });
  return worker;
}
