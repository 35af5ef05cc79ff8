package dev.freehold.targets.site;

import dev.freehold.base.UserError;
import dev.freehold.targets.Site;

/** Why a target does not switch. */
public final class Refused {
  private Refused() {}

  /**
   * @param generation on the provider
   * @param expected what the deployment was planned after
   */
  public static UserError conflict(Site site, long generation, long expected) {
    return new UserError(
        "deploy.conflict",
        "Another deployment switched "
            + site.app()
            + " in "
            + site.environment()
            + " meanwhile: its switches number "
            + generation
            + ", and this one was planned after number "
            + expected
            + ".",
        "Look at 'freehold history', then deploy or roll back again.");
  }

  /**
   * @param release by its name: {@code v2}
   */
  public static UserError missing(Site site, String release) {
    return new UserError(
        "target.release-missing",
        "The files of "
            + release
            + " are not in "
            + site.environment()
            + " of "
            + site.app()
            + ", so it can't go live.",
        "Deploy it again: what is missing is brought first.");
  }
}
