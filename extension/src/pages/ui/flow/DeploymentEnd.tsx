import type { JSX } from 'preact';
import type { App, Deployment } from '../daemon.ts';
import { useFetched } from '../hooks/fetched.ts';
import { count, bytes, duration } from '../model/amounts.ts';
import { leftItsReleaseLive } from '../model/history.ts';
import { appHref, linkTarget } from '../model/links.ts';
import { isOfTheApp } from '../model/problems.ts';
import { stateWord } from '../model/states.ts';
import { took } from '../model/time.ts';
import type { RunState, StepRow } from '../model/run.ts';
import { Address, Button, Fold, OpenLink, ViewHeading } from '../parts/basics.tsx';
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
  return (
    <div class="view">
      {succeeded ? (
        <>
          <ViewHeading level={level} tone="good">
            {text.deployment.succeeded[deployment.kind](deployment.app, deployment.release)}
          </ViewHeading>
          <Live deployment={deployment} />
        </>
      ) : (
        <Otherwise deployment={deployment} level={level} />
      )}
      <Next {...props} />
      {!succeeded && props.otherWays}
      <Fold title={text.plan.whatWasDone} open={!succeeded}>
        <StepList rows={rows} />
      </Fold>
      {run.log.length > 0 && <Log lines={run.log} />}
    </div>
  );
}

interface EndedWords {
  title: string;
  hint: string;
  /** Null where the daemon's remedy fits a page as well. */
  next: string | null;
}

function endedWords({ state, error }: Deployment): EndedWords {
  const byCode: Partial<Record<string, EndedWords>> = text.deployment.endedBy;
  return byCode[error?.code ?? ''] ?? text.deployment.ended[state];
}

/** What happened, what is live now, and what to do next. */
function Otherwise({ deployment, level }: { deployment: Deployment; level: 1 | 2 }): JSX.Element {
  const { state, error } = deployment;
  const { title, hint, next } = endedWords(deployment);
  return (
    <>
      <ViewHeading level={level} tone={stateWord(state).tone}>
        {title}
      </ViewHeading>
      <p class="lead">{hint}</p>
      <LiveNow deployment={deployment} />
      {state === 'cancelled' ? (
        <p>{next}</p>
      ) : (
        error && <TroubleNotice trouble={error} remedy={next ?? undefined} />
      )}
    </>
  );
}

/** What visitors get after a deployment that did not go as it should. */
function LiveNow({ deployment }: { deployment: Deployment }): JSX.Element | null {
  const { state, environment: name } = deployment;
  const app = useFetched<App>(`/v1/apps/${encodeURIComponent(deployment.app)}`).value;
  const environment = app?.environments.find((one) => one.name === name);
  // without the answer the sentences before say what they can
  if (!environment) {
    return null;
  }
  if (environment.release === null) {
    return <p>{text.deployment.nothingLive(name)}</p>;
  }
  const known =
    state === 'conflict' || state === 'needs-attention' || environment.switchedElsewhere;
  return (
    <div class="live-now">
      <p>
        {known
          ? text.deployment.liveAsKnown(name, environment.release)
          : text.deployment.liveNow(name, environment.release)}
      </p>
      {environment.url !== null && <Address url={environment.url} />}
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

function Next(props: DeploymentEndProps): JSX.Element {
  const { deployment, rollBack, tryAgain, readAgain } = props;
  const { state, url } = deployment;
  const succeeded = state === 'succeeded';
  const mayBeLive = leftItsReleaseLive(deployment) || state === 'needs-attention';
  const ofTheApp = isOfTheApp(deployment);
  const opens = mayBeLive && url !== null;
  const reads = readAgain && !succeeded && (ofTheApp || !tryAgain);
  const looks = state === 'conflict';
  return (
    <div class="actions">
      {opens && <OpenLink app={deployment.app} url={url} />}
      {reads && (
        <Button look={opens || looks ? 'plain' : 'primary'} onClick={readAgain}>
          {text.readAgain}
        </Button>
      )}
      {looks && (
        <a class="button primary" href={appHref(deployment.app)} target={linkTarget()}>
          {text.showHistory}
        </a>
      )}
      {mayBeLive && rollBack && deployment.previousRelease !== null && (
        <Button icon="back" onClick={() => rollBack(deployment)}>
          {text.rollBack}
        </Button>
      )}
      {!succeeded && tryAgain && (
        <Button look={opens || ofTheApp || looks ? 'plain' : 'primary'} onClick={tryAgain}>
          {state === 'failed' || state === 'switched-back'
            ? ofTheApp
              ? text.deployment.sameFiles
              : text.tryAgain
            : text.planAgain}
        </Button>
      )}
      <Button look="quiet" onClick={props.close}>
        {text.done}
      </Button>
    </div>
  );
}
