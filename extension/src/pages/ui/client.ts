import type { DaemonEvent, EventFilter, Method, Trouble } from '../../protocol/frames.ts';
import {
  PAGE_PORT,
  type Connection,
  type FromPage,
  type Job,
  type OpenProject,
  type Project,
  type Source,
  type ToPage,
} from '../../protocol/messages.ts';
import { text } from './strings.ts';

/** Thrown by everything that the worker or the daemon refuses. */
export class TroubleError extends Error implements Trouble {
  readonly code: string;
  readonly remedy: string;

  constructor(trouble: Trouble) {
    super(trouble.message);
    this.name = 'TroubleError';
    this.code = trouble.code;
    this.remedy = trouble.remedy;
  }
}

/** What the worker tells every page without being asked. */
export interface World {
  connection: Connection;
  /** Null until the worker has told. */
  jobs: Job[] | null;
  projects: OpenProject[];
  /** How often the way to the daemon was found; what was fetched before may be out of date. */
  connects: number;
}

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Body = WithoutId<FromPage>;

interface Answer {
  status: number;
  body: unknown;
  bytes?: string;
  contentType?: string;
}

interface Pending {
  message: FromPage;
  resolve: (answer: Answer) => void;
  reject: (trouble: TroubleError) => void;
}

interface Subscription {
  filter: EventFilter;
  after: number | null;
  onEvent: (event: DaemonEvent) => void;
}

const PAUSES = [0, 250, 1000, 3000];
const RESUBSCRIBE_MILLIS = 2000;

/** A page's only door to the worker. The worker may be stopped at any time; the door opens again. */
export class Client {
  private port: chrome.runtime.Port | null = null;
  private failures = 0;
  private lastId = 0;
  private readonly pending = new Map<number, Pending>();
  private readonly subscriptions = new Map<number, Subscription>();
  private readonly listeners = new Set<() => void>();
  private current: World = {
    connection: { state: 'connecting' },
    jobs: null,
    projects: [],
    connects: 0,
  };

  constructor(private readonly openPort: () => chrome.runtime.Port) {
    this.open();
  }

  world(): World {
    return this.current;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @throws TroubleError with what the daemon says is wrong */
  async api<T>(method: Method, path: string, body?: unknown): Promise<T> {
    const call = { call: 'api', method, path } as const;
    const answer = await this.ask(body === undefined ? call : { ...call, body });
    return accepted(answer).body as T;
  }

  async picture(path: string): Promise<Blob> {
    const answer = accepted(await this.ask({ call: 'api', method: 'GET', path }));
    const raw = Uint8Array.from(atob(answer.bytes ?? ''), (letter) => letter.charCodeAt(0));
    return new Blob([raw], { type: answer.contentType ?? 'image/png' });
  }

  /** Hands over every event of the filter, from its beginning, until the returned function is called. */
  events(filter: EventFilter, onEvent: (event: DaemonEvent) => void): () => void {
    const id = ++this.lastId;
    this.subscriptions.set(id, { filter, after: null, onEvent });
    this.subscribe(id);
    return () => {
      this.subscriptions.delete(id);
      this.port?.postMessage({ id, call: 'events.stop' } satisfies FromPage);
    };
  }

  async startJob(project: Project, tabId: number | null, source: Source): Promise<void> {
    await this.ask({ call: 'job.start', project, tabId, source });
  }

  async jobPlanned(key: string, app: string, planId: string): Promise<void> {
    await this.ask({ call: 'job.planned', key, app, planId });
  }

  async clearJob(key: string): Promise<void> {
    await this.ask({ call: 'job.clear', key });
  }

  async watchRun(deploymentId: string, app: string): Promise<void> {
    await this.ask({ call: 'watch.run', deploymentId, app });
  }

  async reconnect(): Promise<void> {
    await this.ask({ call: 'reconnect' });
  }

  private ask(body: Body): Promise<Answer> {
    const message: FromPage = { id: ++this.lastId, ...body };
    return new Promise((resolve, reject) => {
      this.pending.set(message.id, { message, resolve, reject });
      this.port?.postMessage(message);
    });
  }

  private open(): void {
    const port = this.openPort();
    this.port = port;
    port.onMessage.addListener((message: ToPage) => {
      this.failures = 0;
      this.receive(message);
    });
    port.onDisconnect.addListener(() => this.closed());
    for (const { message } of this.pending.values()) {
      port.postMessage(message);
    }
    for (const id of this.subscriptions.keys()) {
      this.subscribe(id);
    }
  }

  private closed(): void {
    this.port = null;
    for (const [id, { message, reject }] of [...this.pending]) {
      if (!isRepeatable(message)) {
        this.pending.delete(id);
        reject(new TroubleError(text.trouble.workerStopped));
      }
    }
    const pause = PAUSES[Math.min(this.failures++, PAUSES.length - 1)];
    setTimeout(() => this.open(), pause);
  }

  private subscribe(id: number): void {
    const subscription = this.subscriptions.get(id);
    if (subscription) {
      const { filter, after } = subscription;
      this.port?.postMessage({
        id,
        call: 'events',
        filter: after === null ? filter : { ...filter, after },
      } satisfies FromPage);
    }
  }

  private receive(message: ToPage): void {
    if ('jobs' in message) {
      this.change({ jobs: message.jobs });
    } else if ('projects' in message) {
      this.change({ projects: message.projects });
    } else if ('connection' in message) {
      const found =
        message.connection.state === 'connected' && this.current.connection.state !== 'connected';
      this.change({
        connection: message.connection,
        connects: this.current.connects + (found ? 1 : 0),
      });
    } else if ('event' in message) {
      this.deliver(message.id, message.event);
    } else if ('error' in message) {
      this.refused(message.id, message.error);
    } else {
      this.settle(message.id, 'ok' in message ? { status: 200, body: null } : message);
    }
  }

  private deliver(id: number, event: DaemonEvent): void {
    const subscription = this.subscriptions.get(id);
    if (subscription && (subscription.after === null || event.seq > subscription.after)) {
      subscription.after = event.seq;
      subscription.onEvent(event);
    }
  }

  private refused(id: number, trouble: Trouble): void {
    if (this.subscriptions.has(id)) {
      setTimeout(() => this.subscribe(id), RESUBSCRIBE_MILLIS);
      return;
    }
    this.pending.get(id)?.reject(new TroubleError(trouble));
    this.pending.delete(id);
  }

  private settle(id: number, answer: Answer): void {
    this.pending.get(id)?.resolve(answer);
    this.pending.delete(id);
  }

  private change(part: Partial<World>): void {
    this.current = { ...this.current, ...part };
    this.listeners.forEach((listener) => listener());
  }
}

export function connect(): Client {
  return new Client(() => chrome.runtime.connect({ name: PAGE_PORT }));
}

/** Whether asking twice does no more than asking once. An approval carries its own request id. */
function isRepeatable(message: FromPage): boolean {
  return message.call !== 'api' || message.method === 'GET' || /\/deployments$/.test(message.path);
}

function accepted(answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) {
    return answer;
  }
  const problem = (answer.body ?? {}) as Partial<Record<'code' | 'detail' | 'remedy', string>>;
  throw new TroubleError({
    code: problem.code ?? `http.${answer.status}`,
    message: problem.detail ?? text.trouble.noAnswer,
    remedy: problem.remedy ?? text.trouble.pageFailed,
  });
}
