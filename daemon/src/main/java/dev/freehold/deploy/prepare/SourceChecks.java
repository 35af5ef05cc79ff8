package dev.freehold.deploy.prepare;

import dev.freehold.app.Offer;
import dev.freehold.app.OverrideStore;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.builds.InstallScripts;
import dev.freehold.check.AssetFindings;
import dev.freehold.check.BuilderAsset;
import dev.freehold.check.BuilderAssets;
import dev.freehold.check.BuilderStorage;
import dev.freehold.check.Finding;
import dev.freehold.check.HttpsOnly;
import dev.freehold.check.ImportCase;
import dev.freehold.check.PlainHttp;
import dev.freehold.check.Reading;
import dev.freehold.check.StorageFindings;
import dev.freehold.check.StoredFile;
import dev.freehold.check.VariableCheck;
import dev.freehold.deploy.engine.Step;
import dev.freehold.deploy.engine.StepOutcome;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Question;
import dev.freehold.deploy.model.SecureContext;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.step.StepContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Missing variables, placeholders, secrets in public variables, builder hosts that the sources
 * still call, files that only its host or storage has, sign-in that will not come back to the new
 * host, imports that find their file on other systems only, addresses that browsers will block,
 * what they give only to pages with https, a database that is production's; and all that must be
 * asked.
 */
final class SourceChecks implements Step {
  private static final Pattern DOTENV = Pattern.compile("(?:.*/)?\\.env[^/]*");

  private final Subject subject;
  private final Supplier<Settings> coming;
  private final Checks checks;
  private final Making making;
  private final Places places;
  private final OverrideStore overrides;
  private final Gate gate;

  SourceChecks(
      Subject subject,
      Supplier<Settings> coming,
      Checks checks,
      Making making,
      Places places,
      OverrideStore overrides,
      Gate gate) {
    this.subject = subject;
    this.coming = coming;
    this.checks = checks;
    this.making = making;
    this.places = places;
    this.overrides = overrides;
    this.gate = gate;
  }

  @Override
  public StepOutcome run(StepContext context) {
    var detection = subject.outputs().require(Preparation.DETECT, Detection.class);
    Settings settings = coming.get();
    Set<String> defined =
        settings.variables().stream().map(Variable::name).collect(Collectors.toSet());
    var published = new TreeMap<>(settings.publicValues());
    published.putAll(agreed(settings, detection));
    FileTree files = subject.repository().files(subject.committed().commit());
    VariableCheck.Result variables = checks.variables().check(detection, defined, published);

    var findings = new ArrayList<Finding>(variables.findings());
    findings.addAll(checks.secrets().scanPublicValues(published, gate.salt()));
    findings.addAll(checks.variables().unfilled(detection, defined, files));
    AssetFindings.Result assets =
        AssetFindings.of(files, BuilderAssets.missing(files), subject.committed().refused());
    findings.addAll(assets.findings());
    List<StoredFile> stored = stored(files, detection);
    AssetFindings.Result storage = StorageFindings.of(stored, subject.committed().refused());
    findings.addAll(storage.findings());
    findings.addAll(new ImportCase().check(files));
    findings.addAll(new ProductionDatabase(places).findings(subject.environment(), settings));
    List<Reading> readings = readings(variables, files, detection, published);
    readings.addAll(assets.readings());
    readings.addAll(storage.readings());
    readings.forEach(reading -> findings.add(reading.note()));
    return gate.decide(
        new Findings(
            List.copyOf(findings), questions(variables, settings, stored), traces(readings)));
  }

  /** What the app still asks of a builder's storage. */
  private static List<StoredFile> stored(FileTree files, Detection detection) {
    List<StoredFile> named = BuilderStorage.named(files);
    if (detection.adaptations().stream().noneMatch(a -> a.id().equals(Offer.BUILDER_FILES.id()))) {
      return named;
    }
    Set<String> kept =
        BuilderStorage.kept(files).stream().map(BuilderAsset::address).collect(Collectors.toSet());
    return named.stream()
        .filter(stored -> !stored.isLoaded() || !kept.contains(stored.address()))
        .toList();
  }

  private List<Reading> readings(
      VariableCheck.Result variables,
      FileTree files,
      Detection detection,
      Map<String, String> published) {
    var readings = new ArrayList<Reading>();
    variables.missing().forEach(missing -> readings.add(missing.reading()));
    checks.hosts().check(files).stream()
        .filter(reading -> !isReplaced(reading.note(), detection))
        .forEach(readings::add);
    readings.addAll(checks.signIn().check(files, published.values()));
    readings.addAll(checks.oldHost().check(files));
    readings.addAll(new PlainHttp().check(files));
    List<Reading> overHttps = new HttpsOnly().check(files);
    if (!overHttps.isEmpty()
        && addresses().stream().limit(1).anyMatch(best -> !SecureContext.isAt(best))) {
      readings.addAll(overHttps);
    }
    return readings;
  }

  /** At which visitors reach the app, the best one first. */
  private List<URI> addresses() {
    return places.target(subject.app(), subject.environment()).addresses();
  }

  private static Map<String, String> traces(List<Reading> readings) {
    var traces = new TreeMap<String, String>();
    for (Reading reading : readings) {
      if (!reading.trace().isEmpty()) {
        traces.put(reading.note().id(), reading.trace());
      }
    }
    return traces;
  }

  /** All that only the owner can answer, so that a person is asked once. */
  private List<Question> questions(
      VariableCheck.Result variables, Settings settings, List<StoredFile> stored) {
    var questions = new ArrayList<Question>();
    WantedBuild wanted = WantedBuild.of(subject, settings, making);
    if (wanted.needsConsent()) {
      questions.add(Question.build());
    }
    List<InstallScripts.Script> scripts =
        InstallScripts.known(wanted.request().sources(), wanted.request().detection()).stream()
            .filter(script -> !wanted.request().agreed().scripts().contains(script.name()))
            .toList();
    if (!scripts.isEmpty()) {
      questions.add(Question.scripts(scripts));
    }
    questions.addAll(proxies(wanted.request().detection()));
    questions.addAll(storage(stored));
    if (!variables.toAgree().isEmpty()) {
      questions.add(Question.bakedIn(variables.toAgree()));
    }
    for (VariableCheck.Missing missing : variables.missing()) {
      if (missing.needed()) {
        questions.add(Question.value(missing.use(), missing.note().message()));
      }
    }
    return List.copyOf(questions);
  }

  /** A promoted release stays as it is, so nothing could come of an answer. */
  private List<Question> proxies(Detection detection) {
    if (subject.plan().kind() == DeploymentKind.PROMOTE) {
      return List.of();
    }
    var prefixes = new TreeMap<String, List<String>>();
    detection
        .openProxies()
        .forEach(
            rule ->
                prefixes
                    .computeIfAbsent(rule.upstream().getHost(), _ -> new ArrayList<>())
                    .add(rule.prefix()));
    return prefixes.entrySet().stream()
        .map(host -> Question.proxy(host.getKey(), host.getValue()))
        .toList();
  }

  private List<Question> storage(List<StoredFile> stored) {
    List<StoredFile> loaded = stored.stream().filter(StoredFile::isLoaded).toList();
    boolean agreed = overrides.of(subject.app().id()).wants(Offer.BUILDER_FILES);
    return loaded.isEmpty() || agreed || subject.plan().kind() == DeploymentKind.PROMOTE
        ? List.of()
        : List.of(Question.storage(loaded));
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
