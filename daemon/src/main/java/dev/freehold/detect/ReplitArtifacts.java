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
   * @param runEnvironment that it finds when it runs, besides
   * @param run what starts it, in words from the top of the workspace; empty for a page
   * @param health path that answers once it runs
   */
  record Part(
      String folder,
      String kind,
      List<String> paths,
      Map<String, String> environment,
      Map<String, String> runEnvironment,
      String run,
      Optional<String> health) {
    String shown() {
      return file() + " (" + kind + " at " + String.join(", ", paths) + ")";
    }

    String file() {
      return folder + "/" + FILE;
    }

    /** Of the addresses that it answers, {@code /api}. */
    String prefix() {
      String bare = paths.getFirst().replaceFirst("/\\*?$", "");
      return bare.isEmpty() ? "/" : bare;
    }
  }

  private static final Pattern TABLE = Pattern.compile("\\s*\\[+\\s*([\\w.\"-]+)\\s*\\]+.*");
  private static final Pattern VALUE =
      Pattern.compile("\\s*([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|\\[([^\\]]*)\\]|([\\w.-]+)).*");
  private static final Pattern RUN = Pattern.compile("(?:.+\\.)?production\\.run(?:\\.args)?");
  private static final Pattern HEALTH = Pattern.compile("(?:.+\\.)?health(?:\\.\\w+)?\\.path");
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
    var running = new TreeMap<String, String>();
    String run = "";
    Optional<String> health = Optional.empty();
    String table = "";
    for (String line : toml.lines().toList()) {
      Matcher named = TABLE.matcher(line);
      Matcher value = VALUE.matcher(line);
      if (value.matches()) {
        List<String> found = values(value);
        values.putIfAbsent(value.group(1), found);
        if (table.endsWith("env")) {
          (table.contains(".run") ? running : environment)
              .putIfAbsent(value.group(1), String.join(",", found));
        } else if (RUN.matcher(table + "." + value.group(1)).matches()) {
          run = String.join(" ", found);
        } else if (HEALTH.matcher(table + "." + value.group(1)).matches()) {
          health = health.or(() -> found.stream().findFirst());
        }
      } else if (named.matches()) {
        table = named.group(1);
      }
    }
    return new Part(
        folder,
        String.join("", values.getOrDefault("kind", List.of("part"))),
        Optional.ofNullable(values.get("paths")).filter(p -> !p.isEmpty()).orElse(List.of("/")),
        environment,
        running,
        run,
        health);
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
   * The folder of the page, or of the server where there is no page; empty where this is no such
   * workspace.
   *
   * @throws UserError {@code detect.unsupported-workspace} when there are several of a kind
   */
  Optional<String> chosen() {
    List<Part> pages = pages();
    List<Part> servers = servers();
    if (parts.isEmpty() || pages.size() == 1 && servers.size() <= 1) {
      return pages.stream().findFirst().map(Part::folder);
    }
    if (servers.size() == 1 && parts.stream().noneMatch(part -> part.kind().equals("web"))) {
      return Optional.of(servers.getFirst().folder());
    }
    throw new UserError(
        "detect.unsupported-workspace",
        "This is a workspace of Replit, whose artifact.toml files name several parts: "
            + parts.stream().map(Part::shown).collect(Collectors.joining("; "))
            + ". Freehold deploys one page, at /, with one server beside it, and can't tell which"
            + " they are.",
        "To deploy one part alone: freehold app set root="
            + pages.stream().findFirst().orElse(parts.getFirst()).folder()
            + ". A page alone calls no server.");
  }

  /** The one beside the page in this folder. */
  Optional<Part> server(String page) {
    boolean beside = pages().stream().anyMatch(part -> part.folder().equals(page));
    return beside && servers().size() == 1 ? servers().stream().findFirst() : Optional.empty();
  }

  private List<Part> pages() {
    return parts.stream()
        .filter(part -> part.kind().equals("web") && part.paths().contains("/"))
        .toList();
  }

  private List<Part> servers() {
    return parts.stream().filter(part -> part.kind().equals("api")).toList();
  }

  /**
   * What is not deployed beside the part in this folder.
   *
   * @param beside the server that is
   */
  Optional<Conclusion> leftBehind(String root, Optional<Part> beside) {
    List<Part> others =
        parts.stream()
            .filter(part -> !part.folder().equals(root) && !beside.equals(Optional.of(part)))
            .toList();
    return others.isEmpty() || at(root).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Conclusion(
                "other parts",
                "not deployed",
                others.stream().map(Part::shown).collect(Collectors.joining("; "))));
  }
}
