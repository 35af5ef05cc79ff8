import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { bytes, count, duration } from '../model/amounts.ts';
import { filled, type LogLine, type StepProgress, type StepRow } from '../model/run.ts';
import { text } from '../strings.ts';
import { Bar } from './Bar.tsx';
import { Fold } from './basics.tsx';
import { Icon, type IconName } from './Icon.tsx';

const ICONS: Record<StepRow['state'], IconName> = {
  pending: 'dot',
  running: 'dot',
  done: 'check',
  failed: 'cross',
  skipped: 'dot',
  'needs-attention': 'warn',
};

function StepLine({ row }: { row: StepRow }): JSX.Element {
  const words = row.progress ? progressWords(row.progress) : undefined;
  return (
    <li class={`step ${row.state}`} aria-current={row.state === 'running' ? 'step' : undefined}>
      <span class="step-sign">
        {row.state === 'running' ? (
          <span class="spinner" aria-hidden="true" />
        ) : (
          <Icon name={ICONS[row.state]} />
        )}
      </span>
      <span class="step-name">
        {text.stepName(row.name)}
        <span class="unseen">, {text.stepState[row.state]}</span>
      </span>
      <span class="step-said">{said(row, words)}</span>
      {row.state !== 'skipped' && (
        <Bar label={text.stepName(row.name)} value={filled(row)} words={words} />
      )}
    </li>
  );
}

function said(row: StepRow, words: string | undefined): string {
  switch (row.state) {
    case 'done':
      return duration(row.millis ?? 0);
    case 'running':
      return words ?? estimate(row);
    case 'pending':
      return estimate(row);
    case 'failed':
    case 'skipped':
    case 'needs-attention':
      return text.stepState[row.state];
  }
}

function estimate(row: StepRow): string {
  return row.estimateMillis === null ? '' : text.about(duration(row.estimateMillis));
}

function progressWords({ done, total, unit }: StepProgress): string {
  return unit === 'bytes'
    ? text.of(bytes(done), bytes(total))
    : text.of(done.toLocaleString('en'), count(total, unit.replace(/s$/, '')));
}

export function StepList({ rows }: { rows: readonly StepRow[] }): JSX.Element {
  const running = rows.find((row) => row.state === 'running');
  return (
    <>
      <ol class="steps">
        {rows.map((row) => (
          <StepLine key={row.name} row={row} />
        ))}
      </ol>
      <p class="unseen" aria-live="polite">
        {running ? text.stepName(running.name) : ''}
      </p>
    </>
  );
}

/** What the programs of the steps wrote, the newest line in sight. */
export function Log({ lines }: { lines: readonly LogLine[] }): JSX.Element {
  const ref = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const log = ref.current;
    if (log) {
      log.scrollTop = log.scrollHeight;
    }
  }, [lines.length]);
  return (
    <Fold title={text.log} aside={count(lines.length, 'line')}>
      <pre class="log" ref={ref} tabIndex={0} aria-label={text.log}>
        {lines.length === 0 ? text.logEmpty : lines.map((line) => line.text).join('\n')}
      </pre>
    </Fold>
  );
}
