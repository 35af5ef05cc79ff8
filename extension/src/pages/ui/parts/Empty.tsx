import type { ComponentChildren, JSX } from 'preact';
import { Mark } from './Icon.tsx';

interface EmptyProps {
  title: string;
  hint: string;
  children?: ComponentChildren;
}

/** Where there is nothing yet: what to do so that there is something. */
export function Empty({ title, hint, children }: EmptyProps): JSX.Element {
  return (
    <div class="empty">
      <Mark />
      <h2>{title}</h2>
      <p class="soft">{hint}</p>
      {children}
    </div>
  );
}
