import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Git, GitBranch, LastSync, Problem, PullReport } from '../../ui/daemon.ts';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import { useNow } from '../../ui/hooks/now.ts';
import { branchWords } from '../../ui/model/git.ts';
import { Address, Button, Time, Waiting } from '../../ui/parts/basics.tsx';
import { Notice, TroubleNotice } from '../../ui/parts/Notice.tsx';
import { RemedyLine } from '../../ui/parts/Remedy.tsx';
import { text } from '../../ui/strings.ts';
import { DisconnectGit } from './DisconnectGit.tsx';

interface ConnectedGitProps {
  /** Of the remote in the API. */
  path: string;
  git: Git;
  url: string;
  again: () => void;
}

/** How an app and its git remote stand, and what brings them together. */
export function ConnectedGit({ path, git, url, again }: ConnectedGitProps): JSX.Element {
  const client = useClient();
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState('');
  const act = useAction(async (what: 'push' | 'pull') => {
    setSaid('');
    try {
      if (what === 'push') {
        const { lastSync } = await client.api<Git>('POST', `${path}/sync`);
        setSaid(lastSync?.error ? '' : text.git.pushed);
      } else {
        const { moved, commits } = await client.api<PullReport>('POST', `${path}/pull`, {});
        setSaid(moved ? text.git.pulled(commits) : text.git.nothingNew);
      }
    } finally {
      again();
    }
  });
  return (
    <>
      <p>
        {text.git.connectedTo}{' '}
        {git.page === null ? <span class="mono">{url}</span> : <Address url={git.page} />}
      </p>
      <ul class="git-branches">
        {git.branches.map((branch) => (
          <Branch key={branch.name} branch={branch} />
        ))}
      </ul>
      {git.lastSync ? (
        <LastPush last={git.lastSync} branches={git.branches} />
      ) : (
        <p class="soft">{text.git.neverPushed}</p>
      )}
      {act.busy && <Waiting what={text.git.working} />}
      {act.trouble && <TroubleNotice trouble={act.trouble} />}
      <p class="said" role="status">
        {said}
      </p>
      <div class="actions">
        <Button onClick={() => act.run('push')} disabled={act.busy}>
          {text.git.push}
        </Button>
        <Button onClick={() => act.run('pull')} disabled={act.busy}>
          {text.git.pull}
        </Button>
        <Button look="quiet" onClick={() => setAsked(true)} disabled={act.busy}>
          {text.git.disconnectAsk}
        </Button>
      </div>
      {asked && (
        <DisconnectGit path={path} url={url} close={() => setAsked(false)} disconnected={again} />
      )}
    </>
  );
}

function Branch({ branch }: { branch: GitBranch }): JSX.Element {
  return (
    <li>
      <p>
        <code>{branch.name}</code> <span class="soft">{branchWords(branch)}</span>
      </p>
      {branch.trouble && <ToDo problem={branch.trouble} />}
    </li>
  );
}

interface LastPushProps {
  last: LastSync;
  branches: readonly GitBranch[];
}

function LastPush({ last, branches }: LastPushProps): JSX.Element {
  const now = useNow();
  const { at, error, proposal } = last;
  const isSaid = branches.some(({ trouble }) => trouble?.message === error?.message);
  return (
    <>
      <p class="soft">
        {error ? text.git.triedAt : text.git.pushedAt} <Time at={at} now={now} />
      </p>
      {proposal && (
        <p>
          {text.git.proposed} <Address url={proposal.page} />
        </p>
      )}
      {error && !isSaid && <ToDo problem={error} />}
    </>
  );
}

function ToDo({ problem }: { problem: Problem }): JSX.Element {
  return (
    <Notice tone="warn">
      <p>{problem.message}</p>
      <RemedyLine remedy={text.git.remedies[problem.code] ?? problem.remedy} />
    </Notice>
  );
}
