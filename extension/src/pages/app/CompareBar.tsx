import type { JSX } from 'preact';
import type { Deployment } from '../ui/daemon.ts';
import { Button } from '../ui/parts/basics.tsx';
import { text } from '../ui/strings.ts';
import { hrefOf } from './route.ts';

interface CompareBarProps {
  slug: string;
  chosen: readonly Deployment[];
  clear: () => void;
}

/** Appears with the first choice; the older of the two is where the comparison begins. */
export function CompareBar({ slug, chosen, clear }: CompareBarProps): JSX.Element | null {
  const [from, to] = [...chosen].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  if (!from) {
    return null;
  }
  return (
    <div class="compare-bar" role="status">
      {to ? (
        <a
          class="button primary"
          href={hrefOf({ page: 'compare', slug, from: from.deployment, to: to.deployment })}
        >
          {text.apps.compareChosen(from.release, to.release)}
        </a>
      ) : (
        <span>{text.apps.compareHint}</span>
      )}
      <Button look="quiet" onClick={clear}>
        {text.apps.clear}
      </Button>
    </div>
  );
}
