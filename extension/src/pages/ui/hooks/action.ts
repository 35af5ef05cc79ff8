import { useRef, useState } from 'preact/hooks';
import type { Trouble } from '../../../protocol/frames.ts';
import { asTrouble } from '../model/problems.ts';

export interface Action<A extends unknown[]> {
  run: (...given: A) => void;
  busy: boolean;
  trouble: Trouble | null;
}

/** Something that a person asked for: never twice at once, and what went wrong is shown. */
export function useAction<A extends unknown[]>(perform: (...given: A) => Promise<void>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // what is shown as busy comes a moment later than a second press can
  const running = useRef(false);
  const run = (...given: A): void => {
    if (running.current) {
      return;
    }
    running.current = true;
    setBusy(true);
    setTrouble(null);
    perform(...given)
      .catch((error: unknown) => setTrouble(asTrouble(error)))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };
  return { run, busy, trouble };
}
