import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Changes, Plan } from '../daemon.ts';
import { useAction } from '../hooks/action.ts';
import { bytes, count, duration } from '../model/amounts.ts';
import { findingsCount, questionsOf } from '../model/questions.ts';
import { estimatedMillis } from '../model/run.ts';
import { Address, Button, Fold, Section, ViewHeading } from '../parts/basics.tsx';
import { Checks } from '../parts/Checks.tsx';
import { Field } from '../parts/Field.tsx';
import { FileCounts, FileList } from '../parts/Files.tsx';
import { isEmpty, NameList } from '../parts/Names.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Questions } from '../parts/Questions.tsx';
import { text } from '../strings.ts';
import { Elsewhere } from './Elsewhere.tsx';
import { PlanDetails } from './PlanDetails.tsx';
import type { PlanViewProps } from './PlanView.tsx';

interface PlanReadyProps extends PlanViewProps {
  plan: Plan;
}

/** Everything that would change, to be approved by a person. */
export function PlanReady(props: PlanReadyProps): JSX.Element {
  const { plan, level } = props;
  const changes = plan.changes;
  const [message, setMessage] = useState('');
  const approve = useAction(() => props.approve(plan, message));
  return (
    <div class="view plan">
      <ViewHeading level={level}>{text.plan.title[plan.kind](plan.app)}</ViewHeading>
      {changes && <Facts plan={plan} changes={changes} />}
      {props.about}
      {questionsOf(plan).length > 0 && (
        <Section title={text.questions.title}>
          <Questions plan={plan} replan={props.replan} look="plain" />
        </Section>
      )}
      <Checks
        plan={plan}
        // a rollback brings its own variables
        mended={plan.kind === 'deploy' ? () => props.replan({}) : undefined}
      />
      {changes && <Differences plan={plan} changes={changes} />}
      <Steps plan={plan} />
      <PlanDetails plan={plan} />
      {plan.kind === 'deploy' && <Elsewhere plan={plan} replan={props.replan} />}
      <form
        class="approval"
        onSubmit={(event) => {
          event.preventDefault();
          approve.run();
        }}
      >
        {approve.trouble && (
          <>
            <TroubleNotice trouble={approve.trouble} />
            <Button onClick={() => props.replan({})}>{text.planAgain}</Button>
          </>
        )}
        {changes && <InShort plan={plan} changes={changes} />}
        <Field
          label={text.plan.why}
          value={message}
          onInput={setMessage}
          placeholder={text.plan.whyExample[plan.kind]}
        />
        <div class="actions">
          <Button look="primary" type="submit" disabled={approve.busy}>
            {text.plan.approve[plan.kind]}
          </Button>
          <Button onClick={props.close} disabled={approve.busy}>
            {text.notNow}
          </Button>
        </div>
      </form>
    </div>
  );
}

function Facts({ plan, changes }: { plan: Plan; changes: Changes }): JSX.Element {
  return (
    <dl class="facts">
      <dt>{text.plan.environment}</dt>
      <dd>{plan.environment}</dd>
      <dt>{text.plan.release}</dt>
      <dd>
        <strong>{changes.release}</strong>{' '}
        <span class="soft">
          {changes.previousRelease === null
            ? text.plan.first
            : text.plan.replaces(changes.previousRelease)}
        </span>
      </dd>
      {changes.addresses.length > 0 && (
        <>
          <dt>{text.plan.address}</dt>
          <dd class="stack">
            {changes.addresses.map((url) => (
              <Address key={url} url={url} />
            ))}
          </dd>
        </>
      )}
      <dt>{text.plan.upload}</dt>
      <dd>
        {changes.upload.files === 0
          ? text.plan.nothingToUpload
          : text.plan.uploads(count(changes.upload.files, 'file'), bytes(changes.upload.bytes))}
      </dd>
      {changes.resources.length > 0 && (
        <>
          <dt>{text.plan.creates}</dt>
          <dd class="stack">
            {changes.resources.map((resource) => (
              <span key={`${resource.kind} ${resource.name}`}>
                {resource.what}
                {resource.cost === null ? '' : ` ${resource.cost}`}
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

/** What is approved, beside the button: the whole of it may be out of sight. */
function InShort({ plan, changes }: { plan: Plan; changes: Changes }): JSX.Element {
  const { files, variables } = changes;
  return (
    <dl class="in-short" aria-label={text.plan.summaryOf}>
      <div>
        <dt>{text.plan.filesInShort}</dt>
        <dd>{counts(files.addedCount, files.changedCount, files.removedCount)}</dd>
      </div>
      <div>
        <dt>{text.plan.variablesInShort}</dt>
        <dd>
          {counts(variables.added.length, variables.changed.length, variables.removed.length)}
        </dd>
      </div>
      {findingsCount(plan) > 0 && (
        <div>
          <dt>{text.plan.checksInShort}</dt>
          <dd>{count(findingsCount(plan), text.plan.finding)}</dd>
        </div>
      )}
    </dl>
  );
}

function counts(added: number, changed: number, removed: number): string {
  const told = [
    ...(changed > 0 ? [text.counted.changed(changed)] : []),
    ...(added > 0 ? [text.counted.added(added)] : []),
    ...(removed > 0 ? [text.counted.removed(removed)] : []),
  ];
  return told.length === 0 ? text.plan.nothingInShort : told.join(', ');
}

function Differences({ plan, changes }: { plan: Plan; changes: Changes }): JSX.Element {
  const { files, variables } = changes;
  const touched = files.addedCount + files.changedCount + files.removedCount;
  return (
    <>
      <Section title={text.plan.files} aside={touched > 0 && <FileCounts files={files} />}>
        {touched === 0 ? (
          <p class="soft">{text.plan.noFiles}</p>
        ) : (
          <FileList files={files} diffPath={`/v1/plans/${encodeURIComponent(plan.id)}/diff`} />
        )}
      </Section>
      <Section title={text.plan.variables}>
        {isEmpty(variables) ? (
          <p class="soft">{text.plan.noVariables}</p>
        ) : (
          <NameList names={variables} />
        )}
      </Section>
    </>
  );
}

function Steps({ plan }: { plan: Plan }): JSX.Element | null {
  const steps = plan.deploymentSteps ?? [];
  if (steps.length === 0) {
    return null;
  }
  const whole = estimatedMillis(steps);
  return (
    <Fold
      title={text.plan.steps}
      aside={whole === null ? count(steps.length, 'step') : text.about(duration(whole))}
    >
      <ol class="step-plan">
        {steps.map((step) => (
          <li key={step.name}>
            <span>{text.stepName(step.name)}</span>
            <span class="soft">
              {step.estimateMillis === null
                ? text.plan.notKnownYet
                : text.about(duration(step.estimateMillis))}
            </span>
          </li>
        ))}
      </ol>
    </Fold>
  );
}
