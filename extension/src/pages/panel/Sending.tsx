import type { JSX } from 'preact';
import { BRING, PRESS_EXPORT, type Job, type Progress } from '../../protocol/messages.ts';
import { bytes, count } from '../ui/model/amounts.ts';
import { Bar } from '../ui/parts/Bar.tsx';
import { Button, ViewHeading } from '../ui/parts/basics.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';

/** The files on their way: out of the builder, then to the daemon. */
export function Sending({ job, cancel }: { job: Job; cancel: () => void }): JSX.Element {
  const { title, hint } = wordsOf(job);
  return (
    <div class="view">
      <ViewHeading key={title}>{title}</ViewHeading>
      <p class="lead">{hint}</p>
      {isWithTheUser(job) ? (
        <ol class="by-hand">
          {text.panel.pressExportSteps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : (
        <div class="transfer">
          <Bar label={title} value={share(job.progress)} words={amount(job)} />
          <p class="transfer-words" aria-live="polite">
            {amount(job)}
          </p>
        </div>
      )}
      <div class="actions">
        <Button onClick={cancel}>{text.cancel}</Button>
      </div>
    </div>
  );
}

/** Nothing goes on by itself then, so nothing may look as if it did. */
function isWithTheUser({ source, phase, rung }: Job): boolean {
  return source.kind === 'builder' && phase === 'reading' && rung === PRESS_EXPORT;
}

function wordsOf(job: Job): { title: string; hint: string } {
  const { source, phase, project } = job;
  if (source.kind === 'git') {
    return { title: text.panel.fetching, hint: text.panel.fetchingHint };
  }
  if (phase !== 'reading') {
    return { title: text.panel.uploading, hint: text.panel.uploadingHint };
  }
  if (job.rung === BRING) {
    return {
      title: text.panel.bringing(text.builder[project.builder]),
      hint: text.panel.bringingHint,
    };
  }
  if (isWithTheUser(job)) {
    return { title: text.panel.pressExport, hint: text.panel.pressExportHint };
  }
  return source.kind === 'file'
    ? { title: text.panel.readingFile(source.name), hint: text.panel.uploadingHint }
    : {
        title: text.panel.reading(text.builder[project.builder]),
        hint: text.panel.readingHint,
      };
}

function share(progress: Progress | null): number | null {
  return progress?.total ? Math.min(1, progress.done / progress.total) : null;
}

function amount({ progress, rung }: Job): string {
  if (progress === null) {
    return text.panel.starting;
  }
  const { done, total, unit } = progress;
  if (rung === BRING && total !== undefined) {
    return text.panel.brought(done, total);
  }
  if (unit === 'bytes') {
    return total === undefined ? bytes(done) : text.of(bytes(done), bytes(total));
  }
  return total === undefined
    ? count(done, 'file')
    : text.of(done.toLocaleString('en'), count(total, 'file'));
}

interface FailedProps {
  job: Job;
  tryAgain: () => void;
  leave: () => void;
  otherWays: JSX.Element;
}

/** The files did not come: which rung of the ladder broke, and the ways around it. */
export function Failed({ job, tryAgain, leave, otherWays }: FailedProps): JSX.Element {
  const failedAt = job.error?.rung === undefined ? null : text.panel.rung(job.error.rung);
  return (
    <div class="view">
      <ViewHeading tone="bad">
        {job.exportId === null ? text.panel.readFailed : text.panel.uploadFailed}
      </ViewHeading>
      {job.error && <TroubleNotice trouble={job.error} />}
      {failedAt !== null && <p class="soft">{text.panel.failedAt(failedAt)}</p>}
      <div class="actions">
        <Button look="primary" onClick={tryAgain}>
          {text.tryAgain}
        </Button>
        <Button onClick={leave}>{text.notNow}</Button>
      </div>
      {otherWays}
    </div>
  );
}
