import { guestbookAccent } from "@/lib/env";
import { storageKeys } from "@/integrations/storage/keys";
import { readText, writeText } from "@/integrations/storage/client";

export type Theme = "light" | "dark";

export function currentTheme(): Theme {
  const chosen = readText(storageKeys.theme);
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function showTheme(theme: Theme) {
  const root = document.documentElement;
  root.classList.toggle("dark", theme === "dark");
  root.dataset.accent = guestbookAccent;
}

export function chooseTheme(theme: Theme) {
  writeText(storageKeys.theme, theme);
  showTheme(theme);
}
