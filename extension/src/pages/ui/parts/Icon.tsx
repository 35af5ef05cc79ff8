import type { JSX } from 'preact';

const PATHS = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2.5l6 10.5H2zM8 6.5v3M8 11.2v.3',
  chevron: 'M6 4l4 4-4 4',
  out: 'M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.2 3.8L7.5 8.5',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  back: 'M6.5 4L3 7.5 6.5 11M3.2 7.5h6.3a3.3 3.3 0 010 6.5H7',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  image: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3',
  dot: 'M8 5.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5z',
  info: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 7.3v3.6M8 5v.2',
  gear: 'M2.5 5h7M12.5 5h1M2.5 11h1M6.5 11h7M11 3.5v3M5 9.5v3',
  plus: 'M8 3.5v9M3.5 8h9',
  place: 'M3 3.5h10v4H3zM3 8.5h10v4H3zM5.2 5.5h.1M5.2 10.5h.1',
} as const;

export type IconName = keyof typeof PATHS;

/** A picture beside words; it says nothing that they do not. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
      <rect class="mark-ground" width="32" height="32" rx="7.5" />
      <path class="mark-flag" d="M10 25.5v-19h13l-3.6 4.4 3.6 4.4H13.6v10.2z" />
    </svg>
  );
}
