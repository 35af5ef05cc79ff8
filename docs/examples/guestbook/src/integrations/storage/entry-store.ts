import { sampleEntries } from "@/data/sample-entries";
import { byNewest } from "@/lib/entries";
import { newId } from "@/lib/ids";
import { readJson, remove, writeJson } from "./client";
import { storageKeys } from "./keys";
import type { Entry, EntryDraft } from "./types";

type Listener = () => void;

const listeners = new Set<Listener>();
let snapshot: Entry[] | undefined;

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const entry = value as Record<string, unknown>;
  return (
    ["id", "name", "place", "message", "kind", "ink"].every((key) => typeof entry[key] === "string") &&
    typeof entry.signedAt === "string" &&
    !Number.isNaN(Date.parse(entry.signedAt))
  );
}

function ownEntries(): Entry[] {
  const stored = readJson(storageKeys.entries);
  return Array.isArray(stored) ? stored.filter(isEntry).map((entry) => ({ ...entry, own: true })) : [];
}

function changed() {
  snapshot = undefined;
  listeners.forEach((listener) => listener());
}

function onStorage(event: StorageEvent) {
  if (event.key === storageKeys.entries || event.key === null) changed();
}

/** The samples and the entries signed in this browser, newest first. The same array until something changes. */
export function getEntries(): Entry[] {
  snapshot ??= [...sampleEntries, ...ownEntries()].sort(byNewest);
  return snapshot;
}

export function subscribe(listener: Listener) {
  if (listeners.size === 0) {
    snapshot = undefined; // Another tab may have signed while nobody listened.
    addEventListener("storage", onStorage);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener("storage", onStorage);
  };
}

export function signEntry(draft: EntryDraft): { entry: Entry; kept: boolean } {
  const entry: Entry = {
    ...draft,
    name: draft.name.trim(),
    place: draft.place.trim(),
    message: draft.message.trim(),
    id: newId(),
    signedAt: new Date().toISOString(),
    own: true,
  };
  const kept = writeJson(storageKeys.entries, [...ownEntries(), entry]);
  changed();
  return { entry, kept };
}

export function removeEntry(id: string) {
  writeJson(
    storageKeys.entries,
    ownEntries().filter((entry) => entry.id !== id),
  );
  changed();
}

export function removeOwnEntries() {
  remove(storageKeys.entries);
  changed();
}
