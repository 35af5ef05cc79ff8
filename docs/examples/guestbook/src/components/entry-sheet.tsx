import { Signature } from "@/components/signature";
import { Card } from "@/components/ui/card";
import { Separator } from "@/components/ui/separator";
import type { EntryDraft } from "@/integrations/storage/types";
import { formatDay } from "@/lib/dates";
import { inkOf } from "@/lib/entries";
import { cn } from "@/lib/utils";

interface EntrySheetProps {
  entry: EntryDraft;
  signedAt?: string;
  className?: string;
}

/** One entry as it stands in the book: the page of an entry, and the preview while signing. */
export function EntrySheet({ entry, signedAt, className }: EntrySheetProps) {
  return (
    <Card className={cn("p-6 sm:p-8", className)}>
      <p className={cn("signature whitespace-pre-line break-words text-xl leading-relaxed", inkOf(entry.ink).text)}>{entry.message}</p>
      <Separator className="my-5" />
      <p className="text-lg">
        <Signature name={entry.name} ink={entry.ink} />
        {entry.place && <span className="text-muted-foreground">, {entry.place}</span>}
      </p>
      {signedAt && (
        <p className="mt-1 text-sm text-muted-foreground">
          <time dateTime={signedAt}>{formatDay(signedAt)}</time>
        </p>
      )}
    </Card>
  );
}
