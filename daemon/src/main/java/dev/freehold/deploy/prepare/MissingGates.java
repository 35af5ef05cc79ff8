package dev.freehold.deploy.prepare;

import dev.freehold.app.Consent;
import dev.freehold.app.Consents;
import dev.freehold.app.Environment;
import dev.freehold.targets.Targets;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What would look at a release before it goes live and can't on this machine: said in the plan, and
 * not only when the deployment has come so far.
 *
 * @param browserIsHere whether a browser was found that can show pages
 */
public record MissingGates(BooleanSupplier browserIsHere, Consents consents, Targets targets) {
  /** One sentence each. */
  List<String> of(Environment environment) {
    if (browserIsHere.getAsBoolean()) {
      return List.of();
    }
    String missing = "No Chrome, Chromium, Edge or Brave was found to look at the page";
    return List.of(
        consents.has(environment.appId(), Consent.Kind.NO_RENDER_CHECK, "")
            ? missing + "; it goes live without a look, as you agreed."
            : targets.traits(environment.target()).isPublic()
                ? missing
                    + ", so it will not go live: install one, or agree with --no-render-check."
                : missing + "; it goes live on this machine all the same: open it yourself.");
  }
}
