import type { JSX } from 'preact';
import type { StepState } from '../../ui/daemon.ts';
import { Icon } from '../../ui/parts/Icon.tsx';
import { text } from '../../ui/strings.ts';

interface SetupStepsProps {
  steps: readonly string[];
  /** Which one is at work, or was when it ended; null while none has begun. */
  at: number | null;
  failed?: boolean;
}

/** The steps of setting up a place: done, at work, and to come. */
export function SetupSteps({ steps, at, failed = false }: SetupStepsProps): JSX.Element {
  return (
    <>
      <ol class="steps">
        {steps.map((step, index) => (
          <SetupStep key={step} step={step} state={stateOf(index, at, failed)} />
        ))}
      </ol>
      {!failed && (
        <p class="unseen" aria-live="polite">
          {at === null ? '' : steps[at]}
        </p>
      )}
    </>
  );
}

function stateOf(index: number, at: number | null, failed: boolean): StepState {
  if (at === null || index > at) {
    return 'pending';
  }
  return index < at ? 'done' : failed ? 'failed' : 'running';
}

function SetupStep({ step, state }: { step: string; state: StepState }): JSX.Element {
  const running = state === 'running';
  return (
    <li class={`step ${state}`} aria-current={running ? 'step' : undefined}>
      <span class="step-sign">
        {running ? (
          <span class="spinner" aria-hidden="true" />
        ) : (
          <Icon name={state === 'done' ? 'check' : state === 'failed' ? 'cross' : 'dot'} />
        )}
      </span>
      <span class="step-name">
        {step}
        <span class="unseen"> {text.stepState[state]}</span>
      </span>
    </li>
  );
}
