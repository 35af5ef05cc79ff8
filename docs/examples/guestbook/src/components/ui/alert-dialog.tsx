import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogDescription, DialogFooter, DialogTitle } from "@/components/ui/dialog";

interface AlertDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void;
}

/** A question that must be answered before something is lost. The harmless answer has the focus. */
export function AlertDialog({ open, onOpenChange, title, children, confirmLabel, onConfirm }: AlertDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} label={title} role="alertdialog">
      <DialogTitle>{title}</DialogTitle>
      <DialogDescription>{children}</DialogDescription>
      <DialogFooter>
        <Button variant="outline" autoFocus onClick={() => onOpenChange(false)}>
          Cancel
        </Button>
        <Button
          variant="destructive"
          onClick={() => {
            onOpenChange(false);
            onConfirm();
          }}
        >
          {confirmLabel}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
