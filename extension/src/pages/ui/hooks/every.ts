import { useEffect } from 'preact/hooks';

/** Calls again and again while the page is looked at: of what changes elsewhere no event tells. */
export function useEvery(millis: number, call: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        call();
      }
    }, millis);
    return () => clearInterval(timer);
  }, [millis, call]);
}
