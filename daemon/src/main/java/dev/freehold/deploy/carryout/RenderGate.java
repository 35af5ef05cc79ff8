package dev.freehold.deploy.carryout;

import dev.freehold.app.Consent;
import dev.freehold.app.Consents;
import dev.freehold.app.Journey;
import dev.freehold.app.Journeys;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.render.Look;
import dev.freehold.render.Page;
import dev.freehold.render.PageRenderer;
import dev.freehold.render.Rendering.Reason;
import dev.freehold.render.Verdict;
import dev.freehold.render.Window;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import dev.freehold.target.Staged;

/** Opens the staged release in the user's own browser: nothing goes live that shows nothing. */
public final class RenderGate {
  private final PageRenderer renderer;
  private final Consents consents;
  private final Journeys journeys;

  public RenderGate(PageRenderer renderer, Consents consents, Journeys journeys) {
    this.renderer = renderer;
    this.consents = consents;
    this.journeys = journeys;
  }

  /**
   * A rollback goes to what was live before, so it is not kept waiting. On this machine only its
   * owner sees the app, so there it goes live with a note when no browser is there to look.
   *
   * @throws UserError {@code gate.blank-page}, {@code gate.page-error}, {@code gate.page-instead},
   *     {@code gate.journey-failed}
   * @throws MachineError {@code gate.no-browser}, {@code gate.render-failed}: a gate that can't run
   *     is closed
   */
  void check(Work work, Staged release, StepContext context) {
    if (work.deployment().kind() == DeploymentKind.ROLLBACK) {
      context.log("This release was live before: its page is not looked at again.");
      return;
    }
    switch (look(release, "/", context)) {
      case Look.Seen seen -> {
        judge(Verdict.of(seen, release.host()), context);
        journeys
            .of(work.deployment().appId())
            .forEach(journey -> travel(journey, release, context));
      }
      case Look.NotSeen missing -> withoutLook(work, missing, context);
    }
  }

  private void travel(Journey journey, Staged release, StepContext context) {
    switch (look(release, journey.path(), context)) {
      case Look.Seen seen -> {
        try {
          judge(Verdict.of(seen, release.host(), journey.expect()), context);
        } catch (UserError e) {
          throw new UserError(
              e.code(), "The page at " + journey.path() + " fails. " + e.getMessage(), e.remedy());
        }
        context.log("The page at " + journey.path() + " says \"" + journey.expect() + "\".");
      }
      case Look.NotSeen missing -> throw notShown(missing);
    }
  }

  /** Once more when the browser failed, which on a busy machine says nothing about the page. */
  private Look look(Staged release, String path, StepContext context) {
    var page = new Page(release.connect(), release.host(), path, Window.DESKTOP);
    Look first = renderer.look(page, context::cancelled);
    boolean again =
        first instanceof Look.NotSeen missing
            && missing.reason() != Reason.NO_BROWSER
            && !context.cancelled();
    Look last = again ? renderer.look(page, context::cancelled) : first;
    if (context.cancelled()) {
      throw new CancelledException();
    }
    return last;
  }

  private static void judge(Verdict verdict, StepContext context) {
    verdict.warnings().stream().limit(5).forEach(context::note);
    verdict
        .problem()
        .ifPresent(
            problem -> {
              throw problem;
            });
  }

  private void withoutLook(Work work, Look.NotSeen missing, StepContext context) {
    if (consents.has(work.deployment().appId(), Consent.Kind.NO_RENDER_CHECK, "")) {
      context.note("The page was not looked at, as agreed. " + missing.why());
      return;
    }
    if (missing.reason() == Reason.NO_BROWSER && work.environment().isLocal()) {
      context.note(
          "Nobody looked at the page before it went live. "
              + missing.why()
              + " Open it yourself, and install Chrome or Chromium before you deploy to a server.");
      return;
    }
    if (missing.reason() == Reason.NO_BROWSER) {
      throw new MachineError(
          "gate.no-browser",
          "The new release was not looked at, so it did not go live. " + missing.why(),
          "Install Chrome or Chromium, or agree to go live without a look: freehold deploy"
              + " --no-render-check");
    }
    throw notShown(missing);
  }

  private static MachineError notShown(Look.NotSeen missing) {
    return new MachineError(
        "gate.render-failed",
        "The browser could not show the new release, so it did not go live. " + missing.why(),
        "Deploy again. If it stays so, look whether the browser starts at all, or agree to go live"
            + " without a look: freehold deploy --no-render-check");
  }
}
