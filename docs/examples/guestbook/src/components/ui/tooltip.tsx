import type { ReactNode } from "react";

/** Shown on hover and keyboard focus. Hidden from screen readers, since the control carries the same name. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className="group/tooltip relative inline-flex">
      {children}
      <span
        aria-hidden="true"
        className="pointer-events-none invisible absolute right-0 top-full z-20 mt-1.5 whitespace-nowrap rounded bg-foreground px-2 py-1 text-xs text-background group-hover/tooltip:visible group-has-[:focus-visible]/tooltip:visible"
      >
        {text}
      </span>
    </span>
  );
}
