package dev.freehold.deploy.prepare;

import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.step.StepContext;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Missing variables, placeholders, secrets in public variables, builder hosts that the sources
 * still call, and sign-in that will not come back to the new host.
 */
final class SourceChecks implements Step {
  private static final Pattern DOTENV = Pattern.compile("(?:.*/)?\\.env[^/]*");

  private final Subject subject;
  private final Supplier<Settings> coming;
  private final Checks checks;
  private final Gate gate;

  SourceChecks(Subject subject, Supplier<Settings> coming, Checks checks, Gate gate) {
    this.subject = subject;
    this.coming = coming;
    this.checks = checks;
    this.gate = gate;
  }

  @Override
  public StepOutcome run(StepContext context) {
    var detection = subject.outputs().require(Preparation.DETECT, Detection.class);
    var findings = new ArrayList<Finding>();
    Settings settings = coming.get();
    Set<String> defined =
        settings.variables().stream().map(Variable::name).collect(Collectors.toSet());
    var published = new TreeMap<>(settings.publicValues());
    published.putAll(agreed(settings, detection));
    findings.addAll(checks.variables().check(detection, defined, published));
    findings.addAll(checks.secrets().scanPublicValues(published, gate.salt()));
    FileTree files = subject.repository().files(subject.committed().commit());
    checks.hosts().check(files).stream()
        .filter(finding -> !isReplaced(finding, detection))
        .forEach(findings::add);
    findings.addAll(checks.signIn().check(files, published.values()));
    findings.addAll(checks.oldHost().check(files));
    findings.addAll(checks.variables().unfilled(detection, defined, files));
    return gate.decide(findings);
  }

  /** Values that the build gets, and every visitor, because the owner agreed to it. */
  static Map<String, String> agreed(Settings settings, Detection detection) {
    var values = settings.values();
    values.keySet().retainAll(detection.agreedBakedIn());
    return values;
  }

  /** The address of a backend that the build is told to look for at the app's own host. */
  private static boolean isReplaced(Finding finding, Detection detection) {
    return DOTENV.matcher(finding.file()).matches()
        && detection.adaptations().stream().anyMatch(a -> a.id().equals("same-host-backend"));
  }
}
