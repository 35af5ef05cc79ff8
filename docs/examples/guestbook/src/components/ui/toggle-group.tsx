import { cn } from "@/lib/utils";

interface ToggleGroupProps<T extends string> {
  label: string;
  value: T;
  onValueChange: (value: T) => void;
  options: { value: T; label: string }[];
}

export function ToggleGroup<T extends string>({ label, value, onValueChange, options }: ToggleGroupProps<T>) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValueChange(option.value)}
          className={cn(
            "rounded-full border px-4 py-1.5 text-sm font-medium transition-colors",
            option.value === value ? "border-accent bg-accent text-accent-foreground" : "border-input bg-card hover:bg-muted",
          )}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
