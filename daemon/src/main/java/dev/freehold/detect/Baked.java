package dev.freehold.detect;

import dev.freehold.detect.Detection.VariableUse;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Variables that an app's Vite config writes into the page by itself, whatever their names are
 * (vite.dev/config, define; vite.dev/guide/env-and-mode, loadEnv with the prefix {@code ''}).
 */
final class Baked {
  private static final Pattern LOADED =
      Pattern.compile(
          "\\b(?:const|let|var)\\s+(?:(\\w+)|\\{([^{}]{1,2000}+)\\})\\s*(?::[^=;\\n]{1,80}+)?="
              + "\\s*(?:\\{\\s*\\.\\.\\.process\\.env\\s*,\\s*\\.\\.\\.)?loadEnv\\s*\\(");
  private static final Pattern DEFINE = Pattern.compile("\\bdefine\\s*:\\s*\\{");
  private static final String NAME = "([A-Za-z_]\\w*+)";

  /** Known to everybody, or set by tools. */
  private static final Pattern NO_VALUE_OF_THE_OWNER =
      Pattern.compile(
          "NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|CI|PORT|HOST(?:NAME)?|npm_\\w+|VERCEL\\w*"
              + "|NETLIFY\\w*|ANALYZE");

  private Baked() {}

  /** Sorted by name; the place is the one in the config. */
  static List<VariableUse> of(Project project) {
    String path = project.vite().path().orElse("");
    String code = SourceMask.code(project.files().text(path).orElse(""));
    var guards = new Guards(code);
    var uses = new TreeMap<String, VariableUse>();
    Pattern read = reads(code);
    Matcher define = DEFINE.matcher(code);
    while (define.find()) {
      Matcher found = read.matcher(code).region(define.end(), end(code, define.end()));
      while (found.find()) {
        String name = found.group(1) != null ? found.group(1) : found.group();
        if (!NO_VALUE_OF_THE_OWNER.matcher(name).matches()) {
          int line =
              1 + (int) code.substring(0, found.start()).chars().filter(c -> c == '\n').count();
          boolean required =
              !guards.goesOn(found.start(), found.end()) && !hasValue(project.files(), name);
          uses.putIfAbsent(
              name, new VariableUse(name, project.files().shown(path), line, required, true));
        }
      }
    }
    return List.copyOf(uses.values());
  }

  private static Pattern reads(String code) {
    var objects = new TreeSet<>(List.of("process\\s*\\.\\s*env"));
    var names = new TreeSet<String>();
    Matcher loaded = LOADED.matcher(code);
    while (loaded.find()) {
      if (loaded.group(1) != null) {
        objects.add(loaded.group(1));
      } else {
        Pattern.compile(NAME).matcher(loaded.group(2)).results().forEach(n -> names.add(n.group()));
      }
    }
    String members = "(?<![\\w$.])(?:" + String.join("|", objects) + ")\\s*\\??\\.\\s*" + NAME;
    return Pattern.compile(
        names.isEmpty()
            ? members
            : members
                + names.stream()
                    .collect(Collectors.joining("|", "|(?<![\\w$.])(?:", ")(?![\\w$])")));
  }

  /** The config finds what came with the app by itself. */
  private static boolean hasValue(AppFiles files, String name) {
    return List.of(".env", ".env.production").stream()
        .flatMap(path -> files.text(path).stream())
        .anyMatch(text -> !Dotenv.parse(text).getOrDefault(name, "").isBlank());
  }

  private static int end(String code, int from) {
    int depth = 1;
    for (int i = from; i < code.length(); i++) {
      depth += code.charAt(i) == '{' ? 1 : code.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return code.length();
  }
}
