import type { JSX } from 'preact';
import { count } from '../../ui/model/amounts.ts';
import type { Solution } from '../../ui/model/conflicts.ts';
import { Section, ViewHeading } from '../../ui/parts/basics.tsx';
import { text } from '../../ui/strings.ts';
import { Onward } from './Onward.tsx';

export interface Outcome {
  solution: Solution;
  /** The head of main with it. */
  main: string;
}

interface SettledViewProps {
  slug: string;
  environment: string | null;
  outcome: Outcome;
}

/** What became of the conflicts, and what can be done now. */
export function SettledView({ slug, environment, outcome }: SettledViewProps): JSX.Element {
  const { take, own } = outcome.solution;
  const paths = Object.entries(take);
  return (
    <div class="view">
      <ViewHeading key="settled" tone="good">
        {text.conflicts.settled(slug)}
      </ViewHeading>
      <p class="lead">
        {text.conflicts.settledHint} <span class="mono">{outcome.main.slice(0, 10)}</span>
      </p>
      <Onward slug={slug} environment={environment} plan />
      <Section title={text.conflicts.whatWasTaken} aside={count(paths.length, text.conflicts.file)}>
        <ul class="names">
          {paths.map(([path, side]) => (
            <li key={path}>
              <code>{path}</code>
              <span class="change">
                {text.conflicts.taken[side]}
                {own.includes(path) && ` ${text.conflicts.ownedNow}`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
