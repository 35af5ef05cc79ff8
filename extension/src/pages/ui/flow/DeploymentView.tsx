import type { ComponentChildren, JSX } from 'preact';
import type { Deployment } from '../daemon.ts';
import { useAction } from '../hooks/action.ts';
import { useClient } from '../hooks/context.ts';
import { useDeployment } from '../hooks/run.ts';
import { isCancellable, stepRows, type RunState, type StepRow } from '../model/run.ts';
import { Address, Button, ViewHeading, Waiting } from '../parts/basics.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Log, StepList } from '../parts/Steps.tsx';
import { text } from '../strings.ts';
import { DeploymentEnd } from './DeploymentEnd.tsx';

export interface DeploymentViewProps {
  id: string;
  level: 1 | 2;
  close: () => void;
  rollBack?: ((deployment: Deployment) => void) | undefined;
  tryAgain?: (() => void) | undefined;
  readAgain?: (() => void) | undefined;
  otherWays?: ComponentChildren;
}

/** A deployment from its approval to its end. */
export function DeploymentView(props: DeploymentViewProps): JSX.Element {
  const { value, trouble, run } = useDeployment(props.id);
  if (!value) {
    return (
      <div class="view">
        <ViewHeading level={props.level}>{text.deployment.begun}</ViewHeading>
        {trouble ? <TroubleNotice trouble={trouble} /> : <Waiting what={text.loading} />}
      </div>
    );
  }
  const over = value.state !== 'running';
  const rows = stepRows(value.steps, run, over, value.deploymentSteps);
  return over ? (
    <DeploymentEnd {...props} deployment={value} rows={rows} run={run} />
  ) : (
    <Running {...props} deployment={value} rows={rows} run={run} />
  );
}

interface RunningProps extends DeploymentViewProps {
  deployment: Deployment;
  rows: StepRow[];
  run: RunState;
}

function Running({ deployment, rows, run, level }: RunningProps): JSX.Element {
  const client = useClient();
  const cancel = useAction(async () => {
    const path = `/v1/deployments/${encodeURIComponent(deployment.deployment)}/cancel`;
    await client.api('POST', path);
  });
  const url = run.url ?? deployment.url;
  const isLive = rows.some((row) => row.name === 'activate' && row.state === 'done');
  return (
    <div class="view">
      <ViewHeading level={level}>
        {text.deployment.running[deployment.kind](deployment.app, deployment.release)}
      </ViewHeading>
      <p class="lead">{text.deployment.runningHint(deployment.environment)}</p>
      {isLive && url !== null && (
        <Notice tone="good" title={text.deployment.watched}>
          <Address url={url} />
        </Notice>
      )}
      <StepList rows={rows} />
      {run.log.length > 0 && <Log lines={run.log} />}
      {cancel.trouble && <TroubleNotice trouble={cancel.trouble} />}
      {isCancellable(rows) && (
        <div class="actions">
          <Button onClick={cancel.run} disabled={cancel.busy}>
            {text.cancel}
          </Button>
          <span class="soft">{text.deployment.cancelHint}</span>
        </div>
      )}
    </div>
  );
}
