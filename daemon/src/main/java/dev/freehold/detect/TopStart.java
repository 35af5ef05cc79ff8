package dev.freehold.detect;

import dev.freehold.detect.StartScript.Runs;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the start script at the top of a tree starts in one of its folders: {@code npm start -w
 * api}, {@code cd server && node index.js}, {@code ts-node packages/api/src/index.ts}.
 *
 * @param folder with a package.json
 * @param command a command in that folder, or the name of a script of its package.json
 */
record TopStart(String folder, String command) {
  private static final Pattern BUILD =
      Pattern.compile("(?:(?:npx\\s+)?\\w+\\s+)(?:run\\s+)?build(?::\\w+)?(?:\\s+-.*)?");
  private static final Pattern INTO = Pattern.compile("cd\\s+(?:\\./)?([\\w@./-]+?)/?");
  private static final Set<String> MANAGERS = Set.of("npm", "pnpm", "yarn", "bun", "turbo");
  private static final Set<String> RUNNERS =
      Set.of("node", "tsx", "ts-node", "ts-node-esm", "cross-env", "npx");

  /** Options of package managers that name a package, or its folder. */
  private static final Set<String> NAMES =
      Set.of(
          "-w", "--workspace", "-F", "--filter", "--prefix", "-C", "--dir", "--cwd", "workspace");

  static Optional<TopStart> of(AppFiles export) {
    Optional<String> script = PackageJson.in(export).flatMap(top -> top.script("start"));
    if (script.isEmpty()) {
      return Optional.empty();
    }
    List<String> steps =
        Stream.of(script.get().split("&&", -1))
            .map(String::strip)
            .dropWhile(step -> BUILD.matcher(step).matches())
            .toList();
    if (steps.size() == 2) {
      Matcher into = INTO.matcher(steps.getFirst());
      return into.matches()
          ? in(into.group(1), export).map(folder -> inside(folder, steps.getLast()))
          : Optional.empty();
    }
    if (steps.size() != 1) {
      return Optional.empty();
    }
    List<String> words = List.of(steps.getFirst().split("\\s+"));
    String first =
        words.getFirst().equals("npx") && words.size() > 1 ? words.get(1) : words.getFirst();
    if (MANAGERS.contains(first)) {
      return byManager(words, export);
    }
    return RUNNERS.contains(first) ? byFile(steps.getFirst(), export) : Optional.empty();
  }

  /** What it runs there, for a server whose own start script does not say. */
  static Optional<Runs> of(Project project, PackageJson manifest) {
    return of(project.export())
        .filter(top -> !project.root().isEmpty() && top.folder.equals(project.root()))
        .flatMap(top -> top.runs(project.files(), manifest));
  }

  /** Empty when that does more than run a file. */
  Optional<Runs> runs(AppFiles files, PackageJson manifest) {
    return StartScript.said(command, files, manifest) instanceof Runs runs
        ? Optional.of(runs)
        : Optional.empty();
  }

  private static TopStart inside(String folder, String step) {
    Matcher script = StartScript.OTHER.matcher(step);
    return new TopStart(folder, script.matches() ? script.group(1) : step);
  }

  private static Optional<TopStart> byManager(List<String> words, AppFiles export) {
    var open = new ArrayDeque<>(words);
    Optional<String> folder = Optional.empty();
    var rest = new ArrayList<String>();
    while (!open.isEmpty()) {
      String[] parts = open.poll().split("=", 2);
      if (NAMES.contains(parts[0])) {
        String named = parts.length == 2 ? parts[1] : open.poll();
        folder = folder.or(() -> Optional.ofNullable(named).flatMap(name -> in(name, export)));
      } else if (!parts[0].startsWith("-")) {
        rest.add(parts[0]);
      }
    }
    rest.removeAll(List.of("npx", "run", "run-script"));
    return rest.size() == 2 ? folder.map(f -> new TopStart(f, rest.getLast())) : Optional.empty();
  }

  private static Optional<TopStart> byFile(String command, AppFiles export) {
    return AppRoots.foldersOf(export, "package.json").stream()
        .filter(folder -> !folder.isEmpty())
        .filter(
            folder -> command.contains(" " + folder + "/") || command.contains("/" + folder + "/"))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .map(
            folder ->
                new TopStart(
                    folder, command.replace("./" + folder + "/", "").replace(folder + "/", "")));
  }

  /**
   * @param named a package of the workspace, or a folder
   */
  private static Optional<String> in(String named, AppFiles export) {
    String plain = named.replaceAll("^(?:\\./|\\{)|(?:/|\\}|\\.\\.\\.)$", "");
    return AppRoots.foldersOf(export, "package.json").stream()
        .filter(folder -> !folder.isEmpty())
        .filter(
            folder ->
                folder.equals(plain)
                    || PackageJson.in(export.below(folder))
                        .filter(manifest -> manifest.name().equals(plain))
                        .isPresent())
        .findFirst();
  }
}
