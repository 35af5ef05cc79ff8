import { cn } from "@/lib/utils";

const variants = {
  default: "bg-accent text-accent-foreground hover:bg-accent/90",
  outline: "border border-input bg-card text-foreground hover:bg-muted",
  ghost: "text-foreground hover:bg-muted",
  destructive: "bg-destructive text-destructive-foreground hover:bg-destructive/90",
};

const sizes = {
  default: "h-10 px-4 py-2",
  lg: "h-12 px-6 text-base",
  icon: "size-10",
};

export interface ButtonStyle {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The look of a button, for a `<button>` as well as for a link. */
export function buttonVariants({ variant = "default", size = "default" }: ButtonStyle = {}, className?: string) {
  return cn(
    "inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md text-sm font-medium transition-colors disabled:pointer-events-none disabled:opacity-50",
    variants[variant],
    sizes[size],
    className,
  );
}
