package dev.freehold.deploy.carryout;

import dev.freehold.app.Consent;
import dev.freehold.app.Consents;
import dev.freehold.app.Journey;
import dev.freehold.app.Journeys;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.SecureContext;
import dev.freehold.render.Look;
import dev.freehold.render.Look.Seen;
import dev.freehold.render.Page;
import dev.freehold.render.PageRenderer;
import dev.freehold.render.Rendering;
import dev.freehold.render.Rendering.Reason;
import dev.freehold.render.Verdict;
import dev.freehold.render.Window;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Staged;
import java.util.Map;
import java.util.function.Function;

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
   * @return pictures of the page; none when nobody looked
   * @throws UserError {@code gate.blank-page}, {@code gate.page-error}, {@code gate.page-instead},
   *     {@code gate.page-loops}, {@code gate.journey-failed}
   * @throws MachineError {@code gate.no-browser}, {@code gate.render-failed}: a gate that can't run
   *     is closed
   */
  Map<Window, Rendering> check(Work work, Staged release, StepContext context) {
    if (work.deployment().kind() == DeploymentKind.ROLLBACK) {
      context.log("This release was live before: its page is not looked at again.");
      return Map.of();
    }
    Page first = page(work, release);
    switch (look(first.inAllWindows(), seen -> Verdict.of(seen, release.host()), context)) {
      case Seen seen -> {
        Withheld.of(work).askedFor(seen.requests(), release.host()).forEach(context::note);
        MixedContent.in(seen.requests(), work.target().addresses().getFirst(), release.host())
            .stream()
            .limit(5)
            .forEach(context::note);
        judge(Verdict.of(seen, release.host()), work, context);
        journeys
            .of(work.deployment().appId())
            .forEach(journey -> travel(journey, first, work, context));
        return seen.renderings();
      }
      case Look.NotSeen missing -> {
        withoutLook(work, missing, context);
        return Map.of();
      }
    }
  }

  /** Staged, it is reached by a way that browsers trust; its visitors may have another. */
  private static Page page(Work work, Staged release) {
    Page page = Page.first(release.connect(), release.host(), release.headers());
    return SecureContext.isAt(work.target().addresses().getFirst()) ? page : page.overPlainHttp();
  }

  private void travel(Journey journey, Page first, Work work, StepContext context) {
    Function<Seen, Verdict> judging = seen -> Verdict.of(seen, first.host(), journey.expect());
    switch (look(first.at(journey.path()), judging, context)) {
      case Seen seen -> {
        try {
          judge(judging.apply(seen), work, context);
        } catch (UserError e) {
          throw new UserError(
              e.code(), "The page at " + journey.path() + " fails. " + e.getMessage(), e.remedy());
        }
        context.log("The page at " + journey.path() + " says \"" + journey.expect() + "\".");
      }
      case Look.NotSeen missing -> throw notShown(missing);
    }
  }

  /**
   * Once more, in a fresh browser, before anything is refused: on a busy machine one look may say
   * nothing about the page.
   */
  private Look look(Page page, Function<Seen, Verdict> judging, StepContext context) {
    Look first = lookOnce(page, context);
    if (!isWorthAnother(first, judging)) {
      return first;
    }
    Look second = lookOnce(page, context);
    Look last = second instanceof Look.NotSeen ? first : second;
    if (last instanceof Seen seen && !page.secure()) {
      judging
          .apply(seen)
          .problem()
          .ifPresent(problem -> blamePlainHttp(problem, page, judging, context));
    }
    return last;
  }

  private static boolean isWorthAnother(Look look, Function<Seen, Verdict> judging) {
    return switch (look) {
      case Look.NotSeen missing -> missing.reason() != Reason.NO_BROWSER;
      case Seen seen ->
          judging
              .apply(seen)
              .problem()
              .filter(p -> !p.code().equals("gate.page-loops"))
              .isPresent();
    };
  }

  private Look lookOnce(Page page, StepContext context) {
    Look look = renderer.look(page, context::cancelled);
    if (context.cancelled()) {
      throw new CancelledException();
    }
    return look;
  }

  /** What works as soon as the way is trusted is not the app's fault. */
  private void blamePlainHttp(
      UserError problem, Page page, Function<Seen, Verdict> judging, StepContext context) {
    Look trusted = lookOnce(page.overHttps(), context);
    if (trusted instanceof Seen seen && judging.apply(seen).problem().isEmpty()) {
      throw new UserError(
          problem.code(),
          "The page works over https only, and visitors reach it over http, where browsers keep"
              + " crypto.randomUUID and the like from it. There: "
              + problem.getMessage(),
          "Give the environment a domain, which brings https: freehold domain add DOMAIN");
    }
  }

  private static void judge(Verdict verdict, Work work, StepContext context) {
    verdict.warnings().stream().limit(5).forEach(context::note);
    verdict
        .problem()
        .ifPresent(
            problem -> {
              if (!work.overruleLook()) {
                throw problem;
              }
              context.note("It went live all the same, as agreed. " + problem.getMessage());
            });
  }

  private void withoutLook(Work work, Look.NotSeen missing, StepContext context) {
    if (consents.has(work.deployment().appId(), Consent.Kind.NO_RENDER_CHECK, "")) {
      context.note("The page was not looked at, as agreed. " + missing.why());
      return;
    }
    if (missing.reason() == Reason.NO_BROWSER && !work.traits().isPublic()) {
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
