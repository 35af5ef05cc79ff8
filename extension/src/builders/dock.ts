import type { DockPlace } from './adapter.ts';
import { climbAll, type Ladder } from './ladder.ts';

/** What opens above the page and goes away again is no place to stand beside. */
const PASSING = '[role="dialog"], [role="menu"], dialog';

export function dockBeside(ladder: Ladder, document: Document): DockPlace | null {
  const found = climbAll(ladder, document).find(({ element }) => !element.closest(PASSING));
  return found === undefined ? null : { beside: found.element, by: found.by };
}
