package dev.freehold.deploy.prepare;

import dev.freehold.base.UserError;
import dev.freehold.check.ImportCase;
import dev.freehold.file.FileTree;
import dev.freehold.file.TreePath;
import dev.freehold.git.IgnoreRules;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says why a build failed where the app's sources tell more than the build's own words. */
final class BuildAdvice {
  private static final Pattern GIT =
      Pattern.compile(
          "(?i)not a git repository|Command failed: git |spawn(?:Sync)? git ENOENT"
              + "|\\bgit: (?:command )?not found");

  private static final Pattern MISSING =
      Pattern.compile(
          "(?i)ENOENT|could not (?:resolve|load)|(?:can't|cannot|failed to|unable to) (?:resolve"
              + "|find module|load)|cannot find module|not found|no such file");

  private static final Pattern NAMED =
      Pattern.compile("[\"'`]([^\"'`\\s]{1,200})[\"'`]|(/build/[^\\s:()\"'`]{1,200})");

  private static final Pattern IMPORTER =
      Pattern.compile("[\\w@$+.()\\[\\]/-]+\\.(?:[cm]?[jt]sx?|vue|svelte|astro|mdx|css|scss|html)");

  private static final int MOST = 10;

  private static final String BUILD = "/build/";

  private static final List<String> ENDINGS =
      List.of(
          "",
          ".ts",
          ".tsx",
          ".js",
          ".jsx",
          ".mjs",
          ".json",
          ".css",
          "/index.ts",
          "/index.tsx",
          "/index.js");

  private final FileTree sources;
  private final String root;
  private final Set<String> paths;

  /**
   * @param root the app's folder in its sources
   */
  BuildAdvice(FileTree sources, String root) {
    this.sources = sources;
    this.root = root.isEmpty() ? "" : root + "/";
    this.paths = sources.entries().stream().map(FileTree.Entry::path).collect(Collectors.toSet());
  }

  /** The same error when there is no more to say. */
  UserError about(UserError error) {
    if (!error.code().equals("build.failed")) {
      return error;
    }
    String said = error.getMessage();
    return importCase(said)
        .or(() -> notThere(said))
        .or(() -> ignored(said))
        .or(() -> git(said))
        .map(
            advice ->
                new UserError(error.code(), said + " " + advice.why(), advice.remedy(), error))
        .orElse(error);
  }

  private record Advice(String why, String remedy) {}

  private Optional<Advice> importCase(String said) {
    List<ImportCase.Wrong> wrong =
        MISSING.matcher(said).find()
            ? List.copyOf(new ImportCase().found(sources).wrong())
            : List.of();
    return wrong.stream().anyMatch(one -> names(said, one.name()))
        ? Optional.of(
            new Advice(
                wrong.stream().map(ImportCase.Wrong::message).collect(Collectors.joining(" ")),
                wrong.stream()
                    .map(
                        one ->
                            "In " + one.file() + " line " + one.line() + ", write " + one.right())
                    .collect(Collectors.joining(". ", "", "."))))
        : Optional.empty();
  }

  /** A build stops at the first; all are told, so that one more export is enough. */
  private Optional<Advice> notThere(String said) {
    if (!MISSING.matcher(said).find()) {
      return Optional.empty();
    }
    Set<ImportCase.Missing> missing = new ImportCase().found(sources).missing();
    if (missing.stream().noneMatch(one -> names(said, one.name()))) {
      return Optional.empty();
    }
    IgnoreRules rules = IgnoreRules.of(sources);
    var why = new LinkedHashSet<String>();
    var remedies = new LinkedHashSet<String>();
    for (ImportCase.Missing one : missing) {
      Optional<Advice> left = leftOut(one, rules);
      why.add(left.map(Advice::why).orElseGet(one::message));
      remedies.add(
          left.map(Advice::remedy)
              .orElse(
                  "Add "
                      + one.name()
                      + " in the builder, or take the import out of "
                      + one.file()
                      + " line "
                      + one.line()
                      + "."));
    }
    return Optional.of(new Advice(shown(why), shown(remedies)));
  }

  private static String shown(Set<String> sentences) {
    return sentences.stream().limit(MOST).collect(Collectors.joining(" "))
        + (sentences.size() > MOST ? " And " + (sentences.size() - MOST) + " more." : "");
  }

  private static Optional<Advice> leftOut(ImportCase.Missing one, IgnoreRules rules) {
    return one.targets().stream()
        .flatMap(
            target ->
                ENDINGS.stream()
                    .flatMap(ending -> rules.leavingOut(target + ending).stream())
                    .limit(1)
                    .map(line -> leftOut(target, line)))
        .findFirst();
  }

  /** As the import has it, or as the path that it leads to. */
  private static boolean names(String said, String name) {
    String tail = name.replaceFirst("^(?:[@~]|\\.{1,2})(?:/\\.\\.)*", "");
    return Pattern.compile(Pattern.quote(tail) + "(?![\\w/-])").matcher(said).find();
  }

  private Optional<Advice> ignored(String said) {
    if (!MISSING.matcher(said).find()) {
      return Optional.empty();
    }
    IgnoreRules rules = IgnoreRules.of(sources);
    for (String missing : missing(said)) {
      for (String ending : ENDINGS) {
        Optional<IgnoreRules.Line> line = rules.leavingOut(missing + ending);
        if (line.isPresent()) {
          return Optional.of(leftOut(missing, line.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static Advice leftOut(String missing, IgnoreRules.Line line) {
    return new Advice(
        missing
            + " is not in the export, because "
            + line.file()
            + " line "
            + line.number()
            + " ("
            + line.text().strip()
            + ") leaves it out.",
        "Take that line out of "
            + line.file()
            + " or make it narrower, so that "
            + missing
            + " comes with the export, and export again. If it holds secrets, have the code read"
            + " variables instead.");
  }

  /** Paths that the build's words may mean and that are not there. */
  private Set<String> missing(String said) {
    var missing = new LinkedHashSet<String>();
    List<String> folders = importers(said);
    Matcher named = NAMED.matcher(said);
    while (named.find()) {
      String name = Optional.ofNullable(named.group(1)).orElseGet(() -> named.group(2));
      targets(name.split("[?#]", 2)[0], folders)
          .flatMap(path -> TreePath.normal(path).stream())
          .filter(path -> !path.isEmpty())
          .filter(path -> ENDINGS.stream().noneMatch(ending -> paths.contains(path + ending)))
          .forEach(missing::add);
    }
    return missing;
  }

  private Stream<String> targets(String name, List<String> folders) {
    if (name.startsWith(BUILD)) {
      return Stream.of(name.substring(BUILD.length()));
    }
    if (name.startsWith("./") || name.startsWith("../")) {
      return folders.stream().map(folder -> folder + name);
    }
    if (name.startsWith("@/") || name.startsWith("~/")) {
      String rest = name.substring(2);
      return Stream.of(root + "src/" + rest, root + rest, root + "app/" + rest);
    }
    return name.startsWith("/") || name.contains(":") ? Stream.empty() : Stream.of(root + name);
  }

  /** Folders of the app's files that the build's words name, and the app's own. */
  private List<String> importers(String said) {
    var folders = new LinkedHashSet<String>();
    Matcher file = IMPORTER.matcher(said);
    while (file.find()) {
      String path =
          file.group().startsWith(BUILD)
              ? file.group().substring(BUILD.length())
              : root + file.group();
      TreePath.normal(path)
          .filter(paths::contains)
          .ifPresent(found -> folders.add(found.substring(0, found.lastIndexOf('/') + 1)));
    }
    folders.add(root);
    return List.copyOf(folders);
  }

  private static Optional<Advice> git(String said) {
    return GIT.matcher(said).find()
        ? Optional.of(
            new Advice(
                "It asks git, and a build has no git repository around it.",
                "Read the variable GIT_COMMIT instead, which every build gets (also as COMMIT_REF,"
                    + " VERCEL_GIT_COMMIT_SHA and CF_PAGES_COMMIT_SHA), or go on without a commit"
                    + " when git fails: try { … } catch { … }."))
        : Optional.empty();
  }
}
