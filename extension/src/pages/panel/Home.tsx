import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OpenProject, Project, Source } from '../../protocol/messages.ts';
import type { App, DeploymentPage } from '../ui/daemon.ts';
import { DeploymentView } from '../ui/flow/DeploymentView.tsx';
import { useFetched } from '../ui/hooks/fetched.ts';
import { useNow } from '../ui/hooks/now.ts';
import { appHref } from '../ui/model/links.ts';
import { stateWord } from '../ui/model/states.ts';
import { Address, Badge, Button, Section, Time, ViewHeading } from '../ui/parts/basics.tsx';
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
  const newest = useFetched<DeploymentPage>(
    app === null ? null : `/v1/apps/${encodeURIComponent(app.slug)}/deployments?limit=1`,
  ).value?.deployments[0];
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
        close={() => {
          setWatched(null);
          props.leave();
        }}
      />
    );
  }
  return (
    <div class="view">
      <ViewHeading>{app?.slug ?? open?.title ?? text.panel.thisProject}</ViewHeading>
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
      {app && <Environments app={app} newest={newest} rollBack={props.rollBack} />}
      {props.otherWays}
    </div>
  );
}

interface EnvironmentsProps {
  app: App;
  newest: DeploymentPage['deployments'][number] | undefined;
  rollBack: HomeProps['rollBack'];
}

function Environments({ app, newest, rollBack }: EnvironmentsProps): JSX.Element {
  const now = useNow();
  return (
    <Section title={text.panel.live}>
      <ul class="choices">
        {app.environments.map((environment) => (
          <li key={environment.name}>
            <span class="choice-words">
              <span>
                <strong>{environment.name}</strong>{' '}
                {environment.release === null ? (
                  <span class="soft">{text.nothingLive}</span>
                ) : (
                  <span class="release">{environment.release}</span>
                )}{' '}
                {environment.state && environment.state !== 'succeeded' && (
                  <Badge {...stateWord(environment.state)} />
                )}
              </span>
              {environment.url !== null && <Address url={environment.url} />}
              {newest?.environment === environment.name && (
                <span class="soft">
                  {text.panel.lastDeployed} <Time at={newest.startedAt} now={now} />
                </span>
              )}
            </span>
            {environment.release !== null && environment.release !== 'v1' && (
              <Button
                icon="back"
                onClick={() => rollBack({ app: app.slug, environment: environment.name })}
              >
                {text.rollBack}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
