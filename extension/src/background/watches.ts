import type { DaemonEvent } from '../protocol/frames.ts';
import { Failure } from './failure.ts';
import { bodyOf } from './host/problem.ts';
import type { Host } from './host/host.ts';

const STORED = 'watches';

/** The daemon's states in which a deployment has come to its end. */
const ENDS = [
  'succeeded',
  'failed',
  'cancelled',
  'stale',
  'switched-back',
  'conflict',
  'needs-attention',
];

/** Deployments whose end the user wants to hear of, by their ids, with the app's slug. */
type Watched = Record<string, string>;

/** Waits for the end of deployments, across workers, and tells each end once. */
export class Watches {
  #watched: Watched = {};
  readonly #host: Host;
  readonly #changed: () => void;
  readonly #tell: (app: string, deployment: unknown) => Promise<void>;
  readonly #ready: Promise<void>;

  /**
   * @param tell the end, with the deployment as the daemon shows it
   */
  constructor(
    host: Host,
    changed: () => void,
    tell: (app: string, deployment: unknown) => Promise<void>,
  ) {
    this.#host = host;
    this.#changed = changed;
    this.#tell = tell;
    this.#ready = this.#resume();
  }

  get any(): boolean {
    return Object.keys(this.#watched).length > 0;
  }

  async add(deploymentId: string, app: string): Promise<void> {
    await this.#ready;
    if (Object.hasOwn(this.#watched, deploymentId)) return;
    await this.#write({ ...this.#watched, [deploymentId]: app });
    this.#follow(deploymentId, app);
  }

  async #resume(): Promise<void> {
    const stored = await chrome.storage.session.get(STORED);
    this.#watched = (stored[STORED] as Watched | undefined) ?? {};
    this.#changed();
    for (const [id, app] of Object.entries(this.#watched)) this.#follow(id, app);
  }

  #follow(deploymentId: string, app: string): void {
    const release = this.#host.hold();
    let ended = false;
    const end = async (state: unknown): Promise<void> => {
      if (ended) return;
      ended = true;
      stop();
      const deployment = await this.#look(deploymentId, state);
      await this.#tell(app, deployment);
      await this.#remove(deploymentId);
      release();
    };
    const stop = this.#host.subscribe(
      { run: deploymentId },
      {
        event: (event) => {
          if (isEnd(event)) void end(event.data['state']);
        },
        refused: () => void end(null),
      },
    );
  }

  /** The deployment as the daemon shows it, or no more of it than its `state` when it can't. */
  async #look(deploymentId: string, state: unknown): Promise<unknown> {
    const path = `/v1/deployments/${encodeURIComponent(deploymentId)}`;
    try {
      return bodyOf(await this.#host.request({ method: 'GET', path }));
    } catch (error) {
      if (error instanceof Failure) return { deployment: deploymentId, state };
      throw error;
    }
  }

  async #remove(deploymentId: string): Promise<void> {
    const rest = Object.entries(this.#watched).filter(([id]) => id !== deploymentId);
    await this.#write(Object.fromEntries(rest));
  }

  async #write(watched: Watched): Promise<void> {
    this.#watched = watched;
    this.#changed();
    await chrome.storage.session.set({ [STORED]: watched });
  }
}

function isEnd({ type, data }: DaemonEvent): boolean {
  return type === 'deployment.state' && ENDS.includes(String(data['state']));
}
