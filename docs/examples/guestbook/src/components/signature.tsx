import { inkOf } from "@/lib/entries";
import { cn } from "@/lib/utils";
import type { InkName } from "@/integrations/storage/types";

export function Signature({ name, ink, className }: { name: string; ink: InkName; className?: string }) {
  return <span className={cn("signature break-words", inkOf(ink).text, className)}>{name}</span>;
}
