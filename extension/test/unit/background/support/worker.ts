import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, vi } from 'vitest';
import type { FromPage, ToPage } from '../../../../src/protocol/messages.ts';
import { FakeChrome, ORIGIN } from '../../../support/chrome.ts';
import type { FakePort } from '../../../support/ports.ts';
import { FakeHost } from './host.ts';

export const PROJECT = {
  builder: 'lovable',
  id: '0f8fad5b-d9cb-469f-a165-70867728950e',
} as const;
export const KEY = `${PROJECT.builder}/${PROJECT.id}`;
export const PROJECT_URL = `https://lovable.dev/projects/${PROJECT.id}`;
export const TAB = { id: 7, url: PROJECT_URL, title: 'Guestbook' };

/** What the browser says of the content script in the project's tab. */
export const FROM_TAB = {
  tab: TAB as chrome.tabs.Tab,
  url: PROJECT_URL,
  origin: 'https://lovable.dev',
  frameId: 0,
};

type Call<T = FromPage> = T extends { id: number } ? Omit<T, 'id'> : never;

/** One of our pages, as its port has it. */
export class PageOf {
  readonly heard: ToPage[] = [];
  readonly port: FakePort;
  closed = false;
  #lastId = 0;

  constructor(port: FakePort) {
    this.port = port;
    port.onMessage.addListener((message) => void this.heard.push(message as ToPage));
    port.onDisconnect.addListener(() => void (this.closed = true));
  }

  say(call: Call): number {
    this.#lastId += 1;
    this.port.postMessage({ ...call, id: this.#lastId });
    return this.#lastId;
  }

  /** The first answer to a call. */
  async ask(call: Call): Promise<ToPage> {
    const id = this.say(call);
    const answer = () => this.heard.find((each) => 'id' in each && each.id === id);
    await eventually(() => expect(answer()).toBeDefined());
    return answer()!;
  }

  /** What was told last about this. */
  get connection() {
    return this.heard.filter((each) => 'connection' in each).at(-1)!.connection;
  }

  get jobs() {
    return this.heard.filter((each) => 'jobs' in each).at(-1)!.jobs;
  }

  get projects() {
    return this.heard.filter((each) => 'projects' in each).at(-1)!.projects;
  }
}

/** Waits for what an assertion wants, however long the back-off of the worker is. */
export async function eventually(assertion: () => void): Promise<void> {
  for (let step = 0; ; step += 1) {
    try {
      assertion();
      return;
    } catch (error) {
      if (step === 5_000) throw error;
    }
    await nextTurn();
    await vi.advanceTimersByTimeAsync(TICK);
  }
}

const TICK = 50;

/** Lets the store and the hashing, which are real, come to their next result. */
async function nextTurn(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A browser with a worker in it, whose waits cost no time. */
export class World {
  readonly chrome = new FakeChrome();
  readonly host = new FakeHost();

  constructor() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    vi.stubGlobal('indexedDB', new IDBFactory());
    vi.stubGlobal('chrome', this.chrome.api);
    this.chrome.nativeHost = this.host.start;
    this.chrome.openTab(TAB);
  }

  async startWorker(): Promise<void> {
    vi.resetModules();
    await import('../../../../src/background/main.ts');
  }

  async restartWorker(): Promise<void> {
    this.chrome.killWorker();
    vi.clearAllTimers();
    await this.startWorker();
  }

  page(path = 'src/pages/panel/index.html'): PageOf {
    const url = `${ORIGIN}/${path}`;
    return new PageOf(this.chrome.connect('freehold.page', { url, origin: ORIGIN }));
  }

  clickDeploy(): void {
    this.chrome.contentSays({ type: 'deploy.requested' }, FROM_TAB);
  }

  /** What the worker still had to do comes to nothing here, and not in the next world. */
  async end(): Promise<void> {
    this.chrome.killWorker();
    this.chrome.exporter = null;
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  }
}
