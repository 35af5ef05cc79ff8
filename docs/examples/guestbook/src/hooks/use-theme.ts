import { useSyncExternalStore } from "react";
import { chooseTheme, currentTheme } from "@/lib/theme";

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function toggleTheme() {
  chooseTheme(currentTheme() === "dark" ? "light" : "dark");
  listeners.forEach((listener) => listener());
}

/** One theme for all who ask, so that the button in the header and the switch in the settings agree. */
export function useTheme() {
  const theme = useSyncExternalStore(subscribe, currentTheme);
  return { theme, toggleTheme };
}
