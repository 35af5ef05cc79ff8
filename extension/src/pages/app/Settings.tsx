import type { JSX } from 'preact';
import type { App, Status } from '../ui/daemon.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { useNow } from '../ui/hooks/now.ts';
import { Badge, Section, Time, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';
import { Doctor } from './Doctor.tsx';
import { hrefOf } from './route.ts';

/** What concerns no single app: the daemon, and whether all it needs is there. */
export function Settings({ apps }: { apps: readonly App[] }): JSX.Element {
  return (
    <div class="view">
      <ViewHeading>{text.settings.title}</ViewHeading>
      <Section title={text.settings.appsTitle}>
        {apps.length === 0 ? (
          <p class="soft">{text.settings.noApps}</p>
        ) : (
          <ul class="links">
            {apps.map(({ slug, environments }) => (
              <li key={slug}>
                <a href={hrefOf({ page: 'variables', slug })}>{slug}</a>
                <span class="soft">{environments.map((one) => one.name).join(', ')}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <DaemonStatus />
      <Doctor />
    </div>
  );
}

function DaemonStatus(): JSX.Element {
  const { value, trouble } = useFetched<Status>('/v1/status');
  const now = useNow();
  return (
    <Section
      title={text.settings.daemon}
      aside={value && <Badge word={text.settings.running} tone="good" />}
    >
      {trouble && <TroubleNotice trouble={trouble} />}
      {!value ? (
        !trouble && <Waiting what={text.loading} />
      ) : (
        <dl class="facts">
          <dt>{text.settings.version}</dt>
          <dd>{value.version}</dd>
          <dt>{text.settings.runningSince}</dt>
          <dd>
            <Time at={value.startedAt} now={now} />
          </dd>
          <dt>{text.settings.home}</dt>
          <dd class="mono">{value.home}</dd>
          <dt>{text.settings.serving}</dt>
          <dd>
            {value.serving ? text.settings.servingOn(value.serving.port) : text.settings.notServing}
          </dd>
        </dl>
      )}
    </Section>
  );
}
