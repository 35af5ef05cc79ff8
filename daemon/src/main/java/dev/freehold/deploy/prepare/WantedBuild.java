package dev.freehold.deploy.prepare;

import dev.freehold.app.Consent;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.builds.Agreed;
import dev.freehold.builds.BuildRequest;
import dev.freehold.builds.Builder;
import dev.freehold.builds.RuntimeVariables;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.release.Builds;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The build that a plan's sources and settings ask for.
 *
 * @param key the same for what builds to the same
 */
record WantedBuild(Subject subject, Making making, BuildRequest request, String key) {
  static WantedBuild of(Subject subject, Settings settings, Making making) {
    var detection = subject.outputs().require(Preparation.DETECT, Detection.class);
    Committed sources = subject.committed();
    FileTree files = subject.repository().files(sources.commit());
    Map<String, String> values = buildTimeValues(files, detection, settings);
    Map<String, String> keys = keys(subject, detection, settings, making);
    var request =
        new BuildRequest(
            files,
            detection,
            values,
            keys,
            new Agreed(
                making.consents().details(subject.app().id(), Consent.Kind.NETWORK),
                making.consents().details(subject.app().id(), Consent.Kind.SCRIPT)),
            agreedTo(subject, making, Consent.Kind.UNSANDBOXED));
    return new WantedBuild(subject, making, request, making.builder().key(sources.tree(), request));
  }

  /** What was built before and is still here. */
  Optional<Builds.Build> known() {
    return making
        .builds()
        .find(key)
        .filter(build -> making.artifacts().reusable(build.artifactId()).isPresent());
  }

  /** Whether it would run code that nobody has agreed to. */
  boolean needsConsent() {
    return request.detection().buildScript().isPresent()
        && !agreedTo(subject, making, Consent.Kind.BUILD)
        && known().isEmpty();
  }

  private static boolean agreedTo(Subject subject, Making making, Consent.Kind kind) {
    return making.consents().has(subject.app().id(), kind, "");
  }

  /** Values of those variables that this app can't look up at run time. */
  private static Map<String, String> buildTimeValues(
      FileTree files, Detection detection, Settings settings) {
    var values = new TreeMap<>(settings.publicValues());
    values.keySet().retainAll(RuntimeVariables.of(files, detection).notPossible());
    values.putAll(SourceChecks.agreed(settings, detection));
    return values;
  }

  /** The owner's own, where there is one: then the app's server has it too. */
  private static Map<String, String> keys(
      Subject subject, Detection detection, Settings settings, Making making) {
    var keys = new TreeMap<String, String>();
    for (String name : Builder.keysOf(detection)) {
      keys.put(
          name,
          settings
              .variable(name)
              .map(Variable::value)
              .orElseGet(() -> making.keys().of(subject.app().id(), name)));
    }
    return keys;
  }
}
