import type { DockPlace } from '../builders/adapter.ts';
import type { DeployButton } from './button.ts';
import { spotBeside, type Box } from './docking.ts';
import { inTheWay } from './neighbours.ts';

/** Keeps the button beside what it was docked to, through whatever the page does. */
export class Placement {
  readonly #sizes: ResizeObserver;
  #beside: Element | null = null;
  #waiting = false;

  constructor(
    private readonly window: Window & typeof globalThis,
    private readonly button: DeployButton,
  ) {
    this.#sizes = new window.ResizeObserver(() => this.measureSoon());
  }

  /** Follows the window's movements. */
  start(): void {
    const soon = () => this.measureSoon();
    this.window.addEventListener('resize', soon);
    this.window.addEventListener('scroll', soon, { capture: true, passive: true });
  }

  /** Takes the place that the adapter found, or none. */
  dock(place: DockPlace | null): void {
    const beside = place?.beside ?? null;
    if (beside !== this.#beside) {
      this.#sizes.disconnect();
      this.#beside = beside;
      for (const element of [beside, beside?.parentElement]) {
        if (element) this.#sizes.observe(element);
      }
    }
    this.measureSoon();
  }

  /** Measures once before the next frame is drawn, however often it is asked to. */
  measureSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.window.requestAnimationFrame(() => {
      this.#waiting = false;
      this.#measure();
    });
  }

  #measure(): void {
    const { document } = this.window;
    const beside = this.#beside?.isConnected ? this.#beside.getBoundingClientRect() : null;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const covers = (box: Box) => inTheWay(document, box, this.button.host);
    this.button.moveTo(spotBeside(beside, this.button.size, { width, height }, covers));
  }
}
