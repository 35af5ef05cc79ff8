import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

export function TextLink({ className, ...props }: ComponentProps<"a">) {
  return <a className={cn("rounded-sm font-medium text-accent underline underline-offset-4 hover:no-underline", className)} {...props} />;
}
