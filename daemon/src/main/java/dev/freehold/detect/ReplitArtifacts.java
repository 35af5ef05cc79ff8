package dev.freehold.detect;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replit's workspace of 2026: every part of an app is a folder that says in {@code artifact.toml}
 * what it is, which addresses it answers, and what its build must find in its environment.
 */
record ReplitArtifacts(List<Part> parts) {
  private static final String FILE = ".replit-artifact/artifact.toml";

  /**
   * @param folder {@code artifacts/shop}
   * @param kind {@code web}, {@code api}
   * @param paths that it answers
   * @param environment that its build must find
   */
  record Part(String folder, String kind, List<String> paths, Map<String, String> environment) {
    String shown() {
      return folder + "/" + FILE + " (" + kind + " at " + String.join(", ", paths) + ")";
    }
  }

  private static final Pattern TABLE = Pattern.compile("\\s*\\[+\\s*([\\w.\"-]+)\\s*\\]+.*");
  private static final Pattern VALUE =
      Pattern.compile("\\s*([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|\\[([^\\]]*)\\]|([\\w.-]+)).*");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  static ReplitArtifacts in(AppFiles export) {
    var parts = new ArrayList<Part>();
    for (String path : export.paths()) {
      if (path.endsWith("/" + FILE)) {
        parts.add(
            part(
                path.substring(0, path.length() - FILE.length() - 1),
                export.text(path).orElse("")));
      }
    }
    return new ReplitArtifacts(List.copyOf(parts));
  }

  /** Only what is asked for is read; it is no more of TOML than Replit writes. */
  private static Part part(String folder, String toml) {
    var values = new TreeMap<String, List<String>>();
    var environment = new TreeMap<String, String>();
    String table = "";
    for (String line : toml.lines().toList()) {
      Matcher named = TABLE.matcher(line);
      Matcher value = VALUE.matcher(line);
      if (value.matches()) {
        List<String> found = values(value);
        values.putIfAbsent(value.group(1), found);
        if (table.endsWith("env") && !table.contains(".run")) {
          environment.putIfAbsent(value.group(1), String.join(",", found));
        }
      } else if (named.matches()) {
        table = named.group(1);
      }
    }
    return new Part(
        folder,
        String.join("", values.getOrDefault("kind", List.of("part"))),
        values.getOrDefault("paths", List.of("/")),
        environment);
  }

  private static List<String> values(Matcher value) {
    if (value.group(3) != null) {
      return QUOTED.matcher(value.group(3)).results().map(found -> found.group(1)).toList();
    }
    return List.of(value.group(2) != null ? value.group(2) : value.group(4));
  }

  /** The part in this folder. */
  Optional<Part> at(String root) {
    return parts.stream().filter(part -> part.folder().equals(root)).findFirst();
  }

  /**
   * The folder of the page, when no server belongs to it: a page and its server are not torn apart
   * without a word.
   *
   * @throws UserError {@code detect.unsupported-workspace}
   */
  Optional<String> page() {
    List<Part> pages =
        parts.stream()
            .filter(part -> part.kind().equals("web") && part.paths().contains("/"))
            .toList();
    if (parts.isEmpty()
        || pages.size() == 1 && parts.stream().noneMatch(part -> part.kind().equals("api"))) {
      return pages.stream().findFirst().map(Part::folder);
    }
    throw new UserError(
        "detect.unsupported-workspace",
        "This is a workspace of Replit, whose artifact.toml files name several parts: "
            + parts.stream().map(Part::shown).collect(Collectors.joining("; "))
            + ". Freehold deploys one of them at a time, and the page alone would call a server"
            + " that is not there.",
        "For the page alone: freehold app set root="
            + pages.stream().findFirst().orElse(parts.getFirst()).folder()
            + ". For both, have the builder make one package whose server gives out the page too,"
            + " with a start script.");
  }

  /** What is not deployed beside the part in this folder. */
  Optional<Conclusion> leftBehind(String root) {
    List<Part> others = parts.stream().filter(part -> !part.folder().equals(root)).toList();
    return others.isEmpty() || at(root).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Conclusion(
                "other parts",
                "not deployed",
                others.stream().map(Part::shown).collect(Collectors.joining("; "))));
  }
}
