import { standOn, type Ladder } from './ladder.ts';

/** How one ladder stands against a page. */
export interface LadderReport {
  readonly ladder: string;
  /** The rung that finds something; null when none does. */
  readonly by: string | null;
  /** Every rung that finds something: how much may still break before the ladder does. */
  readonly holding: readonly string[];
}

/** Tries each ladder against a page, such as a saved copy of a builder's editor. */
export function selfTest(
  ladders: Readonly<Record<string, Ladder>>,
  root: ParentNode,
): LadderReport[] {
  return Object.entries(ladders).map(([ladder, rungs]) => {
    const holding = rungs.filter((rung) => standOn(rung, root).length > 0).map((rung) => rung.by);
    return { ladder, by: holding[0] ?? null, holding };
  });
}
