import type { JSX } from 'preact';
import type { Deployment } from '../daemon.ts';
import { count, bytes, duration } from '../model/amounts.ts';
import { stateWord } from '../model/states.ts';
import { took } from '../model/time.ts';
import type { RunState, StepRow } from '../model/run.ts';
import { Address, Button, Fold, ViewHeading } from '../parts/basics.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Log, StepList } from '../parts/Steps.tsx';
import { Thumbnail } from '../parts/Thumbnail.tsx';
import { text } from '../strings.ts';
import type { DeploymentViewProps } from './DeploymentView.tsx';

interface DeploymentEndProps extends DeploymentViewProps {
  deployment: Deployment;
  rows: StepRow[];
  run: RunState;
}

/** How a deployment ended, and what can be done now. */
export function DeploymentEnd(props: DeploymentEndProps): JSX.Element {
  const { deployment, level, rows, run } = props;
  const succeeded = deployment.state === 'succeeded';
  const ended =
    deployment.error?.code === 'watch.left-live'
      ? text.deployment.leftLive
      : text.deployment.ended[deployment.state];
  return (
    <div class="view">
      <ViewHeading level={level} tone={stateWord(deployment.state).tone}>
        {succeeded
          ? text.deployment.succeeded[deployment.kind](deployment.app, deployment.release)
          : ended.title}
      </ViewHeading>
      {succeeded ? <Live deployment={deployment} /> : <p class="lead">{ended.hint}</p>}
      {!succeeded && deployment.error && <TroubleNotice trouble={deployment.error} />}
      <Next {...props} succeeded={succeeded} />
      {!succeeded && props.otherWays}
      <Fold title={text.plan.whatWasDone} open={!succeeded}>
        <StepList rows={rows} />
      </Fold>
      {run.log.length > 0 && <Log lines={run.log} />}
    </div>
  );
}

function Live({ deployment }: { deployment: Deployment }): JSX.Element {
  const { uploaded } = deployment;
  return (
    <div class="live">
      {deployment.url !== null && <Address url={deployment.url} />}
      <p class="soft">
        {[
          text.deployment.tookTime(
            duration(took(deployment.startedAt, deployment.finishedAt, Date.now())),
          ),
          uploaded.files === 0
            ? text.plan.nothingToUpload
            : text.deployment.uploaded(count(uploaded.files, 'file'), bytes(uploaded.bytes)),
        ].join(' · ')}
      </p>
      {deployment.screenshot && <Thumbnail deployment={deployment} large />}
    </div>
  );
}

function Next(props: DeploymentEndProps & { succeeded: boolean }): JSX.Element {
  const { deployment, succeeded, rollBack } = props;
  const canRollBack = rollBack && deployment.previousRelease !== null;
  const mayBeLive = succeeded || deployment.state === 'needs-attention';
  return (
    <div class="actions">
      {!succeeded && props.tryAgain && (
        <Button look="primary" onClick={props.tryAgain}>
          {text.deployment.tryAgain[deployment.kind]}
        </Button>
      )}
      {mayBeLive && canRollBack && (
        <Button icon="back" onClick={() => rollBack(deployment)}>
          {text.rollBack}
        </Button>
      )}
      <Button look={succeeded && !canRollBack ? 'primary' : 'quiet'} onClick={props.close}>
        {text.done}
      </Button>
    </div>
  );
}
