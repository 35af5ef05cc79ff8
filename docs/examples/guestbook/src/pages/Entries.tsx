import { EntryFilters } from "@/components/entry-filters";
import { EntryList } from "@/components/entry-list";
import { SearchIcon } from "@/components/icons";
import { PageTitle } from "@/components/page-title";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { useEntries } from "@/hooks/use-entries";
import { useEntrySearch } from "@/hooks/use-entry-search";
import { findEntries } from "@/lib/entries";

const perPage = 6;

export default function Entries() {
  const entries = useEntries();
  const { query, page: wantedPage, set, clear } = useEntrySearch();
  const found = findEntries(entries, query);
  const pages = Math.max(1, Math.ceil(found.length / perPage));
  const page = Math.min(wantedPage, pages);
  return (
    <Container className="space-y-8 py-12">
      <PageTitle title="Entries">What guests have written so far.</PageTitle>
      <EntryFilters query={query} onChange={set} />
      <p role="status" className="text-sm text-muted-foreground">
        {found.length === 1 ? "1 entry" : `${found.length} entries`}
      </p>
      {found.length > 0 ? (
        <EntryList entries={found.slice((page - 1) * perPage, page * perPage)} />
      ) : (
        <EmptyState icon={<SearchIcon className="size-8" />} title="No entry found">
          <p>Try another word, or look at all the entries.</p>
          <Button variant="outline" onClick={clear}>
            Show all entries
          </Button>
        </EmptyState>
      )}
      <Pagination page={page} pages={pages} onPageChange={(next) => set("page", String(next))} />
    </Container>
  );
}
