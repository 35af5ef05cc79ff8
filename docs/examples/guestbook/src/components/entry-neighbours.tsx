import { ChevronLeftIcon, ChevronRightIcon } from "@/components/icons";
import { ButtonLink } from "@/components/ui/button-link";
import type { Entry } from "@/integrations/storage/types";

interface EntryNeighboursProps {
  newer: Entry | undefined;
  older: Entry | undefined;
}

export function EntryNeighbours({ newer, older }: EntryNeighboursProps) {
  return (
    <nav aria-label="Neighbouring entries" className="flex flex-wrap justify-between gap-3">
      {newer ? (
        <ButtonLink to={`/entries/${newer.id}`} variant="outline" className="max-w-full">
          <ChevronLeftIcon className="size-4" />
          <span className="truncate">Newer: {newer.name}</span>
        </ButtonLink>
      ) : (
        <span />
      )}
      {older && (
        <ButtonLink to={`/entries/${older.id}`} variant="outline" className="max-w-full">
          <span className="truncate">Older: {older.name}</span>
          <ChevronRightIcon className="size-4" />
        </ButtonLink>
      )}
    </nav>
  );
}
