import { describe, expect, it } from 'vitest';
import type { DaemonEvent } from '../../../src/protocol/frames.ts';
import {
  estimatedMillis,
  filled,
  follow,
  isCancellable,
  LOG_KEPT,
  NOTHING_YET,
  stepRows,
} from '../../../src/pages/ui/model/run.ts';
import { DEPLOYMENT_STEPS, steps } from '../../gallery/fixtures.ts';

function told(...events: [type: string, data: DaemonEvent['data']][]) {
  return events.reduce((run, [type, data], seq) => follow(run, { seq, type, data }), NOTHING_YET);
}

const FETCHED = steps(DEPLOYMENT_STEPS, 'verify', 'pending');

describe('the events of a run', () => {
  it('move its steps on before anybody asks for it again', () => {
    const run = told(
      ['step.started', { step: 'verify' }],
      ['step.done', { step: 'verify', millis: 18 }],
      ['step.started', { step: 'upload' }],
      ['step.progress', { step: 'upload', done: 2, total: 8, unit: 'files' }],
    );
    const rows = stepRows(FETCHED, run, false);
    expect(rows[0]).toMatchObject({ name: 'verify', state: 'done', millis: 18 });
    const upload = rows.find((row) => row.name === 'upload')!;
    expect(upload.state).toBe('running');
    expect(filled(upload)).toBe(0.25);
  });

  it('are forgotten where the end of the run tells otherwise', () => {
    const run = told(['step.started', { step: 'activate' }]);
    const rows = stepRows(steps(DEPLOYMENT_STEPS, 'activate', 'failed'), run, true);
    expect(rows.find((row) => row.name === 'activate')?.state).toBe('failed');
  });

  it('begin a step anew when it is tried again', () => {
    const run = told(
      ['step.started', { step: 'upload' }],
      ['step.progress', { step: 'upload', done: 7, total: 8, unit: 'files' }],
      ['step.failed', { step: 'upload', code: 'machine.io' }],
      ['step.started', { step: 'upload' }],
    );
    expect(run.steps['upload']).toEqual({ state: 'running', millis: null, progress: null });
  });

  it('tell the state of the whole, and keep an address once it is told', () => {
    const run = told(
      ['deployment.state', { state: 'running', url: 'http://x.localhost/' }],
      ['deployment.state', { state: 'succeeded' }],
    );
    expect(run).toMatchObject({ state: 'succeeded', url: 'http://x.localhost/' });
  });

  it('keep the newest lines of a long log', () => {
    const lines = Array.from({ length: LOG_KEPT }, (_, n) => `line ${n}`);
    const run = told(['log', { step: 'build', lines }], ['log', { step: 'build', lines: ['end'] }]);
    expect(run.log).toHaveLength(LOG_KEPT);
    expect(run.log.at(-1)).toEqual({ step: 'build', text: 'end' });
    expect(run.log[0]?.text).toBe('line 1');
  });

  it('of a later version, or with nothing in them, change nothing', () => {
    expect(told(['moon.full', {}])).toEqual(NOTHING_YET);
    expect(told(['log', { step: 'build' }]).log).toEqual([]);
  });
});

describe('a deployment', () => {
  it('can be cancelled until it begins to go live', () => {
    expect(isCancellable(stepRows(FETCHED, NOTHING_YET, false))).toBe(true);
    const live = told(['step.started', { step: 'activate' }]);
    expect(isCancellable(stepRows(FETCHED, live, false))).toBe(false);
  });

  it('takes as long as its steps, and nobody knows how long when one of them is new', () => {
    expect(estimatedMillis([])).toBeNull();
    expect(
      estimatedMillis([
        { name: 'a', estimateMillis: 10 },
        { name: 'b', estimateMillis: 5 },
      ]),
    ).toBe(15);
    expect(estimatedMillis([{ name: 'a', estimateMillis: null }])).toBeNull();
  });

  it('fills no bar of which nobody knows the end', () => {
    const row = { name: 'build', millis: null, progress: null, estimateMillis: 900 } as const;
    expect(filled({ ...row, state: 'running' })).toBeNull();
    expect(filled({ ...row, state: 'done' })).toBe(1);
    expect(filled({ ...row, state: 'pending' })).toBe(0);
  });
});
