import type { ComponentChildren, JSX } from 'preact';
import type { Plan } from '../daemon.ts';
import { useAction } from '../hooks/action.ts';
import { useClient } from '../hooks/context.ts';
import { usePlan, type Followed } from '../hooks/run.ts';
import type { PlanRequest } from '../model/plan.ts';
import { stepRows } from '../model/run.ts';
import { Button, ViewHeading, Waiting } from '../parts/basics.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Log, StepList } from '../parts/Steps.tsx';
import { text } from '../strings.ts';
import { DeploymentView } from './DeploymentView.tsx';
import { PlanReady } from './PlanReady.tsx';
import { PlanStopped } from './PlanStopped.tsx';
import { PlanUnchanged } from './PlanUnchanged.tsx';

export interface PlanViewProps {
  id: string;
  level: 1 | 2;
  approve: (plan: Plan, message: string) => Promise<void>;
  replan: (change: Partial<PlanRequest>) => void;
  close: () => void;
  /** Gets the files once more from where they came; absent where that can't be done. */
  readAgain?: (() => void) | undefined;
  otherWays?: ComponentChildren;
  about?: ComponentChildren;
}

/** A plan in whatever state it is. */
export function PlanView(props: PlanViewProps): JSX.Element {
  const followed = usePlan(props.id);
  const plan = followed.value;
  if (!plan) {
    return (
      <div class="view">
        <ViewHeading level={props.level}>{text.plan.asking}</ViewHeading>
        {followed.trouble ? (
          <>
            <TroubleNotice trouble={followed.trouble} />
            <div class="actions">
              <Button look="primary" onClick={() => props.replan({})}>
                {text.tryAgain}
              </Button>
            </div>
            {props.otherWays}
          </>
        ) : (
          <Waiting what={text.plan.askingHint} />
        )}
      </div>
    );
  }
  // a page that found this plan again does not know where it was to go
  const replan = (change: Partial<PlanRequest>): void =>
    props.replan({ environment: plan.environment, ...change });
  switch (plan.state) {
    case 'preparing':
      return <Preparing {...props} plan={plan} followed={followed} />;
    case 'ready':
      return <PlanReady {...props} plan={plan} replan={replan} />;
    case 'blocked':
    case 'failed':
    case 'cancelled':
      return <PlanStopped {...props} plan={plan} replan={replan} run={followed.run} />;
    case 'unchanged':
      return <PlanUnchanged {...props} plan={plan} />;
    case 'carried-out':
      return <CarriedOut {...props} plan={plan} />;
  }
}

/** Approved by another page, or by this one before it was closed. */
function CarriedOut({ plan, ...props }: PlanViewProps & { plan: Plan }): JSX.Element {
  return plan.deployment === null ? (
    <div class="view">
      <ViewHeading level={props.level}>{text.plan.carriedOut}</ViewHeading>
      <p>{text.plan.carriedOutHint}</p>
      <div class="actions">
        <Button look="primary" onClick={props.close}>
          {text.showHistory}
        </Button>
      </div>
    </div>
  ) : (
    <DeploymentView
      id={plan.deployment}
      level={props.level}
      close={props.close}
      tryAgain={() => props.replan({ environment: plan.environment })}
      readAgain={props.readAgain}
      otherWays={props.otherWays}
    />
  );
}

interface PreparingProps extends PlanViewProps {
  plan: Plan;
  followed: Followed<Plan>;
}

function Preparing({ plan, followed, level, about }: PreparingProps): JSX.Element {
  const client = useClient();
  const cancel = useAction(async () => {
    await client.api('POST', `/v1/plans/${encodeURIComponent(plan.id)}/cancel`);
  });
  return (
    <div class="view">
      <ViewHeading level={level}>{text.plan.preparing[plan.kind](plan.app)}</ViewHeading>
      <p class="lead">{text.plan.preparingHint}</p>
      {about}
      <StepList rows={stepRows(plan.steps, followed.run, false, plan.preparationSteps)} />
      {followed.run.log.length > 0 && <Log lines={followed.run.log} />}
      {cancel.trouble && <TroubleNotice trouble={cancel.trouble} />}
      <div class="actions">
        <Button onClick={cancel.run} disabled={cancel.busy}>
          {text.cancel}
        </Button>
      </div>
    </div>
  );
}
