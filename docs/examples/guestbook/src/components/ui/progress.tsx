import { cn } from "@/lib/utils";

interface ProgressProps {
  value: number;
  max: number;
  label: string;
}

/** Turns to the warning colour when the value has passed its maximum. */
export function Progress({ value, max, label }: ProgressProps) {
  const share = Math.min(100, Math.round((value / max) * 100));
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className="h-1.5 w-full overflow-hidden rounded-full bg-muted"
    >
      <div className={cn("h-full rounded-full transition-[width]", value > max ? "bg-destructive" : "bg-accent")} style={{ width: `${share}%` }} />
    </div>
  );
}
