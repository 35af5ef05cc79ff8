import { useParams } from "react-router-dom";
import { EntryNeighbours } from "@/components/entry-neighbours";
import { EntrySheet } from "@/components/entry-sheet";
import { BookIcon, LinkIcon } from "@/components/icons";
import { PageTitle } from "@/components/page-title";
import { RemoveEntry } from "@/components/remove-entry";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";
import { useCopy } from "@/hooks/use-copy";
import { useEntries } from "@/hooks/use-entries";
import { kindLabel } from "@/lib/entries";

export default function EntryPage() {
  const { id } = useParams();
  const entries = useEntries();
  const copy = useCopy();
  const index = entries.findIndex((entry) => entry.id === id);
  const entry = entries[index];

  if (!entry) {
    return (
      <Container className="max-w-3xl space-y-8 py-12">
        <PageTitle title="Entry not found" />
        <EmptyState icon={<BookIcon className="size-8" />} title="There is no such page in this book">
          <p>An entry that a guest signed can be opened only in the browser it was signed in.</p>
          <ButtonLink to="/entries">Go to the entries</ButtonLink>
        </EmptyState>
      </Container>
    );
  }

  return (
    <Container className="max-w-3xl space-y-6 py-12">
      <Breadcrumb crumbs={[{ label: "Home", to: "/" }, { label: "Entries", to: "/entries" }, { label: entry.name }]} />
      <div className="flex flex-wrap items-end justify-between gap-4">
        <PageTitle title={`Entry by ${entry.name}`} />
        <Badge variant="accent">{kindLabel(entry.kind)}</Badge>
      </div>
      <EntrySheet entry={entry} signedAt={entry.signedAt} />
      <div className="flex flex-wrap gap-3">
        <Button variant="outline" onClick={() => copy(location.href, "Link")}>
          <LinkIcon />
          Copy link
        </Button>
        {entry.own && <RemoveEntry key={entry.id} id={entry.id} />}
      </div>
      <EntryNeighbours newer={entries[index - 1]} older={entries[index + 1]} />
    </Container>
  );
}
