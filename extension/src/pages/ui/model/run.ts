import type { DaemonEvent } from '../../../protocol/frames.ts';
import type { Step, StepEstimate, StepState } from '../daemon.ts';

export interface StepProgress {
  done: number;
  total: number;
  unit: string;
}

interface LiveStep {
  state: StepState;
  millis: number | null;
  progress: StepProgress | null;
}

export interface LogLine {
  step: string;
  text: string;
}

/** What the events of a plan or a deployment have told so far. */
export interface RunState {
  steps: Record<string, LiveStep>;
  log: LogLine[];
  /** The newest state of the whole; null while no event told it. */
  state: string | null;
  url: string | null;
}

export const NOTHING_YET: RunState = { steps: {}, log: [], state: null, url: null };

/** A page that is left open must not grow without end. */
export const LOG_KEPT = 2000;

export function follow(run: RunState, event: DaemonEvent): RunState {
  const step = text(event.data['step']);
  switch (event.type) {
    case 'step.started':
      return withStep(run, step, { state: 'running', millis: null, progress: null });
    case 'step.done':
      return withStep(run, step, { state: 'done', millis: number(event.data['millis']) });
    case 'step.failed':
      return withStep(run, step, { state: 'failed' });
    case 'step.progress':
      return withStep(run, step, {
        progress: {
          done: number(event.data['done']),
          total: number(event.data['total']),
          unit: text(event.data['unit']),
        },
      });
    case 'log':
      return { ...run, log: [...run.log, ...logLines(step, event)].slice(-LOG_KEPT) };
    case 'plan.state':
    case 'deployment.state':
      return {
        ...run,
        state: text(event.data['state']),
        url: text(event.data['url']) || run.url,
      };
    default:
      return run;
  }
}

function withStep(run: RunState, name: string, change: Partial<LiveStep>): RunState {
  const before: LiveStep = run.steps[name] ?? { state: 'running', millis: null, progress: null };
  return { ...run, steps: { ...run.steps, [name]: { ...before, ...change } } };
}

function logLines(step: string, event: DaemonEvent): LogLine[] {
  const lines: unknown = event.data['lines'];
  return Array.isArray(lines) ? lines.map((line) => ({ step, text: text(line) })) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

export interface StepRow {
  name: string;
  state: StepState;
  millis: number | null;
  progress: StepProgress | null;
  estimateMillis: number | null;
}

/**
 * The steps as they are now.
 *
 * @param over whether the run has ended: then what was fetched is the truth, before it the events are
 */
export function stepRows(
  fetched: readonly Step[],
  run: RunState,
  over: boolean,
  estimates: readonly StepEstimate[] = [],
): StepRow[] {
  return fetched.map((step) => {
    const live = over ? undefined : run.steps[step.name];
    return {
      name: step.name,
      state: live?.state ?? step.state,
      millis: live ? live.millis : step.millis,
      progress: run.steps[step.name]?.progress ?? null,
      estimateMillis: estimates.find((e) => e.name === step.name)?.estimateMillis ?? null,
    };
  });
}

/** How much of a step's bar is filled, from 0 to 1; null while nobody can tell. */
export function filled(row: StepRow): number | null {
  switch (row.state) {
    case 'done':
      return 1;
    case 'running':
      return row.progress && row.progress.total > 0
        ? Math.min(1, row.progress.done / row.progress.total)
        : null;
    case 'pending':
    case 'skipped':
    case 'failed':
    case 'needs-attention':
      return 0;
  }
}

/** How much time all steps will take; null when that is not known of one of them. */
export function estimatedMillis(estimates: readonly StepEstimate[]): number | null {
  let sum = 0;
  for (const { estimateMillis } of estimates) {
    if (estimateMillis === null) {
      return null;
    }
    sum += estimateMillis;
  }
  return estimates.length === 0 ? null : sum;
}

/** From the beginning of this step on visitors may see the release. */
export function isCancellable(rows: readonly StepRow[]): boolean {
  return rows.find((row) => row.name === 'activate')?.state === 'pending';
}
