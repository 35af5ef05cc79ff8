import type { JSX } from 'preact';
import { runnable } from '../../ui/model/problems.ts';
import { Command } from '../../ui/parts/Copy.tsx';
import { Notice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';

interface CheckoutProps {
  slug: string;
  /** How many files have no other way. */
  files: number;
}

/** How conflicts are settled that nobody can settle by choosing a side. */
export function Checkout({ slug, files }: CheckoutProps): JSX.Element {
  const folder = `~/${slug}-checkout`;
  return (
    <Notice tone="warn" title={text.conflicts.checkout.title(files)}>
      <p>{text.conflicts.checkout.why}</p>
      <ol class="by-hand">
        <li>
          {text.conflicts.checkout.clone}
          <Command command={runnable(`freehold app checkout ${folder} --app ${slug}`)} />
        </li>
        <li>
          {text.conflicts.checkout.merge}
          <Command command={`cd ${folder} && git merge origin/builder`} />
        </li>
        <li>
          {text.conflicts.checkout.push}
          <Command command="git add --all && git commit --no-edit && git push" />
        </li>
      </ol>
    </Notice>
  );
}
