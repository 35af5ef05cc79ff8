import { failure } from '../failure.ts';

const DATABASE = 'firebaseLocalStorageDb';
const STORE = 'firebaseLocalStorage';
const USER_KEY = /^firebase:authUser:.+:\[DEFAULT\]$/;

interface Token {
  readonly text: string;
  readonly expires: number;
}

/**
 * The token of the person who is signed in to this tab, as Firebase keeps it (builders.md 3). It is
 * good for an hour and belongs to this origin: it is held in a variable of one export and goes
 * nowhere but to Lovable.
 */
export async function readToken(databases: IDBFactory): Promise<string> {
  const tokens = (await rows(databases)).filter((row) => USER_KEY.test(row.key)).map(tokenOf);
  const newest = tokens
    .filter((token) => token !== null)
    .sort((one, other) => other.expires - one.expires)[0];
  if (newest === undefined) throw signedOut('No signed-in Lovable account was found in this tab.');
  return newest.text;
}

export function signedOut(message: string): Error {
  return failure(
    'session',
    'export.signed-out',
    message,
    'Reload the Lovable tab, sign in if it asks, and press Deploy again.',
  );
}

interface Row {
  readonly key: string;
  readonly value: unknown;
}

async function rows(databases: IDBFactory): Promise<Row[]> {
  const database = await open(databases);
  if (database === null) return [];
  try {
    if (!database.objectStoreNames.contains(STORE)) return [];
    return await everyRow(database.transaction(STORE, 'readonly').objectStore(STORE));
  } finally {
    database.close();
  }
}

/** Opens what is there; a database that is not there is not made. */
function open(databases: IDBFactory): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = databases.open(DATABASE);
    request.onupgradeneeded = () => request.transaction?.abort();
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
  });
}

function everyRow(store: IDBObjectStore): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const found: Row[] = [];
    const request = store.openCursor();
    request.onerror = () => reject(signedOut('The session of this Lovable tab could not be read.'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor === null) return resolve(found);
      if (typeof cursor.key === 'string') found.push({ key: cursor.key, value: cursor.value });
      cursor.continue();
    };
  });
}

/** A row is the user, or wraps the user as `{fbase_key, value}`. */
function tokenOf(row: Row): Token | null {
  const user = isRecord(row.value) && 'fbase_key' in row.value ? row.value['value'] : row.value;
  const manager = isRecord(user) ? user['stsTokenManager'] : null;
  if (!isRecord(manager) || typeof manager['accessToken'] !== 'string') return null;
  const expires = Number(manager['expirationTime'] ?? 0);
  return { text: manager['accessToken'], expires: Number.isFinite(expires) ? expires : 0 };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
