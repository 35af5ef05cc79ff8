import type { ExportContext } from '../adapter.ts';
import { failure } from '../failure.ts';
import { answered, patiently } from '../patience.ts';
import { readToken, signedOut } from './token.ts';

const API = 'https://api.lovable.dev';

/** The tab's session with Lovable's own service, for the time of one export. */
export class LovableSession {
  #token: Promise<string> | null = null;
  #renewed = false;

  constructor(
    private readonly context: ExportContext,
    private readonly databases: IDBFactory,
  ) {}

  /** Asks for something below this project; null where Lovable does not have it. */
  async get<T>(
    rung: string,
    path: string,
    signal: AbortSignal,
    read: (response: Response) => Promise<T>,
  ): Promise<T | null> {
    const patience = { signal, sleep: this.context.sleep, rung, label: 'Lovable' };
    return patiently(patience, async (oneTry) => {
      const response = answered(await this.#ask(path, oneTry));
      if (response.status === 404) return null;
      if (!response.ok) throw refused(rung, response.status);
      return read(response);
    });
  }

  async #ask(path: string, signal: AbortSignal): Promise<Response> {
    this.#token ??= readToken(this.databases);
    const used = this.#token;
    const response = await this.#send(path, await used, signal);
    if (response.status !== 401) return response;
    if (this.#token === used && !this.#renewed) {
      // the page renews its token by itself: once, there may be a newer one to read
      this.#renewed = true;
      this.#token = readToken(this.databases);
    }
    if (this.#token === used) throw expired();
    const again = await this.#send(path, await this.#token, signal);
    if (again.status === 401) throw expired();
    return again;
  }

  #send(path: string, token: string, signal: AbortSignal): Promise<Response> {
    return this.context.fetch(`${API}/projects/${this.context.projectId}/${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal,
    });
  }
}

function expired(): Error {
  return signedOut("Lovable did not accept this tab's session (401): it has expired.");
}

function refused(rung: string, status: number): Error {
  if (status === 402 || status === 403) {
    return failure(
      rung,
      'export.refused-by-plan',
      `Lovable does not let this account or its plan read the project's files (${status}).`,
      'Open the project with the account that owns it, or look at what its plan allows.',
    );
  }
  return failure(
    rung,
    'export.unexpected-answer',
    `Lovable answered the request for the project's files with status ${status}.`,
    'Reload the Lovable tab and press Deploy again.',
  );
}
