package dev.freehold.targets;

import dev.freehold.app.Placement;

/** The places that there are, whatever their kind. */
public interface Targets {
  /**
   * Connects to nothing yet.
   *
   * @throws dev.freehold.base.UserError {@code target.unknown}
   */
  Target open(Site site, Placement placement);

  /**
   * @param target its name
   * @throws dev.freehold.base.UserError {@code target.unknown}
   */
  Traits traits(String target);
}
