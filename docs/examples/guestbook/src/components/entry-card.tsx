import { Link } from "react-router-dom";
import { Signature } from "@/components/signature";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Entry } from "@/integrations/storage/types";
import { formatAge } from "@/lib/dates";
import { inkOf, kindLabel } from "@/lib/entries";

export function EntryCard({ entry }: { entry: Entry }) {
  return (
    <Card className="relative flex h-full flex-col transition-shadow hover:shadow-md has-[a:focus-visible]:shadow-md">
      <CardHeader>
        <Avatar name={entry.name} className={inkOf(entry.ink).text} />
        <div className="min-w-0">
          <CardTitle>
            <Link to={`/entries/${entry.id}`} className="rounded-sm after:absolute after:inset-0">
              <VisuallyHidden>Entry by </VisuallyHidden>
              <Signature name={entry.name} ink={entry.ink} />
            </Link>
          </CardTitle>
          {entry.place && <p className="truncate text-sm text-muted-foreground">{entry.place}</p>}
        </div>
      </CardHeader>
      <CardContent className="flex-1">
        <p className="line-clamp-4 whitespace-pre-line break-words">{entry.message}</p>
      </CardContent>
      <CardFooter className="justify-between text-sm text-muted-foreground">
        <time dateTime={entry.signedAt}>{formatAge(entry.signedAt)}</time>
        <span className="flex gap-2">
          {entry.own && <Badge variant="accent">Yours</Badge>}
          <Badge>{kindLabel(entry.kind)}</Badge>
        </span>
      </CardFooter>
    </Card>
  );
}
