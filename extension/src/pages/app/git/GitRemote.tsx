import type { JSX } from 'preact';
import type { Git } from '../../ui/daemon.ts';
import { useFetched } from '../../ui/hooks/fetched.ts';
import { Section, Waiting } from '../../ui/parts/basics.tsx';
import { TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { ConnectGit } from './ConnectGit.tsx';
import { ConnectedGit } from './ConnectedGit.tsx';

/** The git remote of an app: what it is connected to, or how to connect it. */
export function GitRemote({ slug }: { slug: string }): JSX.Element {
  const path = `/v1/apps/${encodeURIComponent(slug)}/git`;
  const { value, trouble, again } = useFetched<Git>(path);
  return (
    <Section title={text.git.title}>
      {trouble && <TroubleNotice trouble={trouble} />}
      {!value && !trouble && <Waiting what={text.loading} />}
      {value &&
        (value.url === null ? (
          <ConnectGit path={path} again={again} />
        ) : (
          <ConnectedGit path={path} git={value} url={value.url} again={again} />
        ))}
    </Section>
  );
}
