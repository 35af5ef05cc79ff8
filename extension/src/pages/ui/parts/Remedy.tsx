import type { JSX } from 'preact';
import { instructionIn, lineIn, runnable } from '../model/problems.ts';
import { text } from '../strings.ts';
import { Command } from './Copy.tsx';

/** What to do, in a sentence; where it names a command, one that works and where it is run. */
export function RemedyLine({ remedy }: { remedy: string }): JSX.Element {
  const line = lineIn(remedy);
  if (line) {
    return (
      <>
        <p class="remedy">{line.before}</p>
        <Command command={line.command} />
        <p class="remedy">{line.after}</p>
      </>
    );
  }
  const words = runnable(remedy);
  return (
    <>
      <p class="remedy">{words}</p>
      {words !== remedy && <p class="hint">{text.command.where}</p>}
    </>
  );
}

/** What to do, with its command once, ready to be copied. */
export function Instructions({ remedy }: { remedy: string }): JSX.Element {
  const found = instructionIn(remedy);
  if (!found) {
    return <RemedyLine remedy={remedy} />;
  }
  return (
    <div class="instructions">
      <p>{found.before === '' ? text.command.run : text.command.thenRun(runnable(found.before))}</p>
      <Command command={found.command} />
      {found.after !== '' && <p>{runnable(found.after)}</p>}
    </div>
  );
}
