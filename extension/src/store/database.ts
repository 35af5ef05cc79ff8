const NAME = 'freehold';
const VERSION = 1;

export type StoreName = 'archives' | 'jobs';

/** Of the extension's own origin: the worker and its pages see the same one, no website does. */
export async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(NAME, VERSION);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('archives');
    opening.result.createObjectStore('jobs');
  };
  return answer(opening);
}

/** What one request on one store answers, once it is certain to be kept. */
export async function inStore<T>(
  name: StoreName,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    const transaction = database.transaction(name, mode);
    const finished = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(new StoreRefused(transaction.error));
    });
    const result = answer(ask(transaction.objectStore(name)));
    await Promise.all([result, finished]);
    return await result;
  } catch (error) {
    throw error instanceof DOMException ? new StoreRefused(error) : error;
  } finally {
    database.close();
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new StoreRefused(request.error));
  });
}

/** The browser keeps nothing for us: no room, or the profile can't be written. */
export class StoreRefused extends Error {
  constructor(cause: DOMException | null) {
    super(`The browser's store refused: ${cause?.message ?? 'no reason given'}`, { cause });
    this.name = 'StoreRefused';
  }
}
