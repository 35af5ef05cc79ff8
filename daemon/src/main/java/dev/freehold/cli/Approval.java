package dev.freehold.cli;

import dev.freehold.base.UserError;

/** Nothing is carried out that nobody approved. */
final class Approval {
  private Approval() {}

  static UserError missing(String what) {
    return new UserError(
        "plan.not-approved",
        what,
        "Run it in a terminal and answer y, or approve beforehand with --yes.");
  }
}
