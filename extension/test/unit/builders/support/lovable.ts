import { Server, type Asked } from './server.ts';

export const PROJECT = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Lovable's service with one project, whose files a test may change at any moment. */
export class Lovable extends Server {
  token = 'token-1';
  files: Record<string, Uint8Array>;
  /** Called before each file is read. */
  onRead: (path: string) => void = () => undefined;

  constructor(files: Record<string, Uint8Array | string>) {
    super((asked) => this.#answer(asked));
    this.files = Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, new Uint8Array(Buffer.from(content))]),
    );
  }

  #answer({ url, token }: Asked): Response {
    if (token !== `Bearer ${this.token}`) return new Response(null, { status: 401 });
    if (url.searchParams.get('ref') !== 'main') return new Response(null, { status: 400 });
    if (url.pathname.endsWith('/git/files')) return Response.json({ files: this.#listing() });
    const path = url.searchParams.get('path') ?? '';
    this.onRead(path);
    const bytes = this.files[path];
    return bytes === undefined
      ? new Response(null, { status: 404 })
      : new Response(bytes as Uint8Array<ArrayBuffer>);
  }

  #listing() {
    return Object.entries(this.files).map(([path, bytes]) => ({
      path,
      size: bytes.length,
      binary: bytes.includes(0),
    }));
  }
}

/** Signs somebody in to the tab, as Firebase keeps it. */
export async function signIn(
  token: string,
  { wrapped = true, expires = Date.now() + 3_600_000 } = {},
): Promise<void> {
  const key = 'firebase:authUser:AIzaSy:[DEFAULT]';
  const user = { uid: 'u', stsTokenManager: { accessToken: token, expirationTime: expires } };
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('firebaseLocalStorageDb', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(
        'firebaseLocalStorage',
        wrapped ? { keyPath: 'fbase_key' } : {},
      );
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error('not opened'));
  });
  const write = database.transaction('firebaseLocalStorage', 'readwrite');
  const store = write.objectStore('firebaseLocalStorage');
  if (wrapped) store.put({ fbase_key: key, value: user });
  else store.put(user, key);
  await new Promise((resolve) => (write.oncomplete = resolve));
  database.close();
}
