import { useState } from "react";
import { readJson, remove, writeJson } from "@/integrations/storage/client";

/** State that survives a reload. Fields that were not stored keep their initial value. */
export function useStoredState<T extends object>(key: string, initial: T) {
  const [value, setValue] = useState<T>(() => {
    const stored = readJson(key);
    return typeof stored === "object" && stored !== null ? { ...initial, ...stored } : initial;
  });
  const store = (next: T) => {
    setValue(next);
    writeJson(key, next);
  };
  const forget = () => {
    setValue(initial);
    remove(key);
  };
  return [value, store, forget] as const;
}
