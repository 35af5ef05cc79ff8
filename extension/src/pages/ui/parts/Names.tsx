import type { JSX } from 'preact';
import type { NameChanges } from '../daemon.ts';
import { text } from '../strings.ts';

const ORDER = ['added', 'changed', 'removed'] as const;

export function isEmpty(names: NameChanges): boolean {
  return ORDER.every((change) => names[change].length === 0);
}

/** Names with what happens to each; never a value. */
export function NameList({ names }: { names: NameChanges }): JSX.Element {
  return (
    <ul class="names">
      {ORDER.flatMap((change) =>
        names[change].map((name) => (
          <li key={`${change} ${name}`}>
            <code>{name}</code>
            <span class={`change ${change}`}>{text.changed[change]}</span>
          </li>
        )),
      )}
    </ul>
  );
}
