import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OpenProject, Project, Source } from '../../protocol/messages.ts';
import type { App, Deployment, DeploymentPage } from '../ui/daemon.ts';
import { DeploymentView } from '../ui/flow/DeploymentView.tsx';
import { useFetched } from '../ui/hooks/fetched.ts';
import { useNow } from '../ui/hooks/now.ts';
import { liveOnes, rollbackFrom } from '../ui/model/history.ts';
import { appHref } from '../ui/model/links.ts';
import { projectName } from '../ui/model/slug.ts';
import { Address, Button, Section, Time, ViewHeading } from '../ui/parts/basics.tsx';
import { LiveNotes } from '../ui/parts/LiveNotes.tsx';
import { WhatIsLive } from '../ui/parts/WhatIsLive.tsx';
import { text } from '../ui/strings.ts';

interface HomeProps {
  project: Project;
  open: OpenProject | null;
  app: App | null;
  start: (source: Source) => void;
  rollBack: (from: { app: string; environment: string }) => void;
  leave: () => void;
  otherWays: JSX.Element;
}

/** A project with nothing under way: what is live of it, and where to begin. */
export function Home(props: HomeProps): JSX.Element {
  const { app, open, project } = props;
  const history = useFetched<DeploymentPage>(
    app === null ? null : `/v1/apps/${encodeURIComponent(app.slug)}/deployments?limit=20`,
  ).value?.deployments;
  const newest = history?.[0];
  const [watched, setWatched] = useState<string | null>(null);
  useEffect(() => {
    if (newest?.state === 'running') {
      setWatched(newest.deployment);
    }
  }, [newest]);
  if (watched !== null) {
    return (
      <DeploymentView
        id={watched}
        level={1}
        rollBack={props.rollBack}
        readAgain={open ? () => props.start({ kind: 'builder' }) : undefined}
        close={() => {
          setWatched(null);
          props.leave();
        }}
      />
    );
  }
  return (
    <div class="view">
      <ViewHeading>
        {app?.slug ?? (open ? projectName(open.title) : text.panel.thisProject)}
      </ViewHeading>
      <p class="lead">{text.panel.startHint(text.builder[project.builder])}</p>
      <div class="actions">
        {open && (
          <Button look="primary" icon="up" onClick={() => props.start({ kind: 'builder' })}>
            {text.panel.start}
          </Button>
        )}
        {app && (
          <a class="button plain" href={appHref(app.slug)} target="_blank">
            {text.showHistory}
          </a>
        )}
      </div>
      {!open && <p class="soft">{text.panel.noTab(text.builder[project.builder])}</p>}
      {app && <Environments app={app} history={history ?? []} rollBack={props.rollBack} />}
      {props.otherWays}
    </div>
  );
}

interface EnvironmentsProps {
  app: App;
  history: readonly Deployment[];
  rollBack: HomeProps['rollBack'];
}

function Environments({ app, history, rollBack }: EnvironmentsProps): JSX.Element {
  const now = useNow();
  const live = liveOnes(history, [app]);
  return (
    <Section title={text.panel.live}>
      <ul class="choices">
        {app.environments.map((environment) => {
          const put = history.find(
            (one) => live.has(one.deployment) && one.environment === environment.name,
          );
          return (
            <li key={environment.name}>
              <span class="choice-words">
                <span>
                  <strong>{environment.name}</strong> <WhatIsLive environment={environment} />{' '}
                  {put && (
                    <span class="soft">
                      <Time at={put.startedAt} now={now} />
                    </span>
                  )}
                </span>
                {environment.url !== null && <Address url={environment.url} />}
                <LiveNotes environment={environment} />
              </span>
              {put && rollbackFrom(put, environment, true) && (
                <Button icon="back" onClick={() => rollBack(put)}>
                  {text.rollBack}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
