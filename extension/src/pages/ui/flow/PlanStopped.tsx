import type { JSX } from 'preact';
import type { Plan } from '../daemon.ts';
import { answerTo, isConflict, needsChange, type Answer } from '../model/problems.ts';
import { conflictsHref, linkTarget } from '../model/links.ts';
import { missingVariable, type PlanRequest } from '../model/plan.ts';
import { isAskedFor, questionsOf, waitsForAnswers } from '../model/questions.ts';
import { stepRows, type RunState } from '../model/run.ts';
import { Button, Fold, Section, ViewHeading } from '../parts/basics.tsx';
import { Checks } from '../parts/Checks.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Questions } from '../parts/Questions.tsx';
import { Log, StepList } from '../parts/Steps.tsx';
import { text } from '../strings.ts';
import { PlanAsks } from './PlanAsks.tsx';
import type { PlanViewProps } from './PlanView.tsx';

interface PlanStoppedProps extends PlanViewProps {
  plan: Plan;
  run: RunState;
}

const CHANGES: Record<Answer, Partial<PlanRequest>> = {
  'consent-unsandboxed': { consents: ['build', 'unsandboxed'] },
  'allow-shrink': { allowShrink: true },
  'try-again': {},
};

/** A plan that came to nothing: why, and the next button. */
export function PlanStopped(props: PlanStoppedProps): JSX.Element {
  return waitsForAnswers(props.plan) ? <PlanAsks {...props} /> : <Stopped {...props} />;
}

function Stopped(props: PlanStoppedProps): JSX.Element {
  const { plan, run, level } = props;
  const answer = answerTo(plan);
  const asks = answer !== 'try-again';
  const title = asks ? text.answer[answer].title : text.plan.stopped[plan.state](plan.app);
  return (
    <div class="view">
      <ViewHeading level={level} tone={asks || plan.state === 'cancelled' ? 'warn' : 'bad'}>
        {title}
      </ViewHeading>
      <Reason plan={plan} answer={answer} />
      {answer === 'try-again' && <Checks plan={plan} mended={() => props.replan({})} />}
      {answer === 'try-again' && questionsOf(plan).length > 0 && (
        <Section title={text.questions.title}>
          <Questions plan={plan} replan={props.replan} look="plain" />
        </Section>
      )}
      <Next {...props} answer={answer} />
      {props.otherWays}
      <Fold title={text.plan.whatWasDone}>
        <StepList rows={stepRows(plan.steps, run, true)} />
      </Fold>
      {run.log.length > 0 && <Log lines={run.log} />}
    </div>
  );
}

/** What helps comes first; the same again only where that can help. */
function Next(props: PlanStoppedProps & { answer: Answer }): JSX.Element {
  const { plan, answer, readAgain } = props;
  const again = (): void => props.replan(CHANGES[answer]);
  const read = (look: 'primary' | 'plain'): JSX.Element | undefined =>
    readAgain && (
      <Button look={look} onClick={readAgain}>
        {text.readAgain}
      </Button>
    );
  const leave = <Button onClick={props.close}>{text.notNow}</Button>;
  if (answer === 'try-again') {
    if (isConflict(plan)) {
      return (
        <div class="actions">
          <a class="button primary" href={conflictsHref(plan)} target={linkTarget()}>
            {text.conflicts.settleThem}
          </a>
          <Button onClick={again}>{text.tryAgain}</Button>
          {read('plain')}
          {leave}
        </div>
      );
    }
    const change = needsChange(plan);
    // the button beside the value is the first one then
    const asksForValue = plan.checks.some(
      (check) =>
        check.severity === 'error' && missingVariable(check) !== null && !isAskedFor(plan, check),
    );
    return (
      <div class="actions">
        {change && read(asksForValue ? 'plain' : 'primary')}
        <Button look={change ? 'plain' : 'primary'} onClick={again}>
          {change ? text.checkAgain : text.tryAgain}
        </Button>
        {!change && read('plain')}
        {leave}
      </div>
    );
  }
  return (
    <div class="actions">
      {answer === 'allow-shrink' && read('primary')}
      <Button look="danger" onClick={again}>
        {text.answer[answer].button}
      </Button>
      {leave}
    </div>
  );
}

function Reason({ plan, answer }: { plan: Plan; answer: Answer }): JSX.Element | null {
  switch (answer) {
    case 'consent-unsandboxed':
      return (
        <>
          {plan.error && <TroubleNotice trouble={plan.error} />}
          <Notice tone="warn" title={text.consent.unsandboxed}>
            <p>{text.consent.unsandboxedHint}</p>
          </Notice>
        </>
      );
    case 'allow-shrink':
      return plan.error && <TroubleNotice trouble={plan.error} remedy={text.shrinkRemedy} />;
    case 'try-again':
      // the checks say it themselves, each with its remedy
      return plan.checks.some((check) => check.severity === 'error') || !plan.error ? null : (
        <TroubleNotice
          trouble={plan.error}
          remedy={isConflict(plan) ? text.conflicts.remedy : undefined}
        />
      );
  }
}
