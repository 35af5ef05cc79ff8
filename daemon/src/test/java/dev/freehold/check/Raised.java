package dev.freehold.check;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.file.FileTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all checks say of an app that nobody answered anything for. What is only read in the sources
 * counts when its trace could make a warning of it: as if all that is read were in the build.
 */
final class Raised {
  private static final byte[] SALT = "salt".getBytes(StandardCharsets.UTF_8);

  private Raised() {}

  /** Errors and warnings. */
  static List<Finding> of(FileTree app) {
    return all(app).stream().filter(finding -> finding.severity() != Severity.INFO).toList();
  }

  /** With the notes that no build could prove. */
  static List<Finding> all(FileTree app) {
    var raised = new ArrayList<Finding>();
    raised.addAll(new SecretScanner().scan(app, Stage.SOURCE, SALT));
    raised.addAll(new KnownExploited().check(app));
    raised.addAll(new ImportCase().check(app));
    var readings = new ArrayList<Reading>();
    readings.addAll(new SignIn().check(app, List.of()));
    readings.addAll(new OldHost().check(app));
    readings.addAll(new PlainHttp().check(app));
    readings.addAll(new HttpsOnly().check(app));
    readings.addAll(AssetFindings.of(app, BuilderAssets.missing(app), Map.of()).readings());
    readings.addAll(StorageFindings.of(BuilderStorage.named(app), Map.of()).readings());
    try {
      variables(app, new Detector().detect(app, Overrides.NONE), raised, readings);
    } catch (UserError refusal) {
      // nothing is deployed, so that nobody reads what its variables lack
      return List.copyOf(raised);
    }
    readings.stream()
        .map(read -> read.trace().isEmpty() ? read.note() : Reading.proven(read.note()))
        .forEach(raised::add);
    return List.copyOf(raised);
  }

  private static void variables(
      FileTree app, Detection detection, List<Finding> raised, List<Reading> readings) {
    var check = new VariableCheck();
    VariableCheck.Result result = check.check(detection, Set.of(), Map.of());
    raised.addAll(result.findings());
    raised.addAll(check.unfilled(detection, Set.of(), app));
    result.missing().forEach(missing -> readings.add(missing.reading()));
    boolean replaced =
        detection.adaptations().stream().anyMatch(made -> made.id().equals("same-host-backend"));
    new BuilderHosts()
        .check(app).stream()
            .filter(reading -> !replaced || !reading.note().file().matches("(?:.*/)?\\.env[^/]*"))
            .forEach(readings::add);
  }
}
