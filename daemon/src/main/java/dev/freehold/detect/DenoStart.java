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

/** What a command of Deno runs, where that can be run without a shell (docs.deno.com, CLI). */
sealed interface DenoStart {
  /**
   * @param serves whether {@code deno serve} runs the module's handler
   * @param permissions flags; empty where the command has none
   * @param loading flags that say how modules are found, for the build as for the start
   * @param flags the others
   * @param entry module below the app's folder
   * @param environment what the command sets, without what is ours to say
   */
  record Runs(
      boolean serves,
      List<String> permissions,
      List<String> loading,
      List<String> flags,
      String entry,
      List<String> arguments,
      Map<String, String> environment)
      implements DenoStart {
    /** A module that is run with what a server needs, and no more. */
    static Runs module(String entry) {
      return new Runs(false, List.of(), List.of(), List.of(), entry, List.of(), Map.of());
    }

    /** As people type it. */
    String text() {
      return (serves ? "deno serve " : "deno run ") + entry;
    }
  }

  /**
   * @param why the second half of a sentence about the app
   */
  record Unclear(String why) implements DenoStart {}

  Pattern COMMAND = Pattern.compile("(?:[A-Za-z_]\\w*=\\S*\\s+)*deno\\s+(?:run|serve|task)\\s.*");
  Pattern PERMISSION =
      Pattern.compile(
          "--(?:allow|deny)-\\w+(?:=.*)?|-[ARWNES]+(?:=.*)?|(?:-P|--permission-set)(?:=.*)?");
  Pattern NET = Pattern.compile("(?:--allow-net|-N)=.*");
  Pattern LOADING =
      Pattern.compile(
          "--(?:import-map|config|conditions)=.*|--allow-import(?:=.*)?|-I(?:=.*)?|--no-config"
              + "|--unstable[\\w-]*");
  Pattern KEPT = Pattern.compile("--(?:v8-flags|location|seed)=.*|--parallel");

  /** Ours to say, of no use where nobody watches, or the build's business. */
  Pattern LEFT_OUT =
      Pattern.compile(
          "--(?:watch|no-clear-screen|inspect|env-file|lock|no-lock|frozen|node-modules-dir|vendor"
              + "|cached-only|reload|check|no-check|quiet|no-prompt|port|host|log-level)(?:[-=].*)?"
              + "|-[rqL]");

  /** Flags whose value is a word of its own, by their long names. */
  Map<String, String> WITH_VALUE =
      Map.of(
          "-c", "--config",
          "--config", "--config",
          "--import-map", "--import-map",
          "--conditions", "--conditions",
          "--port", "--port",
          "--host", "--host",
          "-L", "--log-level",
          "--log-level", "--log-level",
          "--location", "--location",
          "--seed", "--seed");

  /** Whether a command is one for Deno. */
  static boolean isOne(String command) {
    return COMMAND.matcher(command.strip()).matches();
  }

  /**
   * @param command {@code deno run -A main.ts}
   * @param tasks of deno.json, by name
   */
  static DenoStart read(String command, AppFiles files, Map<String, DenoTask> tasks) {
    return read(command.strip(), files, tasks, 0);
  }

  /**
   * @param name of one of the tasks
   */
  static DenoStart ofTask(String name, AppFiles files, Map<String, DenoTask> tasks) {
    return ofTask(name, files, tasks, 0);
  }

  private static DenoStart ofTask(
      String name, AppFiles files, Map<String, DenoTask> tasks, int depth) {
    DenoTask task = tasks.get(name);
    if (task == null) {
      return new Unclear("'deno task " + name + "' names a task that is not in deno.json");
    }
    return task.dependencies().isEmpty()
        ? read(task.command().strip(), files, tasks, depth)
        : new Unclear(
            "the task "
                + name
                + " has dependencies ("
                + String.join(", ", task.dependencies())
                + "), tasks that would have to run before it");
  }

  private static DenoStart read(
      String command, AppFiles files, Map<String, DenoTask> tasks, int depth) {
    if (StartScript.SHELL.matcher(command).find()) {
      return new Unclear("'" + command + "' does more than run a file");
    }
    Deque<String> words = new ArrayDeque<>(List.of(command.split("\\s+")));
    var environment = new TreeMap<String, String>();
    while (!words.isEmpty()) {
      Matcher assignment = StartScript.ASSIGNMENT.matcher(words.peek());
      if (!assignment.matches()) {
        break;
      }
      if (!StartScript.GIVEN.contains(assignment.group(1))) {
        environment.put(assignment.group(1), assignment.group(2));
      }
      words.poll();
    }
    String kind =
        "deno".equals(words.poll()) && !words.isEmpty() ? words.removeFirst() : "something else";
    if (kind.equals("task") && words.size() == 1 && depth < 3) {
      return ofTask(words.removeFirst(), files, tasks, depth + 1);
    }
    return Set.of("run", "serve").contains(kind)
        ? run(kind.equals("serve"), words, environment, files, command)
        : new Unclear("'" + command + "' runs no file with deno run or deno serve");
  }

  private static DenoStart run(
      boolean serves,
      Deque<String> words,
      Map<String, String> environment,
      AppFiles files,
      String command) {
    var permissions = new ArrayList<String>();
    var loading = new ArrayList<String>();
    var others = new ArrayList<String>();
    while (!words.isEmpty() && words.peek().startsWith("-")) {
      String flag = words.removeFirst();
      String whole = WITH_VALUE.get(flag);
      if (whole != null && !words.isEmpty()) {
        flag = whole + "=" + words.removeFirst();
      }
      // the import of modules is a permission too, of loading
      if (LOADING.matcher(flag).matches()) {
        loading.add(flag);
      } else if (PERMISSION.matcher(flag).matches()) {
        permissions.add(flag);
      } else if (KEPT.matcher(flag).matches()) {
        others.add(flag);
      } else if (!LEFT_OUT.matcher(flag).matches()) {
        return new Unclear(
            "'" + command + "' has the flag " + flag + ", which Freehold can't judge");
      }
    }
    Optional<String> entry =
        Optional.ofNullable(words.poll()).map(word -> word.replaceFirst("^\\./", ""));
    if (entry.filter(files::has).isEmpty()) {
      return new Unclear(
          "'" + command + "' runs " + entry.orElse("no file") + ", which is not among the files");
    }
    return new Runs(
        serves,
        List.copyOf(permissions),
        List.copyOf(loading),
        List.copyOf(others),
        entry.get(),
        List.copyOf(words),
        Map.copyOf(environment));
  }
}
