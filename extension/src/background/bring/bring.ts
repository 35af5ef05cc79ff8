import { inParallel } from '../../builders/parallel.ts';
import { adapters } from '../../builders/registry.ts';
import type { Brought, Project } from '../../protocol/messages.ts';
import { Hosting } from './hosting.ts';
import type { LeftBehind } from './leftBehind.ts';

const AT_ONCE = 4;
const MOST_FILES = 200;
const TIME_FOR_ALL = 180_000;

/** After so many that were not answered at all, the others are not asked for. */
const MOST_UNANSWERED = 4;

/** An export that files can be added to. */
export interface Luggage {
  readonly missing: readonly LeftBehind[];
  /** How many bytes still fit. */
  readonly room: number;
  add(path: string, bytes: Uint8Array<ArrayBuffer>): void;
}

/**
 * Brings what an export leaves at its builder. Whatever can't be brought stays away, and is the
 * daemon's to tell, which finds it missing: it never stops the export.
 *
 * @throws unknown only when it is cancelled
 */
export async function bring(
  { builder, id }: Project,
  luggage: Luggage,
  signal: AbortSignal,
  report: (brought: Brought) => void,
): Promise<Brought | null> {
  const origin = adapters.find((each) => each.builder === builder)?.hosting(id) ?? null;
  const { missing, room } = luggage;
  if (origin === null || missing.length === 0) return null;
  const hosting = new Hosting(origin, (...asked) => fetch(...asked));
  const time = AbortSignal.any([signal, AbortSignal.timeout(TIME_FOR_ALL)]);
  const total = missing.length;
  let [done, left, unanswered] = [0, room, 0];
  report({ done, total });
  await inParallel(missing.slice(0, MOST_FILES), AT_ONCE, async (asset) => {
    if (time.aborted || unanswered >= MOST_UNANSWERED) return;
    const bytes = await hosting.get(asset, left, time).catch(() => {
      unanswered += 1;
      return null;
    });
    if (bytes === null || bytes.length > left || signal.aborted) return;
    left -= bytes.length;
    luggage.add(asset.path, bytes);
    done += 1;
    report({ done, total });
  });
  signal.throwIfAborted();
  return { done, total };
}
