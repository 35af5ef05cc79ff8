import type { JSX } from 'preact';
import type { Examined } from '../../ui/daemon.ts';
import type { Fetched } from '../../ui/hooks/fetched.ts';
import { Button, Section, Waiting } from '../../ui/parts/basics.tsx';
import { Facts } from '../../ui/parts/Facts.tsx';
import { Notice, TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';

interface ConditionProps {
  name: string;
  examined: Fetched<Examined>;
}

/** Whether a place is as connecting left it. */
export function Condition({ name, examined }: ConditionProps): JSX.Element {
  const { value, trouble, loading, again } = examined;
  return (
    <Section
      title={text.where.condition}
      aside={
        <Button onClick={again} disabled={loading}>
          {text.where.lookAgain}
        </Button>
      }
    >
      <div class="form" aria-live="polite">
        {loading ? (
          <Waiting what={text.where.lookingAt(name)} />
        ) : trouble ? (
          <TroubleNotice trouble={trouble} remedy={text.where.remedies[trouble.code]} />
        ) : (
          value && <Seen name={name} examined={value} />
        )}
      </div>
    </Section>
  );
}

function Seen({ name, examined }: { name: string; examined: Examined }): JSX.Element {
  const { problems, about } = examined;
  return (
    <>
      {problems.length === 0 ? (
        <Notice tone="good">
          <p>{text.where.fine}</p>
        </Notice>
      ) : (
        <Notice tone="warn" title={text.where.problems}>
          <ul class="problem-list">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          <p>
            <a class="button plain" href={hrefOf({ page: 'connect', name })}>
              {text.where.setUpAgain}
            </a>
          </p>
        </Notice>
      )}
      {about.length > 0 && <Facts facts={about} />}
    </>
  );
}
