import { inStore } from './database.ts';

/**
 * Archives on their way to the daemon: made by the worker from a tab's files, or picked by the user
 * in a page, which hands the worker the key. They survive the worker; the browser keeps large ones
 * on disk.
 */
export async function putArchive(bytes: Blob): Promise<string> {
  const key = crypto.randomUUID();
  await inStore('archives', 'readwrite', (store) => store.put(bytes, key));
  return key;
}

export async function getArchive(key: string): Promise<Blob | null> {
  const found = await inStore(
    'archives',
    'readonly',
    (store) => store.get(key) as IDBRequest<unknown>,
  );
  return found instanceof Blob ? found : null;
}

export async function deleteArchive(key: string): Promise<void> {
  await inStore('archives', 'readwrite', (store) => store.delete(key));
}

/** Deletes what no job will ask for any more. */
export async function keepArchives(keys: ReadonlySet<string>): Promise<void> {
  const all = await inStore('archives', 'readonly', (store) => store.getAllKeys());
  await Promise.all(
    all
      .map(String)
      .filter((key) => !keys.has(key))
      .map(deleteArchive),
  );
}
