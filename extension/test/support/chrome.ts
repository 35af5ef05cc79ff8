import { FakeEvent, FakePort, LastError, portPair } from './ports.ts';

export const EXTENSION_ID = 'cmailpibelejjbdgmndojgngbpkbbnni';
export const ORIGIN = `chrome-extension://${EXTENSION_ID}`;

type Sender = chrome.runtime.MessageSender;
type Tab = Pick<chrome.tabs.Tab, 'id' | 'url' | 'title'>;

/** As much of a browser as the worker uses, which behaves as Chrome does. */
export class FakeChrome {
  readonly lastError = new LastError();
  readonly tabs = new Map<number, Tab>();
  /** What was asked of the browser's own surface, in order. */
  readonly done: string[] = [];
  readonly notifications: { id: string; title: string; message: string }[] = [];
  badge = '';
  /** The native host's end of a new port, or why there is none. */
  nativeHost: ((port: FakePort) => void) | string = 'Specified native messaging host not found.';
  /** The content script's end of a port to this tab. */
  exporter: ((port: FakePort) => void) | null = null;
  sidePanelWorks = true;

  readonly #onMessage = new FakeEvent<[unknown, Sender, () => void]>();
  readonly #onConnect = new FakeEvent<[FakePort]>();
  readonly #onStartup = new FakeEvent<[]>();
  readonly #onUpdated = new FakeEvent<[number, object, Tab]>();
  readonly #onRemoved = new FakeEvent<[number]>();
  readonly #onClicked = new FakeEvent<[string]>();
  readonly #session = new Map<string, string>();
  readonly #workerPorts = new Set<FakePort>();
  #gesture = false;

  /** What the worker has as its global `chrome`. */
  get api(): typeof chrome {
    return {
      runtime: this.#runtime(),
      tabs: {
        get: (id: number) => this.#tab(id),
        connect: (id: number, { name }: { name: string }) => this.#connectTab(id, name),
        create: ({ url }: { url: string }) => this.#did(`tab ${url}`),
        onUpdated: this.#onUpdated,
        onRemoved: this.#onRemoved,
      },
      windows: {
        create: ({ url, type }: { url: string; type: string }) => this.#did(`${type} ${url}`),
        update: (id: number) => this.#did(`focus ${id}`),
      },
      sidePanel: {
        setOptions: ({ path }: { path: string }) => this.#did(`panel ${path}`),
        open: ({ tabId }: { tabId: number }) => this.#openPanel(tabId),
      },
      storage: { session: this.#storage() },
      action: {
        setBadgeText: ({ text }: { text: string }) => Promise.resolve(void (this.badge = text)),
        setBadgeBackgroundColor: () => Promise.resolve(),
        setTitle: () => Promise.resolve(),
      },
      notifications: {
        create: (id: string, { title, message }: { title: string; message: string }) =>
          Promise.resolve(this.notifications.push({ id, title, message })),
        clear: (id: string) => this.#did(`clear ${id}`),
        onClicked: this.#onClicked,
      },
    } as unknown as typeof chrome;
  }

  /** A content script's `sendMessage`; a real click lasts only while its listener runs. */
  contentSays(message: unknown, sender: Partial<Sender>, gesture = true): void {
    this.#gesture = gesture;
    this.#onMessage.emit(message, this.#sender(sender), () => undefined);
    this.#gesture = false;
  }

  /** The page's end of a port to the worker. */
  connect(name: string, sender: Partial<Sender>): FakePort {
    const { near, far } = portPair(name, this.lastError, this.#sender(sender));
    this.#workerPorts.add(far);
    this.#onConnect.emit(far);
    return near;
  }

  openTab(tab: Tab & { id: number }): void {
    this.tabs.set(tab.id, tab);
  }

  navigate(id: number, url: string): void {
    const tab = { ...this.tabs.get(id), id, url };
    this.tabs.set(id, tab);
    this.#onUpdated.emit(id, { url }, tab);
  }

  closeTab(id: number): void {
    this.tabs.delete(id);
    this.#onRemoved.emit(id);
  }

  clickNotification(id: string): void {
    this.#onClicked.emit(id);
  }

  startBrowser(): void {
    this.#onStartup.emit();
  }

  /** Chrome ends the worker: it hears nothing more, and whoever talked to it finds the port closed. */
  killWorker(): void {
    for (const event of [this.#onMessage, this.#onConnect, this.#onStartup]) event.clear();
    for (const event of [this.#onUpdated, this.#onRemoved, this.#onClicked]) event.clear();
    for (const port of this.#workerPorts) port.die();
    this.#workerPorts.clear();
  }

  #runtime() {
    const { lastError } = this;
    return {
      id: EXTENSION_ID,
      get lastError() {
        return lastError.current;
      },
      getURL: (path: string) => `${ORIGIN}/${path}`,
      getContexts: () => Promise.resolve([]),
      connectNative: () => this.#connectNative(),
      onMessage: this.#onMessage,
      onConnect: this.#onConnect,
      onStartup: this.#onStartup,
    };
  }

  #connectNative(): FakePort {
    const { near, far } = portPair('', this.lastError);
    this.#workerPorts.add(near);
    if (typeof this.nativeHost === 'string') far.close(this.nativeHost);
    else this.nativeHost(far);
    return near;
  }

  #connectTab(id: number, name: string): FakePort {
    const { near, far } = portPair(name, this.lastError);
    this.#workerPorts.add(near);
    if (this.exporter === null || !this.tabs.has(id)) {
      far.close('Could not establish connection. Receiving end does not exist.');
    } else {
      this.exporter(far);
    }
    return near;
  }

  #tab(id: number): Promise<Tab> {
    const tab = this.tabs.get(id);
    return tab === undefined
      ? Promise.reject(new Error(`No tab with id: ${id}.`))
      : Promise.resolve(tab);
  }

  #openPanel(tabId: number): Promise<void> {
    if (!this.#gesture || !this.sidePanelWorks) {
      const why = '`sidePanel.open()` may only be called in response to a user gesture.';
      return Promise.reject(new Error(why));
    }
    return this.#did(`open ${tabId}`);
  }

  #did(what: string): Promise<void> {
    this.done.push(what);
    return Promise.resolve();
  }

  #storage() {
    return {
      get: (key: string) => {
        const stored = this.#session.get(key);
        return Promise.resolve(
          stored === undefined ? {} : { [key]: JSON.parse(stored) as unknown },
        );
      },
      set: (entries: Record<string, unknown>) => {
        for (const [key, value] of Object.entries(entries)) {
          this.#session.set(key, JSON.stringify(value));
        }
        return Promise.resolve();
      },
    };
  }

  #sender(sender: Partial<Sender>): Sender {
    return { id: EXTENSION_ID, ...sender };
  }
}
