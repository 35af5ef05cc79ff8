import type { ComponentChildren, JSX } from 'preact';
import type { Behind, Drift, EnvironmentDrift, Problem } from '../../ui/daemon.ts';
import { useNow } from '../../ui/hooks/now.ts';
import { differs } from '../../ui/model/drift.ts';
import { Fold, Time } from '../../ui/parts/basics.tsx';
import { Path } from '../../ui/parts/Files.tsx';
import { Notice } from '../../ui/parts/Notice.tsx';
import { RemedyLine } from '../../ui/parts/Remedy.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';

/** What exactly is not in step, folded away; nothing while all is. */
export function DriftDetails({ drift }: { drift: Drift }): JSX.Element {
  const { app, builder, source, remote, environments } = drift;
  return (
    <div class="stack">
      {differs(builder.unmerged) && (
        <Details title={text.drift.details.builder} behind={builder.unmerged}>
          <p>
            {text.drift.unmergedHint}{' '}
            <a href={hrefOf({ page: 'conflicts', slug: app, environment: null })}>
              {text.conflicts.settleThem}
            </a>
          </p>
        </Details>
      )}
      {source && (differs(source.behind) || source.trouble) && (
        <Details title={text.drift.details.source} behind={source.behind}>
          <From url={source.url} lookedAt={source.lookedAt} trouble={source.trouble} />
        </Details>
      )}
      {remote && (remote.ahead > 0 || remote.behind > 0 || remote.trouble) && (
        <Details title={text.drift.details.remote} behind={null}>
          <From url={remote.url} lookedAt={remote.lookedAt} trouble={remote.trouble} />
        </Details>
      )}
      {environments
        .filter(
          ({ behind, variables, outside }) =>
            differs(behind) || variables.length > 0 || outside.length > 0,
        )
        .map((environment) => (
          <Details
            key={environment.name}
            title={text.drift.details.environment(environment.name)}
            behind={environment.behind}
          >
            <OfEnvironment environment={environment} />
          </Details>
        ))}
    </div>
  );
}

interface DetailsProps {
  title: string;
  behind: Behind | null;
  children: ComponentChildren;
}

function Details({ title, behind, children }: DetailsProps): JSX.Element {
  const some = differs(behind) ? behind : null;
  return (
    <Fold title={title} aside={some ? text.drift.files(some.files) : undefined}>
      {children}
      {some && <FilesBehind behind={some} />}
    </Fold>
  );
}

function FilesBehind({ behind }: { behind: Behind }): JSX.Element {
  const left = behind.files - behind.paths.length;
  return (
    <ul class="paths">
      {behind.paths.map(({ path, change }) => (
        <li key={path}>
          <Path path={path} change={change} />
        </li>
      ))}
      {left > 0 && <li class="hint">{text.andMore(left)}</li>}
    </ul>
  );
}

interface FromProps {
  url: string;
  lookedAt: string | null;
  trouble: Problem | null;
}

function From({ url, lookedAt, trouble }: FromProps): JSX.Element {
  const now = useNow();
  return (
    <>
      <p class="soft">
        <span class="mono">{url}</span>
        {lookedAt !== null && (
          <>
            {' '}
            {text.drift.lookedAt} <Time at={lookedAt} now={now} />
          </>
        )}
      </p>
      {trouble && <ToDo message={trouble.message} remedy={trouble.remedy} />}
    </>
  );
}

function OfEnvironment({ environment }: { environment: EnvironmentDrift }): JSX.Element {
  const { variables, outside } = environment;
  return (
    <>
      {outside.map(({ message, remedy }) => (
        <ToDo key={message} message={message} remedy={remedy} />
      ))}
      {variables.length > 0 && (
        <>
          <p>{text.drift.variablesHint}</p>
          <ul class="names">
            {variables.map(({ name, change }) => (
              <li key={name}>
                <code>{name}</code>
                <span class={`change ${change}`}>{text.changed[change]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function ToDo({ message, remedy }: { message: string; remedy: string }): JSX.Element {
  return (
    <Notice tone="warn">
      <p>{message}</p>
      <RemedyLine remedy={remedy} />
    </Notice>
  );
}
