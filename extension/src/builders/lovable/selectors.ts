import type { Ladder } from '../ladder.ts';
import { PUBLISH, STOP_GENERATION } from '../words.ts';

/** Lovable's page has no stable hooks (builders.md 3), so the visible word comes first. */
const publish: Ladder = [
  { by: 'text', css: 'button, [role="button"], a[role="button"]', says: PUBLISH },
  { by: 'label', css: 'button[aria-label], [role="button"][aria-label]', labelled: PUBLISH },
  { by: 'menu', css: '#publish-menu, button[aria-controls="publish-menu"]' },
  { by: 'colour', css: 'button[class*="bg-affirmative-primary"]' },
  { by: 'project-header', css: 'header [data-testid="project-header"] button:last-of-type' },
  { by: 'top-bar', css: 'header [data-testid="project-top-bar"] button:last-of-type' },
];

const busy: Ladder = [
  { by: 'label', css: 'button[aria-label]', labelled: STOP_GENERATION },
  { by: 'text', css: 'button', says: STOP_GENERATION },
];

export const lovableLadders = { publish, busy };
