import type { JSX } from 'preact';
import type { Deployment } from '../ui/daemon.ts';
import { DeploymentRow } from '../ui/history/DeploymentRow.tsx';
import { RollbackButton } from '../ui/history/RollbackButton.tsx';
import { useOverview, type Overview } from '../ui/hooks/apps.ts';
import { useNow } from '../ui/hooks/now.ts';
import { environmentOf, liveOnes } from '../ui/model/history.ts';
import { appHref } from '../ui/model/links.ts';
import type { PlanRequest } from '../ui/model/plan.ts';
import { Section, Waiting } from '../ui/parts/basics.tsx';
import { DriftNote } from '../ui/parts/DriftNote.tsx';
import { Empty } from '../ui/parts/Empty.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';
import { WorthALook } from './WorthALook.tsx';

const OF_EACH_APP = 5;

interface RecentProps {
  change: (app: string, request: PlanRequest) => void;
}

/** What was deployed last, of all apps. */
export function Recent({ change }: RecentProps): JSX.Element {
  const { value, trouble } = useOverview(OF_EACH_APP);
  const now = useNow();
  if (!value) {
    return (
      <div class="view">
        {trouble ? <TroubleNotice trouble={trouble} /> : <Waiting what={text.loading} />}
      </div>
    );
  }
  if (value.recent.length === 0) {
    return <Empty title={text.popup.empty} hint={text.popup.emptyHint} />;
  }
  const live = liveOnes(value.recent, value.apps);
  return (
    <>
      <WorthALook apps={value.apps} />
      <Section
        title={text.popup.recent}
        aside={
          <a href={appHref()} target="_blank">
            {text.popup.allApps}
          </a>
        }
      >
        <ul class="rows">
          {value.recent.map((deployment) => (
            <DeploymentRow
              key={deployment.deployment}
              deployment={deployment}
              now={now}
              live={live.has(deployment.deployment)}
              withApp
              note={noteOf(deployment, value)}
            >
              <RollbackButton
                deployment={deployment}
                environment={environmentOf(value.apps, deployment)}
                live={live.has(deployment.deployment)}
                change={change}
              />
            </DeploymentRow>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** Once for each app, at what was deployed last. */
function noteOf(deployment: Deployment, { apps, recent }: Overview): JSX.Element | undefined {
  const app = apps.find(({ slug }) => slug === deployment.app);
  const newest = recent.find((one) => one.app === deployment.app);
  return app && newest === deployment ? <DriftNote app={app} /> : undefined;
}
