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
export function watchPage(window: Window & typeof globalThis, watch: Watch): () => void {
  const stop = new AbortController();
  const { document } = window;
  const { signal } = stop;
  document.addEventListener(NAVIGATED, watch.onNavigate, { signal });
  window.addEventListener('popstate', watch.onNavigate, { signal });
  window.addEventListener('hashchange', watch.onNavigate, { signal });
  let timer: number | null = null;
  const observer = new window.MutationObserver(() => {
    watch.onTouch();
    // not put off by the next change: a builder that writes code changes its page without a pause
    timer ??= window.setTimeout(() => {
      timer = null;
      watch.onChange();
    }, RARELY);
  });
  observer.observe(document.documentElement, { childList: true, subtree: true });
  return () => {
    stop.abort();
    observer.disconnect();
    if (timer !== null) window.clearTimeout(timer);
  };
}
