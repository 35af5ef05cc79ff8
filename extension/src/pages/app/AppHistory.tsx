import type { JSX } from 'preact';
import { useCallback, useState } from 'preact/hooks';
import type { App, Deployment, DeploymentPage } from '../ui/daemon.ts';
import { Change } from '../ui/flow/Change.tsx';
import { DeploymentRow } from '../ui/history/DeploymentRow.tsx';
import { RollbackButton } from '../ui/history/RollbackButton.tsx';
import { useDeploymentNews } from '../ui/hooks/apps.ts';
import { useEvery } from '../ui/hooks/every.ts';
import { useFetched, usePages } from '../ui/hooks/fetched.ts';
import { useNow } from '../ui/hooks/now.ts';
import { environmentOf, liveOnes } from '../ui/model/history.ts';
import type { PlanRequest } from '../ui/model/plan.ts';
import { exact } from '../ui/model/time.ts';
import { Button, Section, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { Dialog } from '../ui/parts/Dialog.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';
import { CompareBar } from './CompareBar.tsx';
import { InStep } from './drift/InStep.tsx';
import { Environments } from './Environments.tsx';
import { hrefOf } from './route.ts';

/** How long a place keeps the answer of what is live there. */
const LOOKED_AT = 10_000;

/** One app: what is live where, and everything that happened. */
export function AppHistory({ slug }: { slug: string }): JSX.Element {
  const path = `/v1/apps/${encodeURIComponent(slug)}`;
  const app = useFetched<App>(path);
  const history = usePages<Deployment>(
    slug,
    (before) => `${path}/deployments?limit=20${before === null ? '' : `&before=${before}`}`,
    (body) => {
      const { deployments, next } = body as DeploymentPage;
      return { items: deployments, next };
    },
  );
  const [request, setRequest] = useState<PlanRequest | null>(null);
  const [chosen, setChosen] = useState<Deployment[]>([]);
  const { again } = app;
  useDeploymentNews(
    slug,
    useCallback(() => {
      again();
      history.again();
    }, [again, slug]),
  );
  useEvery(LOOKED_AT, again);
  const choose = (deployment: Deployment): void =>
    setChosen((before) =>
      before.some((one) => one.deployment === deployment.deployment)
        ? before.filter((one) => one.deployment !== deployment.deployment)
        : [...before, deployment].slice(-2),
    );
  return (
    <div class="view">
      <div class="title-line">
        <ViewHeading>{slug}</ViewHeading>
        <span class="actions">
          <a class="button plain" href={hrefOf({ page: 'places' })}>
            {text.where.title}
          </a>
          <a class="button plain" href={hrefOf({ page: 'variables', slug })}>
            {text.apps.settings}
          </a>
        </span>
      </div>
      {app.trouble && !app.value && <TroubleNotice trouble={app.trouble} />}
      {app.value && <Environments app={app.value} change={setRequest} again={again} />}
      {app.value && <InStep slug={slug} />}
      <Section title={text.apps.history} aside={text.apps.newest}>
        {history.trouble && <TroubleNotice trouble={history.trouble} />}
        {!history.value && !history.trouble && <Waiting what={text.loading} />}
        {history.value?.length === 0 && <p class="soft">{text.apps.emptyHistory}</p>}
        <Rows
          deployments={history.value ?? []}
          app={app.value}
          chosen={chosen}
          choose={choose}
          change={setRequest}
        />
        {history.older && (
          <Button onClick={history.older} disabled={history.loading}>
            {text.showOlder}
          </Button>
        )}
      </Section>
      <CompareBar slug={slug} chosen={chosen} clear={() => setChosen([])} />
      {request && (
        <Dialog label={text.plan.title[request.kind](slug)} close={() => setRequest(null)}>
          <Change
            app={slug}
            request={request}
            level={2}
            close={() => {
              setRequest(null);
              app.again();
              history.again();
            }}
          />
        </Dialog>
      )}
    </div>
  );
}

interface RowsProps {
  deployments: readonly Deployment[];
  app: App | null;
  chosen: readonly Deployment[];
  choose: (deployment: Deployment) => void;
  change: (request: PlanRequest) => void;
}

function Rows({ deployments, app, chosen, choose, change }: RowsProps): JSX.Element {
  const now = useNow();
  const apps = app ? [app] : [];
  const live = liveOnes(deployments, apps);
  return (
    <ul class="rows wide">
      {deployments.map((deployment) => (
        <DeploymentRow
          key={deployment.deployment}
          deployment={deployment}
          now={now}
          live={live.has(deployment.deployment)}
          select={
            <input
              type="checkbox"
              class="row-select"
              checked={chosen.some((one) => one.deployment === deployment.deployment)}
              aria-label={text.apps.chooseRow(deployment.release, exact(deployment.startedAt))}
              onChange={() => choose(deployment)}
            />
          }
        >
          <RollbackButton
            deployment={deployment}
            environment={environmentOf(apps, deployment)}
            live={live.has(deployment.deployment)}
            change={(_, request) => change(request)}
          />
        </DeploymentRow>
      ))}
    </ul>
  );
}
