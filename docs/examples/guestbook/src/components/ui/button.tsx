import type { ComponentProps } from "react";
import { buttonVariants, type ButtonStyle } from "@/components/ui/button-variants";

export function Button({ variant, size, className, type = "button", ...props }: ComponentProps<"button"> & ButtonStyle) {
  return <button type={type} className={buttonVariants({ variant, size }, className)} {...props} />;
}
