import { cancelled, failure } from './failure.ts';

const TRIES = 6;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;
const ONE_TRY = 60_000;

/** An answer that asks to be asked again, or a connection that broke. */
class NotNow extends Error {
  constructor(
    readonly what: string,
    readonly pause: number | null,
  ) {
    super(what);
  }
}

export interface Patience {
  readonly signal: AbortSignal;
  readonly sleep: (millis: number) => Promise<void>;
  /** The rung that a failure names. */
  readonly rung: string;
  /** The builder as people know it. */
  readonly label: string;
}

/**
 * Asks a builder until it answers something that is no passing trouble: 429 and 5xx and broken
 * connections are asked again, after the time that the builder names or a growing one of our own.
 */
export async function patiently<T>(
  patience: Patience,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    if (patience.signal.aborted) throw cancelled();
    try {
      return await ask(AbortSignal.any([patience.signal, AbortSignal.timeout(ONE_TRY)]));
    } catch (error) {
      if (patience.signal.aborted) throw cancelled();
      const trouble = passing(error);
      if (trouble === null) throw error;
      const pause = trouble.pause ?? ownPause(tried);
      if (tried === TRIES || pause > LONGEST_PAUSE) throw givenUp(patience, trouble, tried);
      await patience.sleep(pause);
    }
  }
}

/** Refuses the answers that only mean "not now". */
export function answered(response: Response): Response {
  if (response.status === 429 || response.status >= 500) {
    throw new NotNow(`status ${response.status}`, namedPause(response));
  }
  return response;
}

function passing(error: unknown): NotNow | null {
  if (error instanceof NotNow) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return new NotNow('no answer in time', null);
  }
  // fetch and the reading of a body both reject with this where the connection breaks
  return error instanceof TypeError ? new NotNow('a broken connection', null) : null;
}

function namedPause(response: Response): number | null {
  const named = response.headers.get('Retry-After');
  if (named === null) return null;
  const pause = /^\d+$/.test(named.trim()) ? Number(named) * 1000 : Date.parse(named) - Date.now();
  return Number.isFinite(pause) ? Math.max(0, pause) : null;
}

/** Grows with every try, and differs between readers, so that they do not all come back at once. */
function ownPause(tried: number): number {
  return FIRST_PAUSE * 2 ** (tried - 1) * (0.5 + Math.random() / 2);
}

function givenUp({ rung, label }: Patience, trouble: NotNow, tried: number): Error {
  const minutes = Math.max(1, Math.ceil((trouble.pause ?? 0) / 60_000));
  return failure(
    rung,
    'export.builder-unavailable',
    `${label} did not give the project's files: ${trouble.what}, asked ${tried} times.`,
    `Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and press Deploy again.`,
  );
}
