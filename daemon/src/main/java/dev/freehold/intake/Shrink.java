package dev.freehold.intake;

import dev.freehold.base.UserError;

/** A partial export looks like one from which most files were deleted. */
final class Shrink {
  private static final int MOST_PERCENT = 30;

  private Shrink() {}

  /**
   * @throws UserError {@code intake.shrink}
   */
  static void refuse(int before, int now) {
    if (100L * now >= (100L - MOST_PERCENT) * before) {
      return;
    }
    throw new UserError(
        "intake.shrink",
        String.format(
            "This export has %,d files; the one before had %,d. That is %d %% fewer, as if a part"
                + " were missing.",
            now, before, Math.round(100 - 100.0 * now / before)),
        "If files were really deleted, try again with --allow-shrink. Otherwise export the project"
            + " again.");
  }
}
