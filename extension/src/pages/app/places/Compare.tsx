import type { JSX } from 'preact';
import type { Confirmation } from '../../ui/daemon.ts';
import { Button, ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { text } from '../../ui/strings.ts';

interface CompareProps {
  asked: Confirmation;
  busy: boolean;
  yes: () => void;
  no: () => void;
}

/** What only a person can tell: whether a place is the one that is meant. */
export function Compare({ asked, busy, yes, no }: CompareProps): JSX.Element {
  return (
    <div class="form">
      <ViewHeading key="compare">{text.where.compare}</ViewHeading>
      <p>{asked.question}</p>
      <pre class="to-compare" tabIndex={0} aria-label={text.where.toCompare}>
        {asked.shown}
      </pre>
      <p class="soft">{asked.help}</p>
      {busy && <Waiting what={text.where.looking} />}
      <div class="actions">
        <Button look="primary" onClick={yes} disabled={busy}>
          {text.where.same}
        </Button>
        <Button onClick={no} disabled={busy}>
          {text.where.notSame}
        </Button>
      </div>
    </div>
  );
}
