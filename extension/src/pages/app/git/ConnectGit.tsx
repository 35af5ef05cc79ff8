import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { GitLook } from '../../ui/daemon.ts';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import { wantedOf } from '../../ui/model/git.ts';
import { Arrived } from '../../ui/parts/Arrived.tsx';
import { Button, Waiting } from '../../ui/parts/basics.tsx';
import { Field } from '../../ui/parts/Field.tsx';
import { Notice, TroubleNotice } from '../../ui/parts/Notice.tsx';
import { RemedyLine } from '../../ui/parts/Remedy.tsx';
import { text } from '../../ui/strings.ts';

interface ConnectGitProps {
  path: string;
  again: () => void;
}

/** Asks what to connect to, shows what it would do, and does it once that was agreed to. */
export function ConnectGit({ path, again }: ConnectGitProps): JSX.Element {
  const client = useClient();
  const [entered, setEntered] = useState('');
  const [seen, setSeen] = useState<GitLook | null>(null);
  const look = useAction(async () => {
    setSeen(null);
    setSeen(await client.api<GitLook>('POST', `${path}/looks`, wantedOf(entered)));
  });
  const connect = useAction(async ({ hash }: GitLook) => {
    await client.api('PUT', path, { ...wantedOf(entered), hash });
    again();
  });
  const busy = look.busy || connect.busy;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        look.run();
      }}
    >
      <p class="soft">{text.git.notConnected}</p>
      <fieldset class="bare" disabled={busy}>
        <Field
          label={text.git.repository}
          value={entered}
          onInput={(value) => {
            setEntered(value);
            setSeen(null);
          }}
          mono
          hint={text.git.repositoryHint}
        />
      </fieldset>
      {look.trouble && <TroubleNotice trouble={look.trouble} />}
      {seen && (
        <Arrived>
          <Seen seen={seen} />
        </Arrived>
      )}
      {connect.trouble && <TroubleNotice trouble={connect.trouble} />}
      {busy && <Waiting what={look.busy ? text.git.looking : text.git.working} />}
      <div class="actions">
        {seen && (
          <Button
            look="primary"
            onClick={() => connect.run(seen)}
            disabled={busy || seen.obstacles.some(({ certain }) => certain)}
          >
            {text.git.connect}
          </Button>
        )}
        <Button
          look={seen ? 'plain' : 'primary'}
          type="submit"
          disabled={busy || entered.trim() === ''}
        >
          {seen ? text.git.lookAgain : text.git.look}
        </Button>
      </div>
    </form>
  );
}

/** What connecting would do. */
function Seen({ seen }: { seen: GitLook }): JSX.Element {
  const { url, made, isPrivate, login, branches, tagCount, obstacles } = seen;
  return (
    <div class="form">
      <p>
        <strong>{text.git.would}</strong> <span class="mono">{url}</span>
      </p>
      <ul class="problem-list">
        <li>{made ? text.git.made : isPrivate === false ? text.git.isPublic : text.git.isThere}</li>
        {branches.map(({ name, state }) => (
          <li key={name}>
            <code>{name}</code>: {text.git.means[state]}
          </li>
        ))}
        {tagCount > 0 && <li>{text.git.tags(tagCount)}</li>}
        <li>{text.git.login(login)}</li>
      </ul>
      {obstacles.map(({ sentence, remedy }) => (
        <Notice key={sentence} tone="warn">
          <p>{sentence}</p>
          <RemedyLine remedy={remedy} />
        </Notice>
      ))}
    </div>
  );
}
