import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export function Textarea({ className, rows = 6, ...props }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn("field-control resize-y", className)} {...props} />;
}
