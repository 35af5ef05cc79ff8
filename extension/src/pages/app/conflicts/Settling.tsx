import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Conflicts, Settled, Side } from '../../ui/daemon.ts';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import {
  chosen,
  solutionOf,
  takeAll,
  type Choices,
  type Solution,
} from '../../ui/model/conflicts.ts';
import { asTrouble } from '../../ui/model/problems.ts';
import { Button, Section, ViewHeading } from '../../ui/parts/basics.tsx';
import { TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';
import { Checkout } from './Checkout.tsx';
import { FileConflict } from './FileConflict.tsx';

interface SettlingProps {
  slug: string;
  conflicts: Conflicts;
  /** The conflicts are no longer these. */
  moved: () => void;
  settled: (solution: Solution, settled: Settled) => void;
}

const SIDES: readonly Side[] = ['builder', 'main'];
const MOVED = ['git.conflict-moved', 'git.conflict-none'];

/** Every file with a choice for it, and one button for all of them. */
export function Settling({ slug, conflicts, moved, settled }: SettlingProps): JSX.Element {
  const client = useClient();
  const [choices, setChoices] = useState<Choices>(new Map());
  const [owned, setOwned] = useState<ReadonlySet<string>>(new Set());
  const { files } = conflicts;
  const solution = solutionOf(conflicts, choices, owned);
  const stuck = files.filter((file) => file.choices.length === 0).length;
  const settle = useAction(async (wanted: Solution) => {
    const path = `/v1/apps/${encodeURIComponent(slug)}/conflicts/solution`;
    try {
      settled(wanted, await client.api<Settled>('POST', path, wanted));
    } catch (error) {
      if (!MOVED.includes(asTrouble(error).code)) {
        throw error;
      }
      moved();
    }
  });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (solution) {
          settle.run(solution);
        }
      }}
    >
      <ViewHeading key="settling">{text.conflicts.title(slug)}</ViewHeading>
      <p class="lead">
        {text.conflicts.lead(conflicts.exports)} {stuck === 0 && text.conflicts.choose}
      </p>
      {stuck > 0 && <Checkout slug={slug} files={stuck} />}
      <fieldset class="bare" disabled={settle.busy}>
        <Section
          title={text.conflicts.files(files.length)}
          aside={
            stuck === 0 && (
              <span class="actions">
                {SIDES.map((side) => (
                  <Button key={side} onClick={() => setChoices(takeAll(files, choices, side))}>
                    {text.conflicts.takeAll[side]}
                  </Button>
                ))}
              </span>
            )
          }
        >
          <ul class="conflicts">
            {files.map((file) => (
              <FileConflict
                key={file.path}
                slug={slug}
                file={file}
                isOffered={stuck === 0}
                choice={choices.get(file.path) ?? null}
                choose={(side) => setChoices((before) => new Map(before).set(file.path, side))}
                owned={owned.has(file.path)}
                own={(ticked) =>
                  setOwned((before) => {
                    const others = [...before].filter((path) => path !== file.path);
                    return new Set(ticked ? [...others, file.path] : others);
                  })
                }
              />
            ))}
          </ul>
        </Section>
      </fieldset>
      <div class="settle">
        {settle.trouble && <TroubleNotice trouble={settle.trouble} />}
        <div class="settle-line">
          <p class="soft" role="status">
            {stuck > 0
              ? text.conflicts.stuck(stuck)
              : text.conflicts.chosen(chosen(files, choices), files.length)}
          </p>
          <Button look="primary" type="submit" disabled={solution === null || settle.busy}>
            {text.conflicts.settle}
          </Button>
        </div>
      </div>
    </form>
  );
}
