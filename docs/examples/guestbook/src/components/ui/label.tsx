import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

interface LabelProps extends ComponentProps<"label"> {
  optional?: boolean;
}

export function Label({ optional, className, children, ...props }: LabelProps) {
  return (
    <label className={cn("block text-sm font-medium", className)} {...props}>
      {children}
      {optional && <span className="font-normal text-muted-foreground"> (optional)</span>}
    </label>
  );
}
