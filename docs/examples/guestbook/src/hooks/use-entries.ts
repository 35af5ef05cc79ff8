import { useSyncExternalStore } from "react";
import { getEntries, subscribe } from "@/integrations/storage/entry-store";

export function useEntries() {
  return useSyncExternalStore(subscribe, getEntries);
}
