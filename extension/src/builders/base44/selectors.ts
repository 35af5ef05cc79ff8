import type { Ladder } from '../ladder.ts';
import { PUBLISH, STOP_GENERATION } from '../words.ts';

/** No element of Base44's bar is confirmed (builders.md 5): by its words or not at all. */
const publish: Ladder = [
  { by: 'text', css: 'button, [role="button"]', says: PUBLISH },
  { by: 'label', css: 'button[aria-label], [role="button"][aria-label]', labelled: PUBLISH },
];

const busy: Ladder = [
  { by: 'label', css: 'button[aria-label]', labelled: STOP_GENERATION },
  { by: 'text', css: 'button', says: STOP_GENERATION },
];

export const base44Ladders = { publish, busy };
