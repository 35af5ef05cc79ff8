import type { JSX } from 'preact';
import type { Environment } from '../daemon.ts';
import { stateWord } from '../model/states.ts';
import { text } from '../strings.ts';
import { Badge } from './basics.tsx';

/** What visitors get, and apart from it how the last deployment went when it did not go well. */
export function WhatIsLive({ environment }: { environment: Environment }): JSX.Element {
  const { release, state, switchedElsewhere } = environment;
  return (
    <>
      {release === null ? (
        <span class="soft">{text.nothingLive}</span>
      ) : (
        <span>
          <span class="soft">{switchedElsewhere ? text.lastKnownIs : text.liveIs}</span>{' '}
          <span class="release">{release}</span>
        </span>
      )}
      {state && state !== 'succeeded' && (
        <Badge word={text.lastDeployment[state]} tone={stateWord(state).tone} />
      )}
    </>
  );
}
