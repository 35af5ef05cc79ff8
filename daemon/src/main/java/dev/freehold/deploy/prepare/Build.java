package dev.freehold.deploy.prepare;

import dev.freehold.app.Consent;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.build.BuildRequest;
import dev.freehold.build.Builder;
import dev.freehold.build.RuntimeVariables;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** From sources to an artifact; what was built before is not built again. */
final class Build implements Step {
  private final Subject subject;
  private final Supplier<Settings> coming;
  private final Making making;
  private final PlanStore plans;
  private final Clock clock;

  Build(Subject subject, Supplier<Settings> coming, Making making, PlanStore plans, Clock clock) {
    this.subject = subject;
    this.coming = coming;
    this.making = making;
    this.plans = plans;
    this.clock = clock;
  }

  @Override
  public StepOutcome run(StepContext context) {
    var detection = subject.outputs().require(Preparation.DETECT, Detection.class);
    Committed sources = subject.committed();
    FileTree files = subject.repository().files(sources.commit());
    Map<String, String> values = buildTimeValues(files, detection);
    Map<String, String> keys = keys(detection);
    String key = making.builder().key(sources.tree(), detection, values, keys);
    var known =
        making
            .builds()
            .find(key)
            .flatMap(build -> making.artifacts().reusable(build.artifactId()).map(a -> build));
    if (known.isPresent()) {
      context.log("Built before from the same sources: taken from the cache.");
      return StepOutcome.next(
          new Built(
              known.get().artifactId(), key, true, known.get().withheld(), known.get().notes()));
    }
    if (detection.buildScript().isPresent() && !agreedTo(Consent.Kind.BUILD)) {
      return askFirst();
    }
    return build(
        new BuildRequest(files, detection, values, keys, agreedTo(Consent.Kind.UNSANDBOXED)),
        key,
        context);
  }

  private StepOutcome build(BuildRequest request, String key, StepContext context) {
    Instant begun = clock.instant();
    try (var result = making.builder().build(request, new BuildLog(context))) {
      if (context.cancelled()) {
        throw new CancelledException();
      }
      var artifact =
          making
              .artifacts()
              .assemble(result.output(), request.detection().serving(), result.runtimeVariables());
      long millis = Duration.between(begun, clock.instant()).toMillis();
      making.builds().record(key, artifact.id(), millis, result.withheld(), result.notes());
      return StepOutcome.next(
          new Built(artifact.id(), key, false, result.withheld(), result.notes()));
    }
  }

  private boolean agreedTo(Consent.Kind kind) {
    return making.consents().has(subject.app().id(), kind, "");
  }

  /** Values of those variables that this app can't look up at run time. */
  private Map<String, String> buildTimeValues(FileTree files, Detection detection) {
    var values = new TreeMap<>(coming.get().publicValues());
    values.keySet().retainAll(RuntimeVariables.of(files, detection).notPossible());
    values.putAll(SourceChecks.agreed(coming.get(), detection));
    return values;
  }

  /** The owner's own, where there is one: then the app's server has it too. */
  private Map<String, String> keys(Detection detection) {
    var keys = new TreeMap<String, String>();
    for (String name : Builder.keysOf(detection)) {
      keys.put(
          name,
          coming
              .get()
              .variable(name)
              .map(Variable::value)
              .orElseGet(() -> making.keys().of(subject.app().id(), name)));
    }
    return keys;
  }

  private StepOutcome askFirst() {
    var failure =
        new Failure(
            "build.consent",
            "This app was never built here: its packages would be installed and its build script"
                + " would run in a sandbox.",
            "Agree once for this app: answer the question, or pass --yes.");
    return StepOutcome.stop(
        new Built("", "", false, List.of(), List.of()),
        sql -> plans.end(sql, subject.plan().id(), PlanState.BLOCKED, failure));
  }
}
