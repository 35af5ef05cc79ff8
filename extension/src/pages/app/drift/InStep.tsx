import type { JSX } from 'preact';
import type { Drift } from '../../ui/daemon.ts';
import { useDeploymentNews } from '../../ui/hooks/apps.ts';
import { useEvery } from '../../ui/hooks/every.ts';
import { useFetched } from '../../ui/hooks/fetched.ts';
import {
  builderStands,
  environmentStands,
  remoteStands,
  sourceStands,
  type Stand,
} from '../../ui/model/drift.ts';
import { Button, Section, Waiting } from '../../ui/parts/basics.tsx';
import { Icon } from '../../ui/parts/Icon.tsx';
import { TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { DriftDetails } from './DriftDetails.tsx';

const LOOKED_AT = 60_000;

/** How far the builder, main and each environment are apart; nothing where the daemon can't tell. */
export function InStep({ slug }: { slug: string }): JSX.Element | null {
  const { value, trouble, loading, again } = useFetched<Drift>(
    `/v1/apps/${encodeURIComponent(slug)}/drift`,
  );
  useDeploymentNews(slug, again);
  useEvery(LOOKED_AT, again);
  // an older daemon, or an app that the page has said already that there is none
  if (trouble && ['api.not-found', 'app.unknown'].includes(trouble.code)) {
    return null;
  }
  return (
    <Section
      title={text.drift.title}
      aside={
        <Button onClick={again} disabled={loading}>
          {text.drift.lookAgain}
        </Button>
      }
    >
      {trouble && <TroubleNotice trouble={trouble} />}
      {!value && !trouble && <Waiting what={text.drift.looking} />}
      {value && (
        <>
          <Line drift={value} />
          <DriftDetails drift={value} />
        </>
      )}
    </Section>
  );
}

/** What comes from where: the builder and git, main, and what visitors get. */
function Line({ drift }: { drift: Drift }): JSX.Element {
  const { builder, source, remote, main, environments } = drift;
  return (
    <ol class="drift">
      <li>
        {(builder.head !== null || source === null) && (
          <Box title={text.drift.builder} stands={builderStands(builder)} />
        )}
        {source && (
          <Box title={text.drift.source} about={source.branch} stands={sourceStands(source)} />
        )}
        {remote && <Box title={text.drift.remote} stands={remoteStands(remote)} />}
      </li>
      <li>
        <Box title={text.drift.main} about={main?.slice(0, 10) ?? text.drift.empty} stands={[]} />
      </li>
      <li>
        {environments.map((environment) => (
          <Box
            key={environment.name}
            title={environment.name}
            about={environment.release ?? ''}
            stands={environmentStands(environment)}
          />
        ))}
      </li>
    </ol>
  );
}

interface BoxProps {
  title: string;
  about?: string;
  stands: readonly Stand[];
}

const ICONS = { good: 'check', warn: 'warn', quiet: 'dot' } as const;

function Box({ title, about = '', stands }: BoxProps): JSX.Element {
  return (
    <div class="drift-box">
      <p>
        <strong>{title}</strong> {about !== '' && <span class="soft mono">{about}</span>}
      </p>
      {stands.map(({ tone, words }) => (
        <p key={words} class={`drift-stand ${tone}`}>
          <Icon name={ICONS[tone]} />
          <span>{words}</span>
        </p>
      ))}
    </div>
  );
}
