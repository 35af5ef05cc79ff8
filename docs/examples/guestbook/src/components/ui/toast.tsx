import { IconButton } from "@/components/ui/icon-button";
import { CloseIcon } from "@/components/icons";
import { dismissToast, type ToastMessage } from "@/hooks/use-toast";

export function Toast({ message }: { message: ToastMessage }) {
  return (
    <li className="pointer-events-auto flex animate-rise items-start gap-3 rounded-lg border bg-card p-3 pl-4 shadow-lg">
      <div className="min-w-0 flex-1 py-1">
        <p className="font-medium">{message.title}</p>
        {message.description && <p className="mt-1 break-words text-sm text-muted-foreground">{message.description}</p>}
      </div>
      <IconButton label="Dismiss" onClick={() => dismissToast(message.id)}>
        <CloseIcon />
      </IconButton>
    </li>
  );
}
