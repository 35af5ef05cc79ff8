import { cn } from "@/lib/utils";

export function Spinner({ label, className }: { label: string; className?: string }) {
  return (
    <span role="status" className={cn("inline-flex items-center gap-3 text-muted-foreground", className)}>
      <span aria-hidden="true" className="size-5 animate-spin rounded-full border-2 border-muted border-t-accent" />
      {label}
    </span>
  );
}
