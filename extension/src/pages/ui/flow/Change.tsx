import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Trouble } from '../../../protocol/frames.ts';
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
  readAgain?: (() => void) | undefined;
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
        readAgain={props.readAgain}
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
        readAgain={props.readAgain}
        otherWays={props.otherWays}
        about={props.about}
      />
    );
  }
  if (plan.trouble) {
    return (
      <Refused
        {...props}
        level={level}
        trouble={plan.trouble}
        plan={(change) => plan.run({ ...wish, ...change })}
      />
    );
  }
  return (
    <div class="view">
      <ViewHeading level={level}>{text.plan.asking}</ViewHeading>
      <Waiting what={text.plan.askingHint} />
    </div>
  );
}

interface RefusedProps extends ChangeProps {
  level: 1 | 2;
  trouble: Trouble;
  plan: (change: Partial<PlanRequest>) => void;
}

/** The daemon took no such wish. */
function Refused(props: RefusedProps): JSX.Element {
  const { app, trouble, level, plan, rename, readAgain, close, otherWays } = props;
  const taken = trouble.code === 'app.other-project';
  return (
    <div class="view">
      <ViewHeading level={level} tone="bad">
        {taken ? text.plan.taken(app) : text.plan.refused(app)}
      </ViewHeading>
      <TroubleNotice trouble={trouble} remedy={taken ? text.plan.takenRemedy : undefined} />
      <div class="actions">
        {rename && trouble.code.startsWith('app.') && (
          <Button look="primary" onClick={rename}>
            {text.otherName}
          </Button>
        )}
        {taken ? (
          <Button onClick={() => plan({ rebind: true })}>{text.rebind}</Button>
        ) : (
          <Button look={rename ? 'plain' : 'primary'} onClick={() => plan({})}>
            {text.tryAgain}
          </Button>
        )}
        {!taken && readAgain && <Button onClick={readAgain}>{text.readAgain}</Button>}
        <Button look="quiet" onClick={close}>
          {text.notNow}
        </Button>
      </div>
      {!taken && otherWays}
    </div>
  );
}
