package dev.freehold.history.parity;

import dev.freehold.databases.DatabaseLook.Extension;
import dev.freehold.databases.DatabaseLook.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Compares what two databases run on. */
record DatabaseServerComparison(Pair pair, DatabaseReport findings) {
  void compare(Server mine, Server theirs) {
    version(mine, theirs);
    setting(
        "encoding",
        mine.encoding(),
        theirs.encoding(),
        "Texts that one can keep the other may refuse.",
        "Make the one in %s anew with the encoding of the other.");
    setting(
        "collation",
        mine.collation(),
        theirs.collation(),
        "Lists are sorted, and upper and lower case are told apart, in another way.",
        "Make the one in %s anew with the collation of the other.");
    setting(
        "time zone",
        mine.timeZone().orElse("the server's own"),
        theirs.timeZone().orElse("the server's own"),
        "Days begin at another time.",
        "In %s run ALTER DATABASE ... SET timezone TO the other's.");
    extensions(mine.extensions(), theirs.extensions());
  }

  private void version(Server mine, Server theirs) {
    if (mine.version().equals(theirs.version())) {
      findings.same("Both databases run PostgreSQL " + mine.version() + ".");
      return;
    }
    boolean major = mine.major() != theirs.major();
    tell(
        new DatabaseDifference(
            "version",
            "versions",
            major ? Severity.MAY_LIE : Severity.HARMLESS,
            major
                ? "The newer one knows SQL that the older one refuses, and plans otherwise."
                : "Such versions differ only in faults that were mended.",
            major
                ? "Have both run the same major version of PostgreSQL."
                : "Nothing, or update the older one."),
        "of PostgreSQL",
        mine.version(),
        theirs.version());
  }

  private void setting(String what, String mine, String theirs, String reason, String action) {
    if (!mine.equals(theirs)) {
      tell(
          new DatabaseDifference(
              what, what, Severity.MAY_LIE, reason, action.formatted(pair.from().name())),
          "of the database",
          mine,
          theirs);
    }
  }

  private void extensions(List<Extension> mine, List<Extension> theirs) {
    Map<String, String> from = versions(mine);
    Map<String, String> to = versions(theirs);
    var common =
        new Presence(pair, findings)
            .common("extension", "extensions", Presence.Meaning.USED, from.keySet(), to.keySet());
    for (boolean major : List.of(true, false)) {
      findings.tell(
          new DatabaseDifference(
              "extension",
              "extensions",
              major ? Severity.MAY_LIE : Severity.HARMLESS,
              major
                  ? "Another first number stands for other functions."
                  : "It is another version of the same.",
              "Update the older one: ALTER EXTENSION ... UPDATE."),
          common.stream()
              .map(
                  name ->
                      new DatabaseDifference.Found(
                          name, from.getOrDefault(name, ""), to.getOrDefault(name, "")))
              .filter(found -> !found.from().equals(found.to()))
              .filter(found -> major != first(found.from()).equals(first(found.to())))
              .toList());
    }
    if (from.equals(to)) {
      findings.same("Extensions and their versions are the same: " + words(from) + ".");
    }
  }

  private void tell(DatabaseDifference difference, String name, String from, String to) {
    findings.tell(difference, List.of(new DatabaseDifference.Found(name, from, to)));
  }

  private static Map<String, String> versions(List<Extension> extensions) {
    return extensions.stream()
        .collect(Collectors.toMap(Extension::name, Extension::version, (a, _) -> a, TreeMap::new));
  }

  private static String first(String version) {
    return version.split("\\.", 2)[0];
  }

  private static String words(Map<String, String> versions) {
    return versions.isEmpty()
        ? "none"
        : versions.entrySet().stream()
            .limit(DatabaseReport.MOST)
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
  }
}
