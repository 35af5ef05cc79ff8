export const storageKeys = {
  entries: "guestbook.entries",
  draft: "guestbook.draft",
  guest: "guestbook.guest",
  theme: "guestbook.theme",
} as const;
