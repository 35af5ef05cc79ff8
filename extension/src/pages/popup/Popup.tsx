import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Change } from '../ui/flow/Change.tsx';
import { useWorld } from '../ui/hooks/context.ts';
import { settingsHref } from '../ui/model/links.ts';
import type { PlanRequest } from '../ui/model/plan.ts';
import { WhenConnected } from '../ui/parts/Connection.tsx';
import { Icon, Mark } from '../ui/parts/Icon.tsx';
import { text } from '../ui/strings.ts';
import { OpenProjects } from './OpenProjects.tsx';
import { Recent } from './Recent.tsx';

interface Going {
  app: string;
  request: PlanRequest;
  times: number;
}

/** Every app's history at any time, also with no builder open. */
export function Popup(): JSX.Element {
  const { projects, jobs } = useWorld();
  const [going, setGoing] = useState<Going | null>(null);
  const change = (app: string, request: PlanRequest): void =>
    setGoing({ app, request, times: (going?.times ?? 0) + 1 });
  return (
    <div class="page popup">
      <header class="page-head">
        <Mark />
        <span class="page-name">{text.freehold}</span>
        <a class="icon-link" href={settingsHref()} target="_blank" aria-label={text.settings.title}>
          <Icon name="gear" />
        </a>
      </header>
      <main>
        <WhenConnected>
          {going ? (
            <Change
              key={going.times}
              app={going.app}
              request={going.request}
              close={() => setGoing(null)}
              rollBack={(deployment) =>
                change(deployment.app, {
                  kind: 'rollback',
                  environment: deployment.environment,
                })
              }
            />
          ) : (
            <>
              <h1 class="unseen">{text.popup.title}</h1>
              <OpenProjects projects={projects} jobs={jobs ?? []} />
              <Recent change={change} />
            </>
          )}
        </WhenConnected>
      </main>
    </div>
  );
}
