import type { ComponentProps } from "react";
import { ChevronDownIcon } from "@/components/icons";
import { cn } from "@/lib/utils";

interface SelectProps<T extends string> extends Omit<ComponentProps<"select">, "value" | "onChange"> {
  value: T;
  onValueChange: (value: T) => void;
  options: { value: T; label: string }[];
}

export function Select<T extends string>({ value, onValueChange, options, className, ...props }: SelectProps<T>) {
  return (
    <div className={cn("relative", className)}>
      <select
        value={value}
        onChange={(event) => onValueChange(event.target.value as T)}
        className="field-control h-11 appearance-none pr-9"
        {...props}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute right-3 top-3.5 size-4 text-muted-foreground" />
    </div>
  );
}
