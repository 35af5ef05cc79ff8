import type { GitBranch } from '../daemon.ts';
import { text } from '../strings.ts';

/** The body that says what to connect to: a name at GitHub, or an address. */
export type Wanted = { github: string } | { remote: string };

const NAME_AT_GITHUB = /^[\w.-]+\/[\w.-]+$/;

/** The daemon has the last word on what is a name and what an address. */
export function wantedOf(entered: string): Wanted {
  const name = entered.trim();
  return NAME_AT_GITHUB.test(name) ? { github: name } : { remote: name };
}

export function branchWords({ state, ahead, behind }: GitBranch): string {
  return text.git.state[state](ahead, behind);
}
