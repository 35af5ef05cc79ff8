import type { DockPlace } from '../builders/adapter.ts';
import type { DeployButton } from './button.ts';
import { spotBeside } from './docking.ts';
import { inTheWay } from './neighbours.ts';

/** Keeps the button beside what it was docked to, through whatever the page does. */
export class Placement {
  readonly #sizes = new ResizeObserver(() => this.measureSoon());
  #beside: Element | null = null;
  #frame: number | null = null;

  constructor(
    private readonly document: Document,
    private readonly window: Window,
    private readonly button: DeployButton,
  ) {}

  start(stop: AbortSignal): void {
    const soon = () => this.measureSoon();
    this.window.addEventListener('resize', soon, { signal: stop });
    this.window.addEventListener('scroll', soon, { signal: stop, capture: true, passive: true });
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
    this.#frame ??= this.window.requestAnimationFrame(() => {
      this.#frame = null;
      this.#measure();
    });
  }

  #measure(): void {
    const beside = this.#beside?.isConnected ? this.#beside.getBoundingClientRect() : null;
    const view = this.document.documentElement;
    const window = { width: view.clientWidth, height: view.clientHeight };
    const { document, button } = this;
    button.moveTo(
      spotBeside(beside, button.size, window, (box) => inTheWay(document, box, button.host)),
    );
  }
}
