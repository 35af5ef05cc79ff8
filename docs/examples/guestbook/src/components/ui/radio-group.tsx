import { useId, type ReactNode } from "react";
import { cn } from "@/lib/utils";

interface RadioGroupProps<T extends string> {
  legend: string;
  value: T;
  onValueChange: (value: T) => void;
  options: { value: T; label: string; mark?: ReactNode }[];
  className?: string;
}

export function RadioGroup<T extends string>({ legend, value, onValueChange, options, className }: RadioGroupProps<T>) {
  const name = useId();
  return (
    <fieldset className={className}>
      <legend className="mb-2 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              "inline-flex cursor-pointer items-center gap-2 rounded-md border border-input bg-card px-3 py-2 text-sm hover:bg-muted",
              "has-[:checked]:border-accent has-[:checked]:bg-accent-soft has-[:focus-visible]:outline has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-ring",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValueChange(option.value)}
              className="size-4 accent-accent outline-none"
            />
            {option.mark}
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
