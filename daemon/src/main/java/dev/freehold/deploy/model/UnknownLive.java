package dev.freehold.deploy.model;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.base.UserError;

/** What another machine made live would be lost from its history, and from sight. */
public final class UnknownLive {
  private UnknownLive() {}

  /**
   * @return {@code deploy.unknown-live}
   */
  public static UserError of(App app, Environment environment) {
    return new UserError(
        "deploy.unknown-live",
        "Another machine deployed "
            + app.slug()
            + " to "
            + environment.name()
            + " on "
            + environment.target()
            + ", and this one does not know what is live there.",
        "Take over what it did: freehold target adopt " + environment.target());
  }
}
