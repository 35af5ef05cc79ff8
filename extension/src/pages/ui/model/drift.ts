import type { Behind, Drift, EnvironmentDrift } from '../daemon.ts';
import { text } from '../strings.ts';

/** One thing to say of how something stands to what comes before it. */
export interface Stand {
  tone: 'good' | 'warn' | 'quiet';
  words: string;
}

const IN_STEP: Stand = { tone: 'good', words: text.drift.inStep };

export function differs(behind: Behind | null): behind is Behind {
  return behind !== null && behind.commits + behind.files > 0;
}

function amount({ commits, files }: Behind): string {
  return commits > 0 ? text.drift.changes(commits) : text.drift.files(files);
}

function warn(words: string): Stand {
  return { tone: 'warn', words };
}

export function builderStands({ head, unmerged }: Drift['builder']): Stand[] {
  if (head === null) {
    return [{ tone: 'quiet', words: text.drift.noExport }];
  }
  return [differs(unmerged) ? warn(text.drift.unmerged(amount(unmerged))) : IN_STEP];
}

export function sourceStands({ behind, trouble }: NonNullable<Drift['source']>): Stand[] {
  return orInStep([
    ...(differs(behind) ? [warn(text.drift.notTaken(amount(behind)))] : []),
    ...(trouble ? [warn(text.drift.trouble)] : []),
  ]);
}

export function remoteStands({ ahead, behind, trouble }: NonNullable<Drift['remote']>): Stand[] {
  return orInStep([
    ...(ahead > 0 ? [warn(text.drift.notPushed(text.drift.changes(ahead)))] : []),
    ...(behind > 0 ? [warn(text.drift.notPulled(text.drift.changes(behind)))] : []),
    ...(trouble ? [warn(text.drift.trouble)] : []),
  ]);
}

export function environmentStands(environment: EnvironmentDrift): Stand[] {
  const { release, behind, variables, outside } = environment;
  const quiet: Stand[] =
    release === null
      ? [{ tone: 'quiet', words: text.drift.nothingLive }]
      : behind === null
        ? [{ tone: 'quiet', words: text.drift.notKnown }]
        : [];
  const found = [
    ...quiet,
    ...(differs(behind) ? [warn(text.drift.behind(amount(behind)))] : []),
    ...(variables.length > 0 ? [warn(text.drift.variables(variables.length))] : []),
    ...(outside.length > 0 ? [warn(text.drift.outside)] : []),
  ];
  return orInStep(found);
}

function orInStep(found: Stand[]): Stand[] {
  return found.length === 0 ? [IN_STEP] : found;
}
