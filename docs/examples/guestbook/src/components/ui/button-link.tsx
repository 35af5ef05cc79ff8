import { Link, type LinkProps } from "react-router-dom";
import { buttonVariants, type ButtonStyle } from "@/components/ui/button-variants";

export function ButtonLink({ variant, size, className, ...props }: LinkProps & ButtonStyle) {
  return <Link className={buttonVariants({ variant, size }, className)} {...props} />;
}
