import { useEffect, useRef, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/lib/utils";

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  role?: "dialog" | "alertdialog";
  className?: string;
  children: ReactNode;
}

/** The browser's own dialog: it keeps the focus inside and closes on Escape. */
export function Dialog({ open, onOpenChange, label, role, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && !element?.open) element?.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      role={role}
      aria-label={label}
      className={cn(
        "w-[min(28rem,calc(100vw-2rem))] rounded-lg border bg-card p-6 text-foreground shadow-xl open:animate-rise",
        className,
      )}
      onClose={() => onOpenChange(false)}
      onClick={(event) => event.target === dialog.current && onOpenChange(false)}
    >
      {open && children}
    </dialog>
  );
}

export function DialogTitle({ className, ...props }: ComponentProps<"h2">) {
  return <h2 className={cn("text-xl font-semibold", className)} {...props} />;
}

export function DialogDescription({ className, ...props }: ComponentProps<"p">) {
  return <p className={cn("mt-2 text-muted-foreground", className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("mt-6 flex flex-wrap justify-end gap-3", className)} {...props} />;
}
