import type { JSX } from 'preact';
import type { App, Deployment } from '../ui/daemon.ts';
import type { useOverview } from '../ui/hooks/apps.ts';
import { useNow } from '../ui/hooks/now.ts';
import { Address, Time, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { DriftNote } from '../ui/parts/DriftNote.tsx';
import { Empty } from '../ui/parts/Empty.tsx';
import { LiveNotes } from '../ui/parts/LiveNotes.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { Thumbnail } from '../ui/parts/Thumbnail.tsx';
import { WhatIsLive } from '../ui/parts/WhatIsLive.tsx';
import { text } from '../ui/strings.ts';
import { hrefOf } from './route.ts';

interface AllAppsProps {
  overview: ReturnType<typeof useOverview>;
}

/** Every app, with what is live of it. */
export function AllApps({ overview: { value, trouble } }: AllAppsProps): JSX.Element {
  return (
    <div class="view">
      <div class="title-line">
        <ViewHeading>{text.apps.title}</ViewHeading>
        <a class="button plain" href={hrefOf({ page: 'places' })}>
          {text.where.title}
        </a>
      </div>
      {!value && (trouble ? <TroubleNotice trouble={trouble} /> : <Waiting what={text.loading} />)}
      {value?.apps.length === 0 && <Empty title={text.apps.empty} hint={text.apps.emptyHint} />}
      <ul class="cards">
        {value?.apps.map((app) => (
          <AppCard
            key={app.slug}
            app={app}
            recent={value.recent.filter((deployment) => deployment.app === app.slug)}
          />
        ))}
      </ul>
    </div>
  );
}

interface AppCardProps {
  app: App;
  /** Newest first. */
  recent: readonly Deployment[];
}

function AppCard({ app, recent }: AppCardProps): JSX.Element {
  const now = useNow();
  const newest = recent[0];
  const pictured = recent.find((deployment) => deployment.screenshot) ?? newest;
  return (
    <li class="card">
      {pictured && <Thumbnail deployment={pictured} large />}
      <div class="card-body">
        <h2>
          <a href={hrefOf({ page: 'app', slug: app.slug })}>{app.slug}</a>
        </h2>
        <ul class="card-environments">
          {app.environments.map((environment) => (
            <li key={environment.name}>
              <span>{environment.name}</span>
              <WhatIsLive environment={environment} />
              {environment.url !== null && <Address url={environment.url} />}
              <LiveNotes environment={environment} />
            </li>
          ))}
        </ul>
        <DriftNote app={app} />
        <p class="soft">
          {newest ? (
            <>
              {text.apps.lastDeployed} <Time at={newest.startedAt} now={now} />
            </>
          ) : (
            text.apps.neverDeployed
          )}
        </p>
      </div>
    </li>
  );
}
