import type { ReactNode } from "react";

interface SectionHeadingProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function SectionHeading({ title, children, action }: SectionHeadingProps) {
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <div>
        <h2 className="text-2xl font-semibold">{title}</h2>
        {children && <p className="mt-1 text-muted-foreground">{children}</p>}
      </div>
      {action}
    </div>
  );
}
