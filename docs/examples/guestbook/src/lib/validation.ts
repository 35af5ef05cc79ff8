import type { EntryDraft } from "@/integrations/storage/types";

export const limits = { name: 60, place: 60, message: 600, messageMin: 3 } as const;

export type DraftErrors = Partial<Record<"name" | "place" | "message", string>>;

export function checkDraft(draft: EntryDraft): DraftErrors {
  const errors: DraftErrors = {};
  const name = draft.name.trim();
  const message = draft.message.trim();
  if (name === "") errors.name = "Please write your name, or the name you like to be called.";
  else if (name.length > limits.name) errors.name = `A name has at most ${limits.name} characters.`;
  if (draft.place.trim().length > limits.place) errors.place = `A place has at most ${limits.place} characters.`;
  if (message.length < limits.messageMin) errors.message = "Please write a few words.";
  else if (message.length > limits.message) errors.message = `A message has at most ${limits.message} characters.`;
  return errors;
}
