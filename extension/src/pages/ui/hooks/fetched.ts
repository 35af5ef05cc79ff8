import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Trouble } from '../../../protocol/frames.ts';
import { asTrouble } from '../model/problems.ts';
import { useClient, useWorld } from './context.ts';

export interface Fetched<T> {
  /** Of the newest answer; it stays while it is asked for again. */
  value: T | null;
  trouble: Trouble | null;
  /** Whether an answer is waited for. */
  loading: boolean;
  again: () => void;
}

interface Kept<T> {
  path: string;
  value: T | null;
  trouble: Trouble | null;
}

/** What is at this path of the API, asked for again when the daemon comes back; null asks nothing. */
export function useFetched<T>(path: string | null): Fetched<T> {
  const client = useClient();
  const { connects } = useWorld();
  const [kept, setKept] = useState<Kept<T> | null>(null);
  const [loading, setLoading] = useState(true);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    if (path === null || connects === 0) {
      return;
    }
    let wanted = true;
    setLoading(true);
    client
      .api<T>('GET', path)
      .then(
        (value) => wanted && setKept({ path, value, trouble: null }),
        (error: unknown) => {
          if (wanted) {
            setKept((before) => ({
              path,
              value: before?.path === path ? before.value : null,
              trouble: asTrouble(error),
            }));
          }
        },
      )
      .finally(() => wanted && setLoading(false));
    return () => {
      wanted = false;
    };
  }, [client, path, connects, asked]);

  const again = useCallback(() => setAsked((times) => times + 1), []);
  const current = kept?.path === path ? kept : null;
  return {
    value: current?.value ?? null,
    trouble: current?.trouble ?? null,
    loading: path !== null && loading,
    again,
  };
}

export interface Pages<T> extends Fetched<T[]> {
  /** Null when there is no more. */
  older: (() => void) | null;
}

interface Read<T> {
  items: T[];
  next: string | null;
}

/**
 * A list that comes in pages; the next one when it is asked for.
 *
 * @param address of the page that follows `after`, or of the first
 */
export function usePages<T>(
  key: string,
  address: (after: string | null) => string,
  read: (body: unknown) => Read<T>,
): Pages<T> {
  const client = useClient();
  const { connects } = useWorld();
  const [kept, setKept] = useState<(Read<T> & { key: string }) | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [loading, setLoading] = useState(false);
  const [asked, setAsked] = useState(0);

  const load = (after: string | null, before: T[], isWanted: () => boolean): void => {
    setLoading(true);
    client
      .api('GET', address(after))
      .then(
        (body) => {
          if (isWanted()) {
            const page = read(body);
            setKept({ key, items: [...before, ...page.items], next: page.next });
            setTrouble(null);
          }
        },
        (error: unknown) => isWanted() && setTrouble(asTrouble(error)),
      )
      .finally(() => setLoading(false));
  };

  useEffect(() => {
    if (connects === 0) {
      return;
    }
    let wanted = true;
    load(null, [], () => wanted);
    return () => {
      wanted = false;
    };
  }, [client, key, connects, asked]);

  const current = kept?.key === key ? kept : null;
  return {
    value: current?.items ?? null,
    trouble,
    again: () => setAsked((times) => times + 1),
    older:
      current && current.next !== null ? () => load(current.next, current.items, () => true) : null,
    loading,
  };
}
