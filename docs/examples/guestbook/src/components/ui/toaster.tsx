import { Toast } from "@/components/ui/toast";
import { useToasts } from "@/hooks/use-toast";

export function Toaster() {
  const messages = useToasts();
  return (
    <section aria-label="Notices" aria-live="polite" className="pointer-events-none fixed inset-x-4 bottom-4 z-50 sm:left-auto sm:w-96">
      <ul className="space-y-2">
        {messages.map((message) => (
          <Toast key={message.id} message={message} />
        ))}
      </ul>
    </section>
  );
}
