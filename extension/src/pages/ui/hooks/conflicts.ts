import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Trouble } from '../../../protocol/frames.ts';
import type { Client } from '../client.ts';
import type { Conflicts } from '../daemon.ts';
import { asTrouble } from '../model/problems.ts';
import { useClient, useWorld } from './context.ts';

interface ConflictsState {
  value: Conflicts | null;
  trouble: Trouble | null;
  again: () => void;
}

/** All conflicts of an app: it can only be settled as a whole, so every page of them is read. */
export function useConflicts(app: string): ConflictsState {
  const client = useClient();
  const { connects } = useWorld();
  const [value, setValue] = useState<Conflicts | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [asked, setAsked] = useState(0);
  const again = useCallback(() => setAsked((times) => times + 1), []);

  useEffect(() => {
    if (connects === 0) {
      return;
    }
    let wanted = true;
    allOf(client, app).then(
      (found) => {
        if (wanted) {
          setValue(found);
          setTrouble(null);
        }
      },
      (error: unknown) => wanted && setTrouble(asTrouble(error)),
    );
    return () => {
      wanted = false;
    };
  }, [client, connects, asked, app]);
  return { value, trouble, again };
}

async function allOf(client: Client, app: string): Promise<Conflicts> {
  const path = `/v1/apps/${encodeURIComponent(app)}/conflicts`;
  const first = await client.api<Conflicts>('GET', path);
  const files = [...first.files];
  let after = first.next;
  while (after !== null) {
    const page: Conflicts = await client.api<Conflicts>(
      'GET',
      `${path}?after=${encodeURIComponent(after)}`,
    );
    files.push(...page.files);
    after = page.next;
  }
  return { ...first, files, next: null };
}
