package dev.freehold.detect;

import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.VariableUse;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Variables that an app's own configuration writes into the page, whatever their names are: Vite's
 * {@code define}, also within the configs of frameworks that are made of it, Next's {@code env},
 * and plugins of webpack in the configs of Next and Create React App (vite.dev/config, define;
 * vite.dev/guide/env-and-mode, loadEnv with the prefix {@code ''}; nextjs.org/docs, next.config.js,
 * env and webpack; webpack.js.org/plugins, DefinePlugin and EnvironmentPlugin).
 */
final class Baked {
  private static final Pattern CONFIG =
      Pattern.compile(
          "(?:vite|astro|nuxt|app|next|craco|webpack)\\.config\\.[cm]?[jt]s|config-overrides\\.js");
  private static final Pattern LOADED =
      Pattern.compile(
          "\\b(?:const|let|var)\\s+(?:(\\w+)|\\{([^{}]{1,2000}+)\\})\\s*(?::[^=;\\n]{1,80}+)?="
              + "\\s*(?:\\{\\s*\\.\\.\\.process\\.env\\s*,\\s*\\.\\.\\.)?loadEnv\\s*\\(");
  private static final Pattern DEFINE = Pattern.compile("\\bdefine\\s*:\\s*\\{");
  private static final Pattern ENV_OF_NEXT = Pattern.compile("(?<![\\w$.])env\\s*:\\s*\\{");
  private static final Pattern DEFINE_PLUGIN =
      Pattern.compile("\\bnew\\s+(?:[\\w$]+\\s*\\.\\s*)*DefinePlugin\\s*\\(\\s*\\{");
  private static final Pattern ENVIRONMENT_PLUGIN =
      Pattern.compile("\\bnew\\s+(?:[\\w$]+\\s*\\.\\s*)*EnvironmentPlugin\\s*\\(");
  private static final Pattern QUOTED = Pattern.compile("([\"'`])([A-Za-z_]\\w*+)\\1");

  /** What is only for the server's half of a build, which no page has. */
  private static final Pattern FOR_THE_SERVER =
      Pattern.compile(
          "(?:\\bif\\s*\\(\\s*(?:[\\w$]+\\s*\\.\\s*)?isServer\\s*\\)\\s*"
              + "|(?<![!\\w$.])(?:[\\w$]+\\s*\\.\\s*)?isServer\\s*(?:&&|\\?)[\\w$.\\s(]*)$");

  private static final String NAME = "([A-Za-z_]\\w*+)";

  /** All that there is, under the name by which code reads it. */
  private static final Pattern WHOLE = Pattern.compile("([\"'])process\\.env\\1\\s*:");

  /** Known to everybody, or set by tools. */
  private static final Pattern NO_VALUE_OF_THE_OWNER =
      Pattern.compile(
          "NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|CI|PORT|HOST(?:NAME)?|npm_\\w+|VERCEL\\w*"
              + "|NETLIFY\\w*|ANALYZE");

  private final Project project;
  private final String path;
  private final String source;
  private final String code;
  private final Guards guards;
  private final TreeSet<String> objects = new TreeSet<>(List.of("process\\s*\\.\\s*env"));
  private final TreeSet<String> names = new TreeSet<>();
  private final TreeMap<String, VariableUse> uses = new TreeMap<>();

  private Baked(Project project, String path) {
    this.project = project;
    this.path = path;
    this.source = project.files().text(path).orElse("");
    this.code = SourceMask.code(source);
    this.guards = new Guards(code);
    Matcher loaded = LOADED.matcher(code);
    while (loaded.find()) {
      if (loaded.group(1) != null) {
        objects.add(loaded.group(1));
      } else {
        Pattern.compile(NAME).matcher(loaded.group(2)).results().forEach(n -> names.add(n.group()));
      }
    }
  }

  /** Sorted by name; the place is the one in the config. */
  static List<VariableUse> of(Project project) {
    var uses = new TreeMap<String, VariableUse>();
    for (String path : project.files().paths()) {
      if (CONFIG.matcher(path).matches()) {
        new Baked(project, path).read().forEach(use -> uses.putIfAbsent(use.name(), use));
      }
    }
    return List.copyOf(uses.values());
  }

  private List<VariableUse> read() {
    blocks(path.startsWith("next.") ? ENV_OF_NEXT : DEFINE);
    blocks(DEFINE_PLUGIN);
    Matcher plugin = ENVIRONMENT_PLUGIN.matcher(code);
    while (plugin.find()) {
      if (!isForTheServer(plugin.start())) {
        quoted(plugin.end(), end(plugin.end(), ')'));
      }
    }
    return List.copyOf(uses.values());
  }

  private void blocks(Pattern pattern) {
    Matcher block = pattern.matcher(code);
    while (block.find()) {
      if (!isForTheServer(block.start())) {
        int end = end(block.end(), '}');
        members(block.end(), end);
        elements(block.end(), end);
        whole(block.end(), end);
      }
    }
  }

  /** Whether one of the blocks around this place, or the place itself, is for the server only. */
  private boolean isForTheServer(int at) {
    int depth = 0;
    boolean found = FOR_THE_SERVER.matcher(code.substring(0, at)).find();
    for (int i = at - 1; i >= 0 && !found; i--) {
      char c = code.charAt(i);
      depth += c == '}' ? 1 : c == '{' ? -1 : 0;
      if (depth < 0) {
        found = FOR_THE_SERVER.matcher(code.substring(0, i)).find();
        depth = 0;
      }
    }
    return found;
  }

  /** Names in a list; an object names defaults besides. */
  private void quoted(int from, int to) {
    if (code.substring(from, to).contains("{")) {
      return;
    }
    Matcher name = QUOTED.matcher(source).region(from, to);
    while (name.find()) {
      add(name.group(2), line(name.start()), true);
    }
  }

  private void members(int from, int to) {
    String members = object() + "\\s*\\??\\.\\s*" + NAME;
    Pattern read =
        Pattern.compile(
            names.isEmpty()
                ? members
                : members
                    + names.stream()
                        .collect(Collectors.joining("|", "|(?<![\\w$.])(?:", ")(?![\\w$])")));
    Matcher found = read.matcher(code).region(from, to);
    while (found.find()) {
      add(found.group(1) != null ? found.group(1) : found.group(), found.start(), found.end());
    }
  }

  /** Names in brackets are strings, so they are read where the code has a bracket. */
  private void elements(int from, int to) {
    Matcher found =
        Pattern.compile(object() + "\\s*(?:\\?\\.\\s*)?\\[\\s*([\"'`])" + NAME + "\\1\\s*\\]")
            .matcher(source)
            .region(from, to);
    while (found.find()) {
      if (code.charAt(found.start()) == source.charAt(found.start())) {
        add(found.group(2), found.start(), found.end());
      }
    }
  }

  /** What the code then reads of it is in the page. */
  private void whole(int from, int to) {
    Matcher key = WHOLE.matcher(source).region(from, to);
    while (key.find()) {
      int end = Math.min(to, end(key.end(), ','));
      if (code.charAt(key.start()) == source.charAt(key.start())
          && Pattern.compile(object() + "(?!\\s*\\??[.\\[])(?![\\w$])")
              .matcher(code)
              .region(key.end(), end)
              .find()) {
        int line = line(key.start());
        readByThePage((name, required) -> add(name, line, required));
      }
    }
  }

  private void readByThePage(BiConsumer<String, Boolean> found) {
    var reached = Reached.of(project, Framework.VITE_SPA);
    for (String file : project.files().paths()) {
      if (Variables.isBundled(file) && reached.has(file)) {
        String text = project.files().text(file).orElse("");
        new VariableReads(file, text, VariableReads.Access.PROCESS)
            .reads()
            .forEach(read -> found.accept(read.name(), !read.fallback()));
      }
    }
  }

  private String object() {
    return "(?<![\\w$.])(?:" + String.join("|", objects) + ")";
  }

  private void add(String name, int start, int end) {
    add(name, line(start), !guards.goesOn(start, StandIns.past(source, name, end)));
  }

  private void add(String name, int line, boolean required) {
    if (!NO_VALUE_OF_THE_OWNER.matcher(name).matches()) {
      uses.putIfAbsent(
          name,
          new VariableUse(
              name, project.files().shown(path), line, required && !hasValue(name), true));
    }
  }

  private int line(int at) {
    return 1 + (int) code.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  /** The config finds what came with the app by itself. */
  private boolean hasValue(String name) {
    return List.of(".env", ".env.production").stream()
        .flatMap(file -> project.files().text(file).stream())
        .anyMatch(text -> !Dotenv.parse(text).getOrDefault(name, "").isBlank());
  }

  /** Where a block ends that begins there, or the first such sign outside of all brackets. */
  private int end(int from, char sign) {
    int depth = 0;
    for (int i = from; i < code.length(); i++) {
      char c = code.charAt(i);
      if (depth == 0 && (c == sign || c == '}')) {
        return i;
      }
      depth += "{[(".indexOf(c) >= 0 ? 1 : "}])".indexOf(c) >= 0 ? -1 : 0;
    }
    return code.length();
  }
}
