import { EntryCard } from "@/components/entry-card";
import type { Entry } from "@/integrations/storage/types";

export function EntryList({ entries }: { entries: Entry[] }) {
  return (
    <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {entries.map((entry) => (
        <li key={entry.id} className="min-w-0">
          <EntryCard entry={entry} />
        </li>
      ))}
    </ul>
  );
}
