import { useId, type ComponentProps } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "onChange"> {
  label: string;
  onCheckedChange: (checked: boolean) => void;
}

export function Checkbox({ label, onCheckedChange, id, ...props }: CheckboxProps) {
  const ownId = useId();
  return (
    <div className="flex items-center gap-2.5">
      <input
        id={id ?? ownId}
        type="checkbox"
        className="size-5 rounded accent-accent"
        onChange={(event) => onCheckedChange(event.target.checked)}
        {...props}
      />
      <label htmlFor={id ?? ownId} className="text-sm">
        {label}
      </label>
    </div>
  );
}
