package dev.freehold.git;

import java.time.Clock;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/** Freehold itself, as git names who made a commit or moved a branch. */
final class Committer {
  private Committer() {}

  static PersonIdent at(Clock clock) {
    return new PersonIdent(
        "Freehold", "freehold@export.freehold.invalid", clock.instant(), ZoneOffset.UTC);
  }
}
