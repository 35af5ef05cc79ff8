import type { Size, Spot } from './docking.ts';
import { icon } from './icon.ts';
import { STYLE } from './style.ts';

/** Marks what Freehold adds to a page, so that it is there once. */
export const MARKER = 'data-freehold-deploy';

const FLOATING = { left: 'auto', top: 'auto', right: '20px', bottom: '20px' };

/**
 * The button on a builder's page: above the page and not in it, in a closed shadow root, so that
 * neither changes the other.
 */
export class DeployButton {
  readonly host: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #frame: HTMLElement;
  readonly #note: HTMLElement;

  constructor(
    private readonly document: Document,
    onPress: () => void,
  ) {
    this.host = document.createElement('div');
    this.host.setAttribute(MARKER, '');
    this.#button = document.createElement('button');
    this.#button.type = 'button';
    this.#button.setAttribute('aria-label', 'Deploy with Freehold');
    this.#button.title = 'Deploy with Freehold';
    this.#button.append(icon(document), 'Deploy');
    this.#button.addEventListener('click', (event) => {
      event.stopPropagation();
      // only a hand presses it; the page's scripts do not
      if (event.isTrusted) onPress();
    });
    this.#note = document.createElement('div');
    this.#note.setAttribute('role', 'status');
    this.#frame = document.createElement('div');
    this.#frame.append(this.#button, this.#note);
    const style = document.createElement('style');
    style.textContent = STYLE;
    this.host.attachShadow({ mode: 'closed' }).append(style, this.#frame);
    this.moveTo({ kind: 'floating' });
  }

  /** Puts it on the page, where it is not, and takes away whatever else bears its mark. */
  mount(): void {
    for (const other of this.document.querySelectorAll(`[${MARKER}]`)) {
      if (other !== this.host) other.remove();
    }
    if (!this.host.isConnected) this.document.body.append(this.host);
  }

  unmount(): void {
    this.host.remove();
  }

  moveTo(spot: Spot): void {
    this.#frame.className = spot.kind;
    const place =
      spot.kind === 'docked'
        ? { left: `${spot.left}px`, top: `${spot.top}px`, right: 'auto', bottom: 'auto' }
        : FLOATING;
    const style = {
      all: 'initial',
      position: 'fixed',
      display: 'block',
      'z-index': '2147483647',
      ...place,
    };
    for (const [property, value] of Object.entries(style)) {
      // a page's own !important does not win over an element's
      this.host.style.setProperty(property, value, 'important');
    }
  }

  /** Its size when it is docked, wherever it stands now. */
  get size(): Size {
    const was = this.#frame.className;
    this.#frame.className = 'docked';
    const { width, height } = this.#button.getBoundingClientRect();
    this.#frame.className = was;
    return { width, height };
  }

  /** Says something beside the button, also to a screen reader; null says nothing. */
  say(note: string | null): void {
    if (this.#note.textContent !== (note ?? '')) this.#note.textContent = note;
  }
}
