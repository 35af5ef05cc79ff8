import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Deployment, Plan } from '../daemon.ts';
import { useAction } from '../hooks/action.ts';
import { useClient } from '../hooks/context.ts';
import { requestIdFor, type PlanRequest } from '../model/plan.ts';
import { Button, ViewHeading, Waiting } from '../parts/basics.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { text } from '../strings.ts';
import { DeploymentView } from './DeploymentView.tsx';
import { PlanView } from './PlanView.tsx';

export interface ChangeProps {
  app: string;
  request: PlanRequest;
  /** The plan that was asked for before, when there is one. */
  planId?: string | null;
  level?: 1 | 2;
  onPlanned?: (planId: string) => Promise<void>;
  onApproved?: (deployment: Deployment) => Promise<void>;
  /** Leaves without having changed anything, or when all is done. */
  close: () => void;
  rollBack?: ((deployment: Deployment) => void) | undefined;
  /** Where another name can be chosen when this one can't be used. */
  rename?: (() => void) | undefined;
  /** What else can be done when this comes to nothing. */
  otherWays?: ComponentChildren;
  /** Where what is ready to be deployed comes from, for the head of the plan. */
  about?: ComponentChildren;
}

/** One change of what is live, from the wish through its plan and the approval to its end. */
export function Change(props: ChangeProps): JSX.Element {
  const client = useClient();
  const [wish, setWish] = useState(props.request);
  const [planId, setPlanId] = useState(props.planId ?? null);
  const [deploymentId, setDeploymentId] = useState<string | null>(null);
  const begun = useRef(planId !== null);

  const plan = useAction(async (changed: PlanRequest) => {
    setWish(changed);
    setPlanId(null);
    setDeploymentId(null);
    const path = `/v1/apps/${encodeURIComponent(props.app)}/plans`;
    const made = await client.api<Plan>('POST', path, changed);
    await props.onPlanned?.(made.id);
    setPlanId(made.id);
  });

  const approve = async (ready: Plan, message: string): Promise<void> => {
    const made = await client.api<Deployment>(
      'POST',
      `/v1/apps/${encodeURIComponent(ready.app)}/deployments`,
      {
        planHash: ready.hash,
        nonce: ready.nonce,
        requestId: requestIdFor(ready, sessionStorage),
        ...(message.trim() === '' ? {} : { message: message.trim() }),
      },
    );
    await client.watchRun(made.deployment, made.app);
    await props.onApproved?.(made);
    setWish((before) => ({ ...before, environment: ready.environment }));
    setDeploymentId(made.deployment);
  };

  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      plan.run(wish);
    }
  }, []);

  const level = props.level ?? 1;
  if (deploymentId !== null) {
    return (
      <DeploymentView
        id={deploymentId}
        level={level}
        close={props.close}
        rollBack={props.rollBack}
        tryAgain={() => plan.run(wish)}
        otherWays={props.otherWays}
      />
    );
  }
  if (planId !== null) {
    return (
      <PlanView
        key={planId}
        id={planId}
        level={level}
        approve={approve}
        replan={(change) => plan.run({ ...wish, ...change })}
        close={props.close}
        otherWays={props.otherWays}
        about={props.about}
      />
    );
  }
  return (
    <div class="view">
      <ViewHeading level={level}>{text.plan.asking}</ViewHeading>
      {plan.trouble ? (
        <>
          <TroubleNotice trouble={plan.trouble} />
          <div class="actions">
            <Button look="primary" onClick={() => plan.run(wish)}>
              {text.tryAgain}
            </Button>
            {plan.trouble.code === 'app.other-project' && (
              <Button onClick={() => plan.run({ ...wish, rebind: true })}>{text.rebind}</Button>
            )}
            {props.rename && plan.trouble.code.startsWith('app.') && (
              <Button onClick={props.rename}>{text.otherName}</Button>
            )}
            <Button onClick={props.close}>{text.notNow}</Button>
          </div>
          {props.otherWays}
        </>
      ) : (
        <Waiting what={text.plan.askingHint} />
      )}
    </div>
  );
}
