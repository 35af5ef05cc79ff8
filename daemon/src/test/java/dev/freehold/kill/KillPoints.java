package dev.freehold.kill;

import dev.freehold.base.Failpoint;
import dev.freehold.deploy.carryout.DeploymentRun;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.prepare.Preparation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every registered failpoint, at every step of a deployment to where the app goes. */
final class KillPoints {
  /** Steps whose effect carries their key on the target. */
  private static final Set<String> RECOGNISED = Set.of("activate", "stage");

  private static final Set<String> WRITING = Set.of("provision", "upload", "stage", "activate");

  private final List<KillPoint> points = new ArrayList<>();

  private final KilledApp app;

  private KillPoints(KilledApp app) {
    this.app = app;
  }

  static List<KillPoint> inOrderOfExecution(KilledApp app) {
    var all = new KillPoints(app);
    List<String> planning = Preparation.steps(DeploymentKind.DEPLOY);
    all.between(Failpoint.EXPORT_UNPACKED.wireName(), false, false);
    planning.forEach(step -> all.within(step, true));
    all.between(Failpoint.RUN_FINISHING.wireName() + ":" + planning.getLast(), true, false);
    all.between(Failpoint.DEPLOYMENT_ACCEPTED.wireName(), false, true);
    DeploymentRun.STEPS.forEach(step -> all.within(step, false));
    all.between(
        Failpoint.RUN_FINISHING.wireName() + ":" + DeploymentRun.STEPS.getLast(), false, false);
    return List.copyOf(all.points);
  }

  /**
   * The points of the steps that write to where the app goes, from the last to the first. What the
   * engine does between them is the same wherever that is.
   */
  static List<KillPoint> ofWrites(KilledApp app) {
    return lastToFirst(
        inOrderOfExecution(app).stream().filter(point -> WRITING.contains(point.step())).toList());
  }

  /**
   * The order in which they cost the fewest starts: from the last to the first, each one that the
   * recovery from the kill before does not pass; then again with those that are left. Those are
   * points of a step that begins once more after a kill at a later point of it, and the approval,
   * which a client repeats.
   */
  static List<KillPoint> lastToFirst(List<KillPoint> inOrder) {
    var left = new ArrayList<>(inOrder.reversed());
    var walk = new ArrayList<KillPoint>();
    while (!left.isEmpty()) {
      KillPoint next =
          left.stream()
              .filter(point -> walk.isEmpty() || point.isNotPassedAfter(walk.getLast()))
              .findFirst()
              .orElseGet(left::getFirst);
      left.remove(next);
      walk.add(next);
    }
    return List.copyOf(walk);
  }

  private void between(String failpoint, boolean planning, boolean asked) {
    int place = points.size();
    points.add(new KillPoint(failpoint, "", false, planning, asked, place, place));
  }

  private void within(String step, boolean planning) {
    List<Failpoint> inside =
        Stream.of(Failpoint.values())
            .filter(point -> step(point).equals(step) && isReached(point))
            .toList();
    int begun = points.size();
    int done = begun + inside.size() + 2;
    add(Failpoint.STEP_BEGUN.wireName() + ":" + step, step, planning, begun, begun);
    for (Failpoint point : inside) {
      add(name(point), step, planning, begun, hasHappenedAt(point) ? done : begun);
    }
    boolean recognised = RECOGNISED.contains(step);
    add(
        Failpoint.STEP_ACTED.wireName() + ":" + step,
        step,
        planning,
        begun,
        recognised ? done : begun);
    add(Failpoint.STEP_DONE.wireName() + ":" + step, step, planning, begun, done + 1);
  }

  private void add(String failpoint, String step, boolean planning, int begun, int goesOnAt) {
    boolean again = goesOnAt == begun;
    points.add(new KillPoint(failpoint, step, again, planning, false, points.size(), goesOnAt));
  }

  /** A staging of an app with servers has not happened before they answer. */
  private boolean hasHappenedAt(Failpoint inside) {
    return switch (inside) {
      case LOCAL_POINTER_SWITCHED, VERCEL_SWITCH_ASKED, VERCEL_SWITCH_SEEN -> true;
      case LOCAL_STAGED -> !app.hasServer();
      default -> false;
    };
  }

  /** By the deployment of another version; a project or a distribution is made once. */
  private boolean isReached(Failpoint point) {
    return switch (point) {
      case LOCAL_STAGED, LOCAL_POINTER_WRITTEN, LOCAL_POINTER_SWITCHED ->
          !app.isAtVercel() && !app.isAtAws();
      case VERCEL_DEPLOYMENT_MADE,
          VERCEL_SWITCH_INTENDED,
          VERCEL_SWITCH_ASKED,
          VERCEL_SWITCH_SEEN ->
          app.isAtVercel();
      case AWS_FILES_BROUGHT, AWS_STAGED, AWS_POINTER_SWITCHED -> app.isAtAws();
      case VERCEL_PROJECT_MADE, AWS_DISTRIBUTION_MADE -> false;
      default -> true;
    };
  }

  private static String name(Failpoint point) {
    return switch (point) {
      case GIT_OBJECTS_WRITTEN, GIT_BUILDER_MOVED -> point.wireName() + ":" + Driver.APP + ".git";
      default -> point.wireName();
    };
  }

  /** The step in whose act it lies. */
  private static String step(Failpoint point) {
    return switch (point) {
      case GIT_OBJECTS_WRITTEN, GIT_BUILDER_MOVED -> "commit";
      case BLOB_WRITTEN, ARTIFACT_BLOBS_STORED -> "build";
      case VERCEL_PROJECT_MADE, AWS_DISTRIBUTION_MADE -> "provision";
      case AWS_FILES_BROUGHT -> "upload";
      case LOCAL_STAGED, VERCEL_DEPLOYMENT_MADE, AWS_STAGED -> "stage";
      case LOCAL_POINTER_WRITTEN,
          LOCAL_POINTER_SWITCHED,
          VERCEL_SWITCH_INTENDED,
          VERCEL_SWITCH_ASKED,
          VERCEL_SWITCH_SEEN,
          AWS_POINTER_SWITCHED ->
          "activate";
      case STEP_BEGUN, STEP_ACTED, STEP_DONE, RUN_FINISHING, DEPLOYMENT_ACCEPTED, EXPORT_UNPACKED ->
          "";
    };
  }
}
