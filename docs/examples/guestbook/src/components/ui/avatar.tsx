import { initials } from "@/lib/entries";
import { cn } from "@/lib/utils";

/** The initials of a guest. Decoration only: the name always stands beside it. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex size-11 shrink-0 select-none items-center justify-center rounded-full bg-muted font-serif text-base",
        className,
      )}
    >
      {initials(name) || "?"}
    </span>
  );
}
