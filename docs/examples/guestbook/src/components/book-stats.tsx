import { Stat } from "@/components/ui/stat";
import type { Entry } from "@/integrations/storage/types";

export function BookStats({ entries }: { entries: Entry[] }) {
  const places = new Set(entries.map((entry) => entry.place).filter(Boolean));
  const words = entries.reduce((sum, entry) => sum + entry.message.split(/\s+/).length, 0);
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-4">
      <Stat value={entries.length} label={entries.length === 1 ? "entry" : "entries"} />
      <Stat value={places.size} label={places.size === 1 ? "place" : "places"} />
      <Stat value={words} label="words" />
    </dl>
  );
}
