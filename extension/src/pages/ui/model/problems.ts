import type { Trouble } from '../../../protocol/frames.ts';
import type { Plan } from '../daemon.ts';
import { text } from '../strings.ts';

/** What a person may do about a plan that came to nothing. */
export type Answer = 'consent-build' | 'consent-unsandboxed' | 'allow-shrink' | 'try-again';

const ANSWERS: Partial<Record<string, Answer>> = {
  'build.consent': 'consent-build',
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

/** The lines of a failing program, which the daemon puts first, apart from its sentence. */
export function failingLines(message: string): { lines: string[]; sentence: string } {
  const all = message.split('\n');
  return { lines: all.slice(0, -1), sentence: all.at(-1) ?? '' };
}

/** The command that a remedy names, `in backquotes` or 'in quotes'. */
export function commandIn(remedy: string): string | null {
  return /[`'](freehold [^`']+)[`']/.exec(remedy)?.[1] ?? null;
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
