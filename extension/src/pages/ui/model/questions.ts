import type { Check, Plan, Question } from '../daemon.ts';
import { missingVariable } from './plan.ts';

/** Blocks only until its question is answered. */
const ASKED = 'check.baked-variable';

/** A Freehold that is older than these pages asks nothing. */
export function questionsOf(plan: Plan): Question[] {
  return plan.questions ?? [];
}

export function asksToBuild(questions: readonly Question[]): boolean {
  return questions.some(isAboutBuilding);
}

/** It has words of its own; other consents and offers are agreed to one by one. */
export function isAboutBuilding({ kind, name }: Question): boolean {
  return kind === 'consent' && name === 'build';
}

/** What is wrong or may be, apart from what a question asks. */
export function findingsOf(plan: Plan): Check[] {
  const offered = questionsOf(plan).some((question) => question.kind === 'offer');
  return plan.checks.filter(
    (check) => check.severity !== 'info' && !(offered && check.code === ASKED),
  );
}

/** What is only read in the sources. */
export function notesOf(plan: Plan): Check[] {
  return plan.checks.filter((check) => check.severity === 'info');
}

/** How many findings the plan has besides those that came with it. */
export function findingsLeftOut({ checks, checksCount }: Plan): number {
  return Math.max(0, checksCount - checks.filter((check) => check.severity !== 'info').length);
}

export function findingsCount(plan: Plan): number {
  return findingsOf(plan).length + findingsLeftOut(plan);
}

/** Whether it waits for answers, and for nothing else. */
export function waitsForAnswers(plan: Plan): boolean {
  return (
    plan.state === 'blocked' &&
    questionsOf(plan).some((question) => question.needed) &&
    !plan.checks.some((check) => check.severity === 'error' && check.code !== ASKED)
  );
}

/** Whether a question asks for the variable that this check is about. */
export function isAskedFor(plan: Plan, check: Check): boolean {
  const name = missingVariable(check);
  return questionsOf(plan).some((question) => question.kind === 'value' && question.name === name);
}

/** What the offers that are taken up become, in the form of the override `with`. */
export function withOffers(before: string | undefined, offers: readonly string[]): string {
  const taken = (before ?? '').split(',').filter((offer) => offer !== '');
  return [...new Set([...taken, ...offers])].join(',');
}
