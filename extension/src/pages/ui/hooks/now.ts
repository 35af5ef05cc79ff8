import { useEffect, useState } from 'preact/hooks';

/** The time, told anew every `millis`. */
export function useNow(millis = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), millis);
    return () => clearInterval(timer);
  }, [millis]);
  return now;
}
