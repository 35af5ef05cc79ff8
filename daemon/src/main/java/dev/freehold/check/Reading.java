package dev.freehold.check;

import dev.freehold.check.Finding.Severity;

/**
 * What is only read in the sources. It says what the code may do, so it is a note; it becomes a
 * warning when its trace is in what was built.
 *
 * @param note the finding, with severity INFO
 * @param trace text that what was built has only when this code is part of it; empty when nothing
 *     in it could show that
 */
public record Reading(Finding note, String trace) {
  /** The finding when its trace was seen. */
  public static Finding proven(Finding note) {
    return new Finding(
        note.id(),
        Severity.WARNING,
        note.code(),
        note.rule(),
        note.file(),
        note.line(),
        note.message(),
        note.remedy());
  }
}
