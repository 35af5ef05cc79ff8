import type { ConflictFile, Conflicts, Side } from '../daemon.ts';

/** Whose side is taken, by the path of the file. */
export type Choices = ReadonlyMap<string, Side>;

/** The body of `POST /v1/apps/{app}/conflicts/solution`. */
export interface Solution {
  main: string;
  builder: string;
  take: Record<string, Side>;
  own: string[];
}

/** With this side for every file that lets it be taken. */
export function takeAll(files: readonly ConflictFile[], before: Choices, side: Side): Choices {
  const able = files.filter(({ choices }) => choices.includes(side));
  return new Map([...before, ...able.map(({ path }) => [path, side] as const)]);
}

/** How many files have a choice. */
export function chosen(files: readonly ConflictFile[], choices: Choices): number {
  return files.filter(({ path }) => choices.has(path)).length;
}

/**
 * What is sent; null until every file has a choice.
 *
 * @param owned paths that no export shall touch any more; it counts where ours is taken
 */
export function solutionOf(
  { main, builder, files }: Conflicts,
  choices: Choices,
  owned: ReadonlySet<string>,
): Solution | null {
  if (main === null || builder === null || chosen(files, choices) < files.length) {
    return null;
  }
  return {
    main,
    builder,
    take: Object.fromEntries(choices),
    own: files
      .map(({ path }) => path)
      .filter((path) => owned.has(path) && choices.get(path) === 'main'),
  };
}

export interface SideLine {
  text: string;
  /** In the file; null where it is not known. */
  number: number | null;
  /** Whether this is a line of the place itself, and not one around it. */
  isOwn: boolean;
}

/** The lines of one side with those around them. */
export function sideLines(
  own: readonly string[],
  around: { before: readonly string[]; after: readonly string[] },
  line: number | null,
): SideLine[] {
  const first = line === null ? null : line - around.before.length;
  return [
    ...around.before.map((text) => ({ text, isOwn: false })),
    ...own.map((text) => ({ text, isOwn: true })),
    ...around.after.map((text) => ({ text, isOwn: false })),
  ].map((one, at) => ({ ...one, number: first === null ? null : first + at }));
}
