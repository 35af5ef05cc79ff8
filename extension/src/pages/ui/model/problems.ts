import type { Trouble } from '../../../protocol/frames.ts';
import type { Deployment, Plan } from '../daemon.ts';
import { text } from '../strings.ts';

/** What a person may do about a plan that came to nothing. */
export type Answer = 'consent-unsandboxed' | 'allow-shrink' | 'try-again';

const ANSWERS: Partial<Record<string, Answer>> = {
  'sandbox.missing': 'consent-unsandboxed',
  'sandbox.refused': 'consent-unsandboxed',
  'intake.shrink': 'allow-shrink',
};

export function answerTo(plan: Plan): Answer {
  const codes = [plan.error?.code, ...plan.checks.map((check) => check.code)];
  for (const code of codes) {
    const answer = code === undefined ? undefined : ANSWERS[code];
    if (answer) {
      return answer;
    }
  }
  return 'try-again';
}

/** Whether the export and the work on main changed the same places. */
export function isConflict({ error }: Plan): boolean {
  return error?.code === 'git.conflict';
}

/** Whether the same files come to the same end until a person changes something. */
export function needsChange(plan: Plan): boolean {
  const code = plan.error?.code ?? '';
  return (
    plan.state === 'blocked' ||
    (/^(build|detect|check)\./.test(code) && code !== 'build.registry-unreachable')
  );
}

/** Whether it is the app itself that does not work, and not what is around it. */
export function isOfTheApp({ kind, error }: Deployment): boolean {
  const code = error?.code ?? '';
  return (
    kind === 'deploy' &&
    (code === 'watch.failed' ||
      code === 'watch.left-live' ||
      (code.startsWith('gate.') && code !== 'gate.no-browser' && code !== 'gate.render-failed'))
  );
}

/** The lines of a failing program, which the daemon puts first, apart from its sentence. */
export function failingLines(message: string): { lines: string[]; sentence: string } {
  const all = message.split('\n');
  return { lines: all.slice(0, -1), sentence: all.at(-1) ?? '' };
}

/** Where Freehold's program is, for a terminal in the folder that Freehold was fetched to. */
const PROGRAM = 'daemon/bin/freehold';
const COMMAND = /(?<![\w/.-])freehold(?= [a-z])/g;

/** The same words with commands that can be run without any setting up of the terminal. */
export function runnable(words: string): string {
  return words.replace(COMMAND, PROGRAM);
}

export interface Instruction {
  /** What is to be done before the command; empty when there is nothing. */
  before: string;
  command: string;
  after: string;
}

/** A remedy around a line that is to be copied as it is; null when there is none. */
export function lineIn(remedy: string): Instruction | null {
  const found = /^([^\n]+:)\n([^\n]+)\n([^\n]*)$/.exec(remedy);
  if (!found) {
    return null;
  }
  const [, before = '', command = '', after = ''] = found;
  return { before, command, after };
}

/** A remedy around the one command that it names; null when it names none. */
export function instructionIn(remedy: string): Instruction | null {
  const named =
    /^(.*?)[`'](freehold [^`']+)[`']([^`']*)$/s.exec(remedy) ??
    /^(.*?)\brun: (freehold [^.,;\n]+)(.*)$/is.exec(remedy);
  if (!named || remedy.match(COMMAND)?.length !== 1) {
    return null;
  }
  const [, before = '', command = '', after = ''] = named;
  return {
    before: before
      .replace(/(?:^|\s)(?:run:?)?\s*$/i, '')
      .replace(/,?\s+then$/i, '')
      .replace(/[\s,:;.]+$/, '')
      .trim(),
    command: runnable(command),
    // the page has a button for it
    after: after.replace(/^[\s,.;]+/, '').replace(/^then try again\.?$/, ''),
  };
}

export function asTrouble(error: unknown): Trouble {
  if (error instanceof Error && 'code' in error && 'remedy' in error) {
    return {
      code: String(error.code),
      message: error.message,
      remedy: String(error.remedy),
    };
  }
  return {
    code: 'browser.page-failed',
    message: error instanceof Error ? error.message : String(error),
    remedy: text.trouble.pageFailed,
  };
}
