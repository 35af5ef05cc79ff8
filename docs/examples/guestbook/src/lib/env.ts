const { VITE_GUESTBOOK_TITLE } = import.meta.env;

export const guestbookTitle = VITE_GUESTBOOK_TITLE?.trim() || "Guestbook";

export const accents = ["indigo", "teal", "rose", "amber"] as const;
export type Accent = (typeof accents)[number];

/** An unknown colour name falls back to the first one, so a typing error never leaves the page unstyled. */
export function toAccent(name: string): Accent {
  const wanted = name.trim().toLowerCase();
  return accents.find((accent) => accent === wanted) ?? accents[0];
}

export const guestbookAccent = toAccent(import.meta.env.VITE_GUESTBOOK_ACCENT ?? "indigo");
