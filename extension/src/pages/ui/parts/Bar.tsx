import type { JSX } from 'preact';

interface BarProps {
  label: string;
  /** From 0 to 1; null while nobody can tell. */
  value: number | null;
  /** The same in words. */
  words?: string | undefined;
}

export function Bar({ label, value, words }: BarProps): JSX.Element {
  const percent = value === null ? undefined : Math.round(value * 100);
  return (
    <progress
      class="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={words}
      max={100}
      value={percent}
    />
  );
}
