import { NAVIGATED } from './signals.ts';

const RARELY = 500;

export interface Watch {
  /** The address may be another one. */
  onNavigate: () => void;
  /** The page was changed, told at most twice a second. */
  onChange: () => void;
  /** The page was changed, told at once and often. */
  onTouch: () => void;
}

/** Tells of what a builder's page does by itself, without ever being loaded anew. */
export function watchPage(window: Window & typeof globalThis, watch: Watch): void {
  const { document } = window;
  document.addEventListener(NAVIGATED, watch.onNavigate);
  window.addEventListener('popstate', watch.onNavigate);
  window.addEventListener('hashchange', watch.onNavigate);
  let waiting = false;
  const observer = new window.MutationObserver(() => {
    watch.onTouch();
    if (waiting) return;
    waiting = true;
    // not put off by the next change: a builder that writes code changes its page without a pause
    window.setTimeout(() => {
      waiting = false;
      watch.onChange();
    }, RARELY);
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
}
