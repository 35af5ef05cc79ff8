import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { ConflictFile, Side } from '../../ui/daemon.ts';
import { count } from '../../ui/model/amounts.ts';
import { Badge, Fold } from '../../ui/parts/basics.tsx';
import { FilePath } from '../../ui/parts/Files.tsx';
import { Tick } from '../../ui/parts/Tick.tsx';
import { text } from '../../ui/strings.ts';
import { BothSides } from './BothSides.tsx';

interface FileConflictProps {
  slug: string;
  file: ConflictFile;
  choice: Side | null;
  choose: (side: Side) => void;
  /** Whether no export shall touch it from now on. */
  owned: boolean;
  own: (ticked: boolean) => void;
}

/** One file: both sides when it is opened, and whose is taken. */
export function FileConflict(props: FileConflictProps): JSX.Element {
  const { slug, file, choice, owned, own } = props;
  const [opened, setOpened] = useState(false);
  return (
    <li class="conflict">
      <Fold
        title={
          <span class="conflict-name">
            <FilePath path={file.path} />
            <span class="soft">{text.conflicts.kind[file.kind]}</span>
          </span>
        }
        aside={isWhole(file) ? text.conflicts.wholeFile : count(file.places, text.conflicts.place)}
        open={opened}
        onOpen={() => setOpened(true)}
      >
        {opened && <BothSides slug={slug} path={file.path} />}
      </Fold>
      <div class="conflict-choice">
        {file.choices.length === 0 ? (
          <Badge word={text.conflicts.onlyCheckout} tone="warn" />
        ) : (
          <SideChoice {...props} />
        )}
        {choice === 'main' && (
          <Tick
            label={text.conflicts.own}
            hint={text.conflicts.ownHint}
            needed={false}
            ticked={owned}
            onTick={own}
          />
        )}
      </div>
    </li>
  );
}

function SideChoice({ file, choice, choose }: FileConflictProps): JSX.Element {
  const name = useId();
  return (
    <fieldset class="side-choice">
      <legend class="unseen">{text.conflicts.whose(file.path)}</legend>
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
            {effectOf(file, side)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function isWhole({ kind, binary }: ConflictFile): boolean {
  return binary || (kind !== 'both-changed' && kind !== 'both-added');
}

/** What taking a side means where it is the whole file that is taken. */
function effectOf({ kind }: ConflictFile, side: Side): JSX.Element | null {
  return kind === 'builder-removed' || kind === 'main-removed' ? (
    <span class="soft"> {text.conflicts.effect[kind][side]}</span>
  ) : null;
}
