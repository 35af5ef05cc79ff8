export type EntryKind = "hello" | "thanks" | "memory" | "wish";
export type InkName = "blue" | "green" | "red" | "sepia";

export interface EntryDraft {
  name: string;
  place: string;
  message: string;
  kind: EntryKind;
  ink: InkName;
}

export interface Entry extends EntryDraft {
  id: string;
  /** ISO 8601, UTC. */
  signedAt: string;
  /** True for an entry written in this browser; only those can be removed. */
  own: boolean;
}
