import type { ComponentProps } from "react";
import { cn } from "@/lib/utils";

const tones = {
  info: "border-accent/40 bg-accent-soft",
  problem: "border-destructive/60 bg-destructive/10",
};

interface AlertProps extends ComponentProps<"div"> {
  tone?: keyof typeof tones;
}

export function Alert({ tone = "info", className, ...props }: AlertProps) {
  return <div className={cn("rounded-lg border px-4 py-3", tones[tone], className)} {...props} />;
}

export function AlertTitle({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("font-medium", className)} {...props} />;
}

export function AlertDescription({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("mt-1 text-sm text-muted-foreground", className)} {...props} />;
}
