import type { Entry, EntryKind, InkName } from "@/integrations/storage/types";

export const kinds: { value: EntryKind; label: string }[] = [
  { value: "hello", label: "Hello" },
  { value: "thanks", label: "Thanks" },
  { value: "memory", label: "Memory" },
  { value: "wish", label: "Wish" },
];

export const inks: { value: InkName; label: string; text: string; dot: string }[] = [
  { value: "blue", label: "Blue", text: "text-ink-blue", dot: "bg-ink-blue" },
  { value: "green", label: "Green", text: "text-ink-green", dot: "bg-ink-green" },
  { value: "red", label: "Red", text: "text-ink-red", dot: "bg-ink-red" },
  { value: "sepia", label: "Sepia", text: "text-ink-sepia", dot: "bg-ink-sepia" },
];

export type SortOrder = "newest" | "oldest" | "name";

export interface EntryQuery {
  text: string;
  kind: EntryKind | "all";
  sort: SortOrder;
}

export function kindLabel(kind: EntryKind) {
  return kinds.find((one) => one.value === kind)?.label ?? kind;
}

export function inkOf(name: InkName) {
  return inks.find((ink) => ink.value === name) ?? inks[0];
}

export function byNewest(a: Entry, b: Entry) {
  return b.signedAt.localeCompare(a.signedAt);
}

export function findEntries(entries: Entry[], { text, kind, sort }: EntryQuery) {
  const needle = text.trim().toLocaleLowerCase();
  const found = entries.filter(
    (entry) =>
      (kind === "all" || entry.kind === kind) &&
      (needle === "" || `${entry.name} ${entry.place} ${entry.message}`.toLocaleLowerCase().includes(needle)),
  );
  switch (sort) {
    case "newest":
      return found.sort(byNewest);
    case "oldest":
      return found.sort((a, b) => byNewest(b, a));
    case "name":
      return found.sort((a, b) => a.name.localeCompare(b.name));
  }
}

export function initials(name: string) {
  const words = name.trim().split(/\s+/);
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => Array.from(word)[0] ?? "").join("").toLocaleUpperCase();
}
