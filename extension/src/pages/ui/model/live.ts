import type { Environment, LiveServer } from '../daemon.ts';
import { text } from '../strings.ts';

export interface LiveNote {
  tone: 'bad' | 'warn';
  words: string;
  /** The place where what another machine did can be taken over. */
  takeOver: string | null;
}

/** What is live and not as this computer left it; nobody wants to read that all is well. */
export function notesOf({ target, servers, switchedElsewhere }: Environment): LiveNote[] {
  return [
    ...(switchedElsewhere
      ? [{ tone: 'warn' as const, words: text.live.switchedElsewhere, takeOver: target }]
      : []),
    ...servers.filter(({ state }) => state !== 'ready').map(noteOf),
  ];
}

function noteOf({ name, state, problem }: LiveServer): LiveNote {
  const said =
    state === 'unknown' ? text.live.notAsked(name) : text.live.server(name, text.live.is[state]);
  const why = problem?.split('\n')[0] ?? '';
  return {
    tone: state === 'down' ? 'bad' : 'warn',
    words: why === '' ? `${said}.` : `${said}: ${why}`,
    takeOver: null,
  };
}
