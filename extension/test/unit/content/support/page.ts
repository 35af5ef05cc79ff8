import { adapterFor } from '../../../../src/builders/registry.ts';
import { Presence } from '../../../../src/content/presence.ts';
import type { FromContent } from '../../../../src/protocol/messages.ts';
import { Window } from 'happy-dom';

type Browser = globalThis.Window & typeof globalThis;

const ID = 'cmailpibelejjbdgmndojgngbpkbbnni';
const MARK = '[data-freehold-deploy]';

/** A builder's tab with Freehold's content script in it. */
export class Page {
  readonly happy: Window;
  readonly window: Browser;
  readonly document: Document;
  readonly said: FromContent['type'][] = [];
  /** The listeners of ports that the worker opens. */
  readonly connect: ((port: chrome.runtime.Port) => void)[] = [];
  readonly runtime: { id: string | undefined };
  /** How the worker answers. */
  answers: () => Promise<void> = () => Promise.resolve();
  #roots = new Map<Element, ShadowRoot>();

  constructor(address: string, html = '<header><button>Publish</button></header>') {
    this.happy = new Window({ url: address, width: 1000, height: 700 });
    this.window = this.happy as unknown as Browser;
    this.document = this.window.document;
    this.document.body.innerHTML = html;
    this.runtime = Object.assign(
      { id: ID },
      {
        sendMessage: (message: FromContent) => {
          this.said.push(message.type);
          return this.answers();
        },
        onConnect: {
          addListener: (listener: (port: chrome.runtime.Port) => void) =>
            this.connect.push(listener),
        },
      },
    );
    this.#rememberRoots();
  }

  start(): this {
    const runtime = this.runtime as unknown as typeof chrome.runtime;
    new Presence({ window: this.window, runtime, adapterFor }).start();
    return this;
  }

  goTo(address: string): void {
    this.happy.happyDOM.setURL(new URL(address, this.window.location.href).href);
    this.document.dispatchEvent(new this.window.Event('freehold:navigated'));
  }

  get hosts(): HTMLElement[] {
    return [...this.document.querySelectorAll<HTMLElement>(MARK)];
  }

  get button(): HTMLButtonElement | null {
    return this.#inside('button');
  }

  get note(): string | null {
    return this.#inside<HTMLElement>('[role="status"]')?.textContent ?? null;
  }

  /** Presses the button as a hand does, or as a script of the page. */
  press(by: 'hand' | 'script'): void {
    const event = new this.window.MouseEvent('click', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'isTrusted', { value: by === 'hand' });
    this.button?.dispatchEvent(event);
  }

  #inside<T extends Element>(selector: string): T | null {
    const [host] = this.hosts;
    return (host && this.#roots.get(host)?.querySelector<T>(selector)) ?? null;
  }

  /** A closed root is closed to tests too: what the page cannot have is kept when it is made. */
  #rememberRoots(): void {
    const roots = this.#roots;
    const { prototype } = this.window.Element;
    const original = Reflect.get(prototype, 'attachShadow');
    prototype.attachShadow = function (this: Element, init) {
      const root = original.call(this, init);
      roots.set(this, root);
      return root;
    };
  }
}
