import type { JSX } from 'preact';
import type { Environment } from '../daemon.ts';
import { linkTarget, placeHref } from '../model/links.ts';
import { notesOf, type LiveNote } from '../model/live.ts';
import { text } from '../strings.ts';
import { Icon } from './Icon.tsx';

/** What is live and not as this computer left it, and what to do; nothing while all is well. */
export function LiveNotes({ environment }: { environment: Environment }): JSX.Element | null {
  const notes = notesOf(environment);
  return notes.length === 0 ? null : (
    <div class="live-notes">
      {notes.map((note) => (
        <LiveNoteLine key={note.words} note={note} />
      ))}
    </div>
  );
}

function LiveNoteLine({ note: { tone, words, takeOver } }: { note: LiveNote }): JSX.Element {
  return (
    <p class={`live-note ${tone}`}>
      <Icon name={tone === 'bad' ? 'cross' : 'warn'} />
      <span>
        {words}
        {takeOver !== null && (
          <>
            {' '}
            <a href={placeHref(takeOver)} target={linkTarget()}>
              {text.live.takeOver}
            </a>
          </>
        )}
      </span>
    </p>
  );
}
