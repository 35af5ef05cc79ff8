import type { ReactNode } from "react";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { CloseIcon } from "@/components/icons";

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  children: ReactNode;
}

/** A panel at the right edge, for the menu on small screens. */
export function Sheet({ open, onOpenChange, label, children }: SheetProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      label={label}
      className="m-0 ml-auto h-dvh max-h-none w-[min(18rem,85vw)] rounded-none border-y-0 border-r-0 p-4"
    >
      <div className="flex justify-end">
        <IconButton label="Close menu" onClick={() => onOpenChange(false)}>
          <CloseIcon />
        </IconButton>
      </div>
      {children}
    </Dialog>
  );
}
