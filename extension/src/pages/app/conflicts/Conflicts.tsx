import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useConflicts } from '../../ui/hooks/conflicts.ts';
import type { Solution } from '../../ui/model/conflicts.ts';
import { ViewHeading, Waiting } from '../../ui/parts/basics.tsx';
import { Notice, TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { hrefOf } from '../route.ts';
import { Onward } from './Onward.tsx';
import { SettledView, type Outcome } from './SettledView.tsx';
import { Settling } from './Settling.tsx';

interface ConflictsProps {
  slug: string;
  /** What a plan was made for; null when nobody came from one. */
  environment: string | null;
}

/** Where the builder's export and the work on main are in each other's way, and who gives way. */
export function Conflicts({ slug, environment }: ConflictsProps): JSX.Element {
  const { value, trouble, again } = useConflicts(slug);
  const [moves, setMoves] = useState(0);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (outcome) {
    return <SettledView slug={slug} environment={environment} outcome={outcome} />;
  }
  return (
    <div class="view">
      <a class="up" href={hrefOf({ page: 'app', slug })}>
        {text.compare.back(slug)}
      </a>
      {!value && (
        <>
          <ViewHeading>{text.conflicts.title(slug)}</ViewHeading>
          {trouble ? <TroubleNotice trouble={trouble} /> : <Waiting what={text.loading} />}
        </>
      )}
      {moves > 0 && (
        <div role="alert">
          <Notice tone="warn" title={text.conflicts.moved}>
            <p>{text.conflicts.movedHint}</p>
          </Notice>
        </div>
      )}
      {value &&
        (value.files.length === 0 ? (
          <Nothing slug={slug} environment={environment} pending={value.pending} />
        ) : (
          <Settling
            // what was chosen is about these heads only
            key={`${value.main ?? ''} ${value.builder ?? ''} ${moves}`}
            slug={slug}
            conflicts={value}
            moved={() => {
              setMoves(moves + 1);
              again();
            }}
            settled={(solution: Solution, { main }) => setOutcome({ solution, main })}
          />
        ))}
    </div>
  );
}

function Nothing(props: ConflictsProps & { pending: boolean }): JSX.Element {
  const { slug, environment, pending } = props;
  return (
    <>
      <ViewHeading key="nothing">{text.conflicts.nothing(slug)}</ViewHeading>
      <p class="lead">{pending ? text.conflicts.noneLeft : text.conflicts.allMerged}</p>
      <Onward slug={slug} environment={environment} plan={!pending} />
    </>
  );
}
