import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";

interface IconButtonProps extends Omit<ComponentProps<typeof Button>, "aria-label" | "size"> {
  label: string;
}

/** A button that shows only an icon; its name is read aloud and shown on hover and focus. */
export function IconButton({ label, variant = "ghost", ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Button variant={variant} size="icon" aria-label={label} {...props} />
    </Tooltip>
  );
}
