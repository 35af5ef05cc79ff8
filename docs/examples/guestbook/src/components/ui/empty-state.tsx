import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}

export function EmptyState({ icon, title, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-input px-6 py-14 text-center">
      <span className="text-muted-foreground">{icon}</span>
      <p className="mt-4 font-serif text-xl font-semibold">{title}</p>
      <div className="mt-2 space-y-5 text-muted-foreground">{children}</div>
    </div>
  );
}
