import { isIn, isOneOf, type Words } from './words.ts';

/**
 * One way to find something on a builder's page. It is data, so that a change of the page is
 * answered with a change of a line.
 */
export interface Rung {
  readonly by: string;
  readonly css: string;
  /** All that its visible text says. */
  readonly says?: Words;
  /** Something that its visible text says. */
  readonly mentions?: Words;
  /** All that its accessible label says. */
  readonly labelled?: Words;
  /** Something that its accessible label says. */
  readonly labelMentions?: Words;
  /** It has visible text, whatever it says. */
  readonly saysSomething?: true;
  /** It has one of these inside. */
  readonly has?: string;
  /** What is meant is this ancestor of it. */
  readonly closest?: string;
}

/** Rungs from the one that lasts longest to the one that breaks first. */
export type Ladder = readonly Rung[];

export interface Found {
  readonly element: Element;
  readonly by: string;
}

/** The element of the first rung that holds. */
export function climb(ladder: Ladder, root: ParentNode): Found | null {
  return climbAll(ladder, root)[0] ?? null;
}

/** Every element that any rung finds, each once, those of the higher rungs first. */
export function climbAll(ladder: Ladder, root: ParentNode): Found[] {
  const found = new Map<Element, Found>();
  for (const rung of ladder) {
    for (const element of standOn(rung, root)) {
      if (!found.has(element)) found.set(element, { element, by: rung.by });
    }
  }
  return [...found.values()];
}

/** What this rung alone finds. */
export function standOn(rung: Rung, root: ParentNode): Element[] {
  return [...root.querySelectorAll(rung.css)]
    .filter((element) => isMeant(rung, element))
    .map((element) => (rung.closest === undefined ? element : element.closest(rung.closest)))
    .filter((element) => element !== null)
    .filter((element) => element.checkVisibility({ visibilityProperty: true }));
}

function isMeant(rung: Rung, element: Element): boolean {
  const text = element.textContent ?? '';
  const label = element.getAttribute('aria-label') ?? '';
  return (
    (rung.says === undefined || isOneOf(rung.says, text)) &&
    (rung.mentions === undefined || isIn(rung.mentions, text)) &&
    (rung.labelled === undefined || isOneOf(rung.labelled, label)) &&
    (rung.labelMentions === undefined || isIn(rung.labelMentions, label)) &&
    (rung.saysSomething === undefined || text.trim() !== '') &&
    (rung.has === undefined || element.querySelector(rung.has) !== null)
  );
}
