import type { Job, Project, Source } from '../../protocol/messages.ts';
import { deleteArchive, keepArchives } from '../../store/archives.ts';
import { allJobs, deleteJob, putJob, type JobRow } from '../../store/jobs.ts';
import { troubleOf } from '../failure.ts';
import { keyOf } from '../projectAt.ts';
import { carryOut, type Book, type Route } from './carryOut.ts';

export interface Start {
  project: Project;
  tabId: number | null;
  title: string;
  source: Source;
}

/**
 * Every job there is, at most one for a project. A row is written before what it says is acted on;
 * a new worker reads the rows and goes on.
 */
export class Jobs {
  readonly #rows = new Map<string, JobRow>();
  readonly #running = new Map<string, AbortController>();
  readonly #route: Route;
  readonly #changed: () => void;
  readonly #ready: Promise<void>;
  #known = false;

  /** Goes on with what an earlier worker left. */
  constructor(route: Route, changed: () => void) {
    this.#route = route;
    this.#changed = changed;
    this.#ready = this.#resume();
  }

  /** Null until it is known what an earlier worker left. */
  get all(): Job[] | null {
    return this.#known ? [...this.#rows.values()].map((row) => row.job) : null;
  }

  get running(): boolean {
    return this.#running.size > 0;
  }

  /** A click in the builder's tab: what is on its way already is left to go on. */
  async click(start: Start): Promise<void> {
    await this.#ready;
    const row = this.#rows.get(keyOf(start.project));
    if (row === undefined || !isOnItsWay(row.job)) await this.#begin(start);
  }

  /** A page chose a source: it replaces whatever there was. */
  async start(start: Start): Promise<void> {
    await this.#ready;
    await this.#begin(start);
  }

  /** Whether there is such a job. */
  async planned(key: string, app: string, planId: string): Promise<boolean> {
    await this.#ready;
    const row = this.#rows.get(key);
    if (row === undefined) return false;
    await this.#write({ ...row, job: { ...row.job, app, planId } });
    return true;
  }

  async clear(key: string): Promise<void> {
    await this.#ready;
    await this.#drop(key, null);
    this.#changed();
  }

  /** The browser was started anew: what had come to its end is of no use any more. */
  async forgetEnded(): Promise<void> {
    await this.#ready;
    const ended = [...this.#rows.keys()].filter((key) => !this.#running.has(key));
    await Promise.all(ended.map((key) => this.clear(key)));
    const used = [...this.#rows.values()].flatMap((row) => archivesOf(row));
    await keepArchives(new Set(used));
  }

  async #resume(): Promise<void> {
    for (const row of await allJobs()) {
      this.#rows.set(row.job.key, row);
      if (isOnItsWay(row.job)) this.#run(row);
    }
    this.#known = true;
    this.#changed();
  }

  async #begin(start: Start): Promise<void> {
    const key = keyOf(start.project);
    const row: JobRow = { job: newJob(key, start), archive: null };
    await this.#drop(key, start.source.kind === 'file' ? start.source.key : null);
    await this.#write(row);
    if (this.#rows.get(key) === row) this.#run(row);
  }

  #run(row: JobRow): void {
    const { key } = row.job;
    const run = new AbortController();
    this.#running.set(key, run);
    this.#changed();
    void this.#follow(row, run);
  }

  async #follow(row: JobRow, run: AbortController): Promise<void> {
    let last = row;
    const book: Book = {
      write: async (changed) => {
        run.signal.throwIfAborted();
        last = changed;
        await this.#write(changed);
      },
      show: (changed) => {
        if (!run.signal.aborted) this.#show(changed);
      },
    };
    try {
      await carryOut(row, this.#route, run.signal, book);
    } catch (error) {
      if (run.signal.aborted) return;
      const job: Job = {
        ...last.job,
        phase: 'failed',
        progress: null,
        rung: null,
        error: troubleOf(error),
      };
      await this.#write({ ...last, job });
    } finally {
      if (this.#running.get(row.job.key) === run) {
        this.#running.delete(row.job.key);
        this.#changed();
      }
    }
  }

  /** Ends a job and deletes what it kept, except for the archive `spared`. */
  async #drop(key: string, spared: string | null): Promise<void> {
    this.#running.get(key)?.abort(new Error('another job took its place'));
    this.#running.delete(key);
    const row = this.#rows.get(key);
    if (row === undefined) return;
    this.#rows.delete(key);
    await deleteJob(key);
    await Promise.all(
      archivesOf(row)
        .filter((each) => each !== spared)
        .map(deleteArchive),
    );
  }

  async #write(row: JobRow): Promise<void> {
    this.#rows.set(row.job.key, row);
    this.#changed();
    await putJob(row);
  }

  #show(row: JobRow): void {
    this.#rows.set(row.job.key, row);
    this.#changed();
  }
}

function isOnItsWay({ phase }: Job): boolean {
  return phase === 'reading' || phase === 'uploading';
}

function archivesOf({ job, archive }: JobRow): string[] {
  const picked = job.source.kind === 'file' ? [job.source.key] : [];
  return archive === null ? picked : [...picked, archive.key];
}

function newJob(key: string, { project, tabId, title, source }: Start): Job {
  return {
    key,
    project,
    tabId,
    title,
    phase: source.kind === 'git' ? 'uploading' : 'reading',
    source,
    progress: null,
    rung: null,
    exportId: null,
    receipt: null,
    error: null,
    app: null,
    planId: null,
    startedAt: Date.now(),
  };
}
