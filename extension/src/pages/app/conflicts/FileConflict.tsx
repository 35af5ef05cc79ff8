import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ConflictFile, Side } from '../../ui/daemon.ts';
import { Badge, Fold } from '../../ui/parts/basics.tsx';
import { FilePath } from '../../ui/parts/Files.tsx';
import { Tick } from '../../ui/parts/Tick.tsx';
import { text } from '../../ui/strings.ts';
import { BothSides } from './BothSides.tsx';

interface FileConflictProps {
  slug: string;
  file: ConflictFile;
  /** Whether choosing can settle the conflicts. */
  isOffered: boolean;
  choice: Side | null;
  choose: (side: Side) => void;
  /** Whether no export shall touch it from now on. */
  owned: boolean;
  own: (ticked: boolean) => void;
}

/** One file: both sides when it is opened, and whose is taken. */
export function FileConflict(props: FileConflictProps): JSX.Element {
  const { slug, file, isOffered } = props;
  const [opened, setOpened] = useState(false);
  return (
    <li class="conflict">
      <Fold
        title={
          <span class="conflict-name">
            <FilePath path={file.path} />
            <span class="soft">{text.conflicts.kind[file.kind](file.places)}</span>
          </span>
        }
        open={opened}
        onOpen={() => setOpened(true)}
      >
        {opened && <BothSides slug={slug} path={file.path} />}
      </Fold>
      {file.choices.length === 0 ? (
        <p class="conflict-choice">
          <Badge word={text.conflicts.onlyCheckout} tone="warn" />
        </p>
      ) : (
        isOffered && <SideChoice {...props} />
      )}
    </li>
  );
}

function SideChoice({ file, choice, choose, owned, own }: FileConflictProps): JSX.Element {
  const name = useId();
  return (
    <fieldset class="conflict-choice">
      <legend class="unseen">{text.conflicts.whose(file.path)}</legend>
      <div class="side-choice">
        {file.choices.map((side) => (
          <label key={side}>
            <input
              type="radio"
              name={name}
              value={side}
              checked={choice === side}
              onChange={() => choose(side)}
            />
            <span>
              {text.conflicts.take[side]}
              <Effect file={file} side={side} />
            </span>
          </label>
        ))}
      </div>
      {choice === 'main' && (
        <Tick
          label={text.conflicts.own}
          hint={text.conflicts.ownHint}
          needed={false}
          ticked={owned}
          onTick={own}
        />
      )}
    </fieldset>
  );
}

/** What taking a side means where it is about having the file at all. */
function Effect({ file: { kind }, side }: { file: ConflictFile; side: Side }): JSX.Element | null {
  return kind === 'builder-removed' || kind === 'main-removed' ? (
    <span class="soft"> {text.conflicts.effect[kind][side]}</span>
  ) : null;
}
