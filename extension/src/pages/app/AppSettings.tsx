import type { JSX } from 'preact';
import type { App, Environment } from '../ui/daemon.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { Address, Section, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';
import { GitRemote } from './git/GitRemote.tsx';
import { hrefOf } from './route.ts';
import { EnvironmentVariables } from './Variables.tsx';

/** One app's environments, their targets and their variables. */
export function AppSettings({ slug }: { slug: string }): JSX.Element {
  const { value: app, trouble } = useFetched<App>(`/v1/apps/${encodeURIComponent(slug)}`);
  return (
    <div class="view">
      <a class="up" href={hrefOf({ page: 'app', slug })}>
        {text.compare.back(slug)}
      </a>
      <ViewHeading>{text.settings.ofApp(slug)}</ViewHeading>
      {trouble && !app && <TroubleNotice trouble={trouble} />}
      {!app && !trouble && <Waiting what={text.loading} />}
      {app && (
        <>
          <Section title={text.settings.environments}>
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">{text.settings.environment}</th>
                  <th scope="col">{text.settings.target}</th>
                  <th scope="col">{text.settings.live}</th>
                  <th scope="col">{text.settings.address}</th>
                </tr>
              </thead>
              <tbody>
                {app.environments.map((environment) => (
                  <tr key={environment.name}>
                    <th scope="row">{environment.name}</th>
                    <td>{text.where.name(environment.target)}</td>
                    <td>{released(environment)}</td>
                    <td>{environment.url !== null && <Address url={environment.url} />}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
          <GitRemote slug={slug} />
          <p class="soft">{text.settings.variablesHint}</p>
          {app.environments.map((environment) => (
            <EnvironmentVariables
              key={environment.name}
              at={{ app: slug, environment: environment.name }}
            />
          ))}
        </>
      )}
    </div>
  );
}

function released({ release, switchedElsewhere }: Environment): string {
  if (release === null) {
    return text.nothingLive;
  }
  return switchedElsewhere ? text.lastKnown(release) : release;
}
