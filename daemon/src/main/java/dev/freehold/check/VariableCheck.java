package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the variables that the code reads have values, and real ones. */
public final class VariableCheck {
  /** Bolt writes this host into exports whose database was never claimed; nothing answers there. */
  private static final String UNCLAIMED_BOLT_DATABASE = "0ec90b57d6e95fcbda19832f.supabase.co";

  private static final long LARGEST = 1 << 20;
  private static final Pattern STAND_IN =
      Pattern.compile(
          "your[-_ ](?:project|supabase|api|app|anon|key|domain|url|name|token|id)"
              + "|example\\.(?:com|org|net|supabase)|placeholder|change[-_ ]?me"
              + "|replace[-_ ]?(?:me|with)|x{5,}|<[a-z _-]+>|\\[[a-z _-]+\\]|\\btodo\\b",
          Pattern.CASE_INSENSITIVE);

  /**
   * @param defined names that the environment's settings have, even if with an empty value
   * @param publicValues the settings' public values by name; they win over the export's own
   * @return {@code check.baked-variable}: ERROR until the owner agrees; {@code
   *     check.variable-missing}: only read in the sources; {@code check.placeholder}: ERROR for
   *     Bolt's unclaimed database, WARNING for other stand-ins
   */
  public Result check(Detection detection, Set<String> defined, Map<String, String> publicValues) {
    Map<String, String> values = new HashMap<>();
    for (var value : detection.defaults()) {
      if (!value.value().isBlank()) {
        values.put(value.name(), value.value());
      }
    }
    values.putAll(publicValues);
    var findings = new ArrayList<Finding>();
    var missing = new ArrayList<Missing>();
    var toAgree = new ArrayList<VariableUse>();
    for (VariableUse use : detection.variables()) {
      boolean waits = use.needsConsent() && !detection.agreedBakedIn().contains(use.name());
      if (waits) {
        findings.add(baked(use));
        toAgree.add(use);
      }
      String value = values.get(use.name());
      if (value != null) {
        placeholder(use, value, findings);
      } else if (!defined.contains(use.name())) {
        missing.add(
            missing(
                use,
                use.required(),
                use.required()
                    ? " and has no fallback of use, so the page may stay blank."
                    : " and has code for when it is not set; whether the app then does what it"
                        + " should, only you can tell."));
      }
    }
    for (VariableUse use : detection.python().map(Detection.Python::variables).orElse(List.of())) {
      if (!defined.contains(use.name()) && !values.containsKey(use.name())) {
        missing.add(
            missing(
                use,
                true,
                use.required()
                    ? " and does not start without it."
                    : ", and has nothing in its place that is of use here: no value, an address on"
                        + " its own machine, or a secret that stands in the code."));
      }
    }
    for (VariableUse use : detection.serverVariables()) {
      if (!defined.contains(use.name())
          && !values.containsKey(use.name())
          && missing.stream().noneMatch(known -> known.use().name().equals(use.name()))) {
        missing.add(missing(use, use.required(), ofServer(use, detection)));
      }
    }
    return new Result(List.copyOf(findings), List.copyOf(missing), List.copyOf(toAgree));
  }

  /**
   * @param findings that are certain
   * @param missing without a value
   * @param toAgree whose value everybody could read, and nobody agreed to that yet
   */
  public record Result(List<Finding> findings, List<Missing> missing, List<VariableUse> toAgree) {}

  /**
   * A variable without a value.
   *
   * @param needed whether the app has nothing in its place
   */
  public record Missing(VariableUse use, boolean needed, Finding note) {
    /** One that the code goes without says nothing by being in the page. */
    public Reading reading() {
      return new Reading(note, needed ? use.name() : "");
    }
  }

  private static String ofServer(VariableUse use, Detection detection) {
    return (use.required()
            ? " on the server and has nothing of use in its place."
            : " on the server and has code for when it is not set; whether the app then does what"
                + " it should, only you can tell.")
        + (detection.environment().containsKey(use.name())
            ? " The build has a stand-in for it, and the server has none."
            : "");
  }

  private static Finding baked(VariableUse use) {
    return new Finding(
        FindingId.plain("check.baked-variable", use.name()),
        Severity.ERROR,
        "check.baked-variable",
        "baked-variable",
        use.file(),
        use.line(),
        use.file()
            + " line "
            + use.line()
            + " writes the value of "
            + use.name()
            + " into the page: everybody can read it, so the build does not get it.",
        "If it is a secret, take that line out and use it on the server side (an edge function). If"
            + " everybody may read it: freehold app set with=baked-variables");
  }

  /**
   * Stand-ins in the export for variables that its configuration writes into the page.
   *
   * @param defined names that the environment's settings have
   * @return warnings {@code check.placeholder}
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Finding> unfilled(Detection detection, Set<String> defined, FileTree files) {
    var findings = new ArrayList<Finding>();
    String prefix = detection.root().isEmpty() ? "" : detection.root() + "/";
    for (FileTree.Entry entry : files.entries()) {
      if (entry.size() > LARGEST || !entry.path().matches(Pattern.quote(prefix) + "\\.env[^/]*")) {
        continue;
      }
      List<String> lines = lines(files, entry.path());
      for (VariableUse use : detection.variables()) {
        for (int i = 0; i < lines.size() && use.bakedIn(); i++) {
          String line = lines.get(i).strip();
          if (!defined.contains(use.name())
              && line.startsWith(use.name() + "=")
              && STAND_IN.matcher(line.substring(use.name().length())).find()) {
            placeholder(
                new VariableUse(use.name(), entry.path(), i + 1, false),
                line.substring(use.name().length()),
                findings);
          }
        }
      }
    }
    return List.copyOf(findings);
  }

  private static List<String> lines(FileTree files, String path) {
    try (InputStream in = files.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw MachineError.io("Looking for stand-ins in " + path, e);
    }
  }

  private static Missing missing(VariableUse use, boolean needed, String why) {
    return new Missing(
        use,
        needed,
        new Finding(
            FindingId.plain("check.variable-missing", use.name()),
            Severity.INFO,
            "check.variable-missing",
            needed ? "variable-missing" : "variable-optional",
            use.file(),
            use.line(),
            use.name() + " has no value. " + use.file() + " line " + use.line() + " reads it" + why,
            "Set it: freehold var set " + use.name() + "=..."));
  }

  private static void placeholder(VariableUse use, String value, List<Finding> findings) {
    if (value.contains(UNCLAIMED_BOLT_DATABASE)) {
      findings.add(
          standIn(
              use,
              Severity.ERROR,
              "bolt-unclaimed-database",
              use.name()
                  + " names the stand-in database that Bolt gives to every app until its own is"
                  + " claimed; nothing answers there.",
              "Claim the database in Bolt and export again, or set your own: freehold var set "
                  + use.name()
                  + "=https://<project>.supabase.co"));
    } else if (STAND_IN.matcher(value).find()) {
      findings.add(
          standIn(
              use,
              Severity.WARNING,
              "placeholder-value",
              use.name() + " looks as if its value was never filled in.",
              "Set the real value: freehold var set " + use.name() + "=..."));
    }
  }

  private static Finding standIn(
      VariableUse use, Severity severity, String rule, String message, String remedy) {
    return new Finding(
        FindingId.plain("check.placeholder", rule, use.name()),
        severity,
        "check.placeholder",
        rule,
        use.file(),
        use.line(),
        message,
        remedy);
  }
}
