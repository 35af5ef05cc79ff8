package dev.freehold.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a start script runs, where that can be run without its shell. */
sealed interface StartScript {
  /** Who understands the program's file. */
  enum Runner {
    NODE,
    TSX,
    TS_NODE
  }

  /**
   * @param flags of Node, each in one word
   * @param settings of the compiler by their long names, {@code project}; without a value {@code
   *     true}
   * @param program below the app's folder
   * @param arguments of the program
   * @param environment what the script sets for it, without what is ours to say
   */
  record Runs(
      Runner runner,
      List<String> flags,
      Map<String, String> settings,
      String program,
      List<String> arguments,
      Map<String, String> environment)
      implements StartScript {}

  /**
   * @param why the second half of a sentence about the app
   */
  record Unclear(String why) implements StartScript {}

  Pattern SHELL = Pattern.compile("[\"'`$|;&<>()\\\\*?]");
  Pattern BUILD_FIRST = Pattern.compile("(?:npm|pnpm|yarn|bun)\\s+(?:run\\s+)?build(?::\\w+)?");
  Pattern OTHER =
      Pattern.compile("(?:(?:npm|pnpm|yarn|bun)\\s+run|yarn|pnpm|npm(?=\\s+start))\\s+([\\w:.-]+)");
  Pattern MADE = Pattern.compile(".*\\.[cm]?js");
  Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=(.*)");
  Pattern FILE = Pattern.compile("(?:\\./)?(\\.?[\\w@][\\w@./-]*|\\.)");

  /** Ours to say, or given to every server. */
  Set<String> GIVEN = Set.of("NODE_ENV", "PORT", "HOST", "PATH");

  /** Flags of Node whose value may be a word of its own, by their long names. */
  Map<String, String> WITH_VALUE =
      Map.of(
          "-r", "--require",
          "--require", "--require",
          "--import", "--import",
          "--loader", "--loader",
          "--experimental-loader", "--loader",
          "-C", "--conditions",
          "--conditions", "--conditions",
          "--env-file", "--env-file",
          "--env-file-if-exists", "--env-file");

  /** The values of {@code .env} are given anyway, and nobody watches or debugs here. */
  Pattern LEFT_OUT = Pattern.compile("--(?:env-file|watch|inspect)(?:[=-].*)?");

  /** Options of ts-node and tsx that say how to compile, by their long names. */
  Map<String, String> OF_COMPILERS =
      Map.of(
          "-P", "project",
          "--project", "project",
          "--tsconfig", "project",
          "--esm", "esm",
          "--files", "files",
          "--prefer-ts-exts", "prefer-ts-exts",
          "--preferTsExts", "prefer-ts-exts");

  /** Of ts-node and tsx: types are not checked at the start, and nothing is stored. */
  Pattern LEFT_TO_THE_BUILD =
      Pattern.compile(
          "-T|--transpile-?[oO]nly|--swc|--type-?[cC]heck|--pretty|-H|--compiler-host|--log-?[eE]rror"
              + "|-s|--script-?[mM]ode|--no-cache");

  Pattern LOADS_TSX = Pattern.compile("--(?:require|import|loader)=tsx(?:/.*)?");
  Pattern LOADS_TS_NODE = Pattern.compile("--(?:require|import|loader)=ts-node(?:/.*)?");

  static StartScript of(AppFiles files, PackageJson manifest) {
    return named("start", files, manifest);
  }

  /**
   * @param name of another script that may start it
   */
  static StartScript named(String name, AppFiles files, PackageJson manifest) {
    Optional<String> script = manifest.script(name);
    return script.isPresent()
        ? read(script.get(), files, manifest, manifest.script("build").isPresent(), 0)
        : new Unclear("has no start script that says how it is run");
  }

  /** What the owner says instead: a command, or the name of a script that has one. */
  static StartScript said(String command, AppFiles files, PackageJson manifest) {
    return read(manifest.script(command).orElse(command), files, manifest, true, 0);
  }

  private static StartScript read(
      String script, AppFiles files, PackageJson manifest, boolean builds, int depth) {
    List<String> steps =
        new ArrayList<>(Stream.of(script.split("&&", -1)).map(String::strip).toList());
    String last = steps.removeLast();
    var unclear = new Unclear("has a start script (" + script + ") that does more than run a file");
    if (SHELL.matcher(last).find()
        || !steps.stream().allMatch(step -> BUILD_FIRST.matcher(step).matches())) {
      return unclear;
    }
    Matcher other = OTHER.matcher(last);
    if (other.matches()) {
      Optional<String> named = manifest.script(other.group(1)).filter(_ -> depth < 3);
      return named.isPresent() ? read(named.get(), files, manifest, builds, depth + 1) : unclear;
    }
    var words = new ArrayDeque<>(List.of(last.split("\\s+")));
    var environment = new TreeMap<String, String>();
    while (!words.isEmpty()) {
      Matcher assignment = ASSIGNMENT.matcher(words.peek());
      if (assignment.matches()) {
        if (!GIVEN.contains(assignment.group(1))) {
          environment.put(assignment.group(1), assignment.group(2));
        }
      } else if (!Set.of("cross-env", "npx").contains(words.peek())) {
        break;
      }
      words.poll();
    }
    if ("ts-node-esm".equals(words.peek())) {
      words.poll();
      words.addFirst("--esm");
      words.addFirst("ts-node");
    }
    Optional<Runner> runner = Optional.ofNullable(words.poll()).flatMap(StartScript::runner);
    return runner.isPresent()
        ? run(runner.get(), words, environment, files, manifest, builds, unclear)
        : unclear;
  }

  private static Optional<Runner> runner(String program) {
    return switch (program) {
      case "node" -> Optional.of(Runner.NODE);
      case "tsx" -> Optional.of(Runner.TSX);
      case "ts-node" -> Optional.of(Runner.TS_NODE);
      default -> Optional.empty();
    };
  }

  private static StartScript run(
      Runner named,
      Deque<String> words,
      Map<String, String> environment,
      AppFiles files,
      PackageJson manifest,
      boolean builds,
      Unclear unclear) {
    var flags = new ArrayList<String>();
    var settings = new TreeMap<String, String>();
    Runner runner = named;
    while (!words.isEmpty() && words.peek().startsWith("-")) {
      String flag = words.poll();
      String[] parts = flag.split("=", 2);
      String setting = named == Runner.NODE ? null : OF_COMPILERS.get(parts[0]);
      if (setting != null) {
        boolean follows = setting.equals("project") && parts.length == 1;
        String value = parts.length == 2 ? parts[1] : follows ? words.poll() : "true";
        settings.put(setting, value == null ? "" : value);
        continue;
      }
      if (named != Runner.NODE && LEFT_TO_THE_BUILD.matcher(flag).matches()) {
        continue;
      }
      String whole = WITH_VALUE.get(flag);
      if (whole != null) {
        flag = words.isEmpty() ? flag : whole + "=" + words.poll();
      }
      if (LOADS_TSX.matcher(flag).matches()) {
        runner = Runner.TSX;
      } else if (LOADS_TS_NODE.matcher(flag).matches()) {
        runner = Runner.TS_NODE;
      } else if (!LEFT_OUT.matcher(flag).matches()) {
        flags.add(flag);
      }
    }
    Matcher file = FILE.matcher(words.isEmpty() ? "" : words.poll());
    if (!file.matches() || List.of(file.group(1).split("/", -1)).contains("..")) {
      return unclear;
    }
    String compiler = runner == Runner.TSX ? "tsx" : "ts-node";
    if (runner != Runner.NODE
        && !manifest.dependsOn(compiler)
        && files.workspace().filter(top -> top.dependsOn(compiler)).isEmpty()) {
      return new Unclear("starts it with " + compiler + " and does not depend on it");
    }
    Optional<String> source = source(file.group(1), files, manifest);
    if (source.isEmpty()
        && (runner != Runner.NODE || !(builds && MADE.matcher(file.group(1)).matches()))) {
      return new Unclear(
          "starts it with "
              + file.group(1)
              + ", which is not among the files and which no build script makes");
    }
    return new Runs(
        runner,
        List.copyOf(flags),
        Map.copyOf(settings),
        source.orElse(file.group(1)),
        List.copyOf(words),
        Map.copyOf(environment));
  }

  /** The file that Node finds by this name (nodejs.org/api/modules.html). */
  private static Optional<String> source(String name, AppFiles files, PackageJson manifest) {
    String main = manifest.text("main").isEmpty() ? "index.js" : manifest.text("main");
    String wanted = name.equals(".") ? main.replaceFirst("^\\./", "") : name;
    String plain = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
    return Stream.of("", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts", "/index.mjs")
        .map(ending -> plain + ending)
        .filter(files::has)
        .findFirst();
  }
}
