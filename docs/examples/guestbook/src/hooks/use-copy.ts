import { toast } from "@/hooks/use-toast";

/** The clipboard exists on https and localhost only; elsewhere the text is shown to be copied by hand. */
export function useCopy() {
  return async (text: string, what: string) => {
    try {
      await navigator.clipboard.writeText(text);
      toast({ title: `${what} copied` });
    } catch {
      toast({ title: `${what} could not be copied`, description: text });
    }
  };
}
