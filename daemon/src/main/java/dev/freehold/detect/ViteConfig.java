package dev.freehold.detect;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be read off a Vite config's text. Running it is left to the build; a setting that is
 * computed is not understood here, and whoever needs it has to say so.
 *
 * @param path empty when there is none
 * @param text without comments
 */
record ViteConfig(Optional<String> path, String text) {
  private static final Pattern FILE = Pattern.compile("vite\\.config\\.[cm]?[jt]s");
  private static final String LITERAL = "([\"'`])([^\"'`\\r\\n]*+)\\1";
  private static final Pattern LITERAL_OUTPUT = Pattern.compile("\\boutDir\\s*:\\s*" + LITERAL);
  private static final Pattern RESOLVED_OUTPUT =
      Pattern.compile(
          "\\boutDir\\s*:\\s*(?:path\\.)?(?:resolve|join)\\(\\s*"
              + "(?:__dirname|import\\.meta\\.dirname|process\\.cwd\\(\\))\\s*,"
              + "((?:\\s*[\"'][^\"'\\v]*+[\"']\\s*,?){1,8})\\s*\\)");
  private static final Pattern ANY_OUTPUT = Pattern.compile("\\boutDir\\s*:");
  private static final Pattern CLOUDFLARE =
      Pattern.compile("\\bfrom\\s*[\"']@cloudflare/vite-plugin[\"']");
  private static final Pattern FLAG =
      Pattern.compile("\\bvite\\s+build\\b[^&|;]*?--outDir[= ]\\s*[\"']?([^\\s\"'&|;]+)");
  private static final Pattern PREFIX =
      Pattern.compile(
          "\\benvPrefix\\s*:\\s*(?:\\[([^\\]]*+)\\]|" + LITERAL.replace("\\1", "\\2") + ")");
  private static final Pattern BASE = Pattern.compile("\\bbase\\s*:\\s*" + LITERAL);
  private static final Pattern QUOTED = Pattern.compile("[\"'`]([^\"'`\\r\\n]*+)[\"'`]");

  static ViteConfig in(AppFiles files) {
    Optional<String> path = files.first(FILE);
    String text = path.flatMap(files::text).orElse("");
    return new ViteConfig(path, SourceMask.withoutComments(text));
  }

  boolean mentions(Pattern pattern) {
    return pattern.matcher(text).find();
  }

  /**
   * @param folder below the app's root
   * @param reason where it is written
   */
  record Output(String folder, String reason) {}

  /**
   * @throws UserError {@code detect.unknown-output} when it is computed or outside the app's folder
   */
  Output output(String buildScript) {
    Output output = written(buildScript);
    return CLOUDFLARE.matcher(text).find()
        ? new Output(
            output.folder() + "/client", "@cloudflare/vite-plugin puts the page into client")
        : output;
  }

  private Output written(String buildScript) {
    Matcher flag = FLAG.matcher(buildScript);
    if (flag.find()) {
      return inside(flag.group(1), "the build script says --outDir " + flag.group(1));
    }
    Matcher literal = LITERAL_OUTPUT.matcher(text);
    if (literal.find()) {
      return inside(literal.group(2), name() + " sets outDir to " + literal.group(2));
    }
    Matcher resolved = RESOLVED_OUTPUT.matcher(text);
    if (resolved.find()) {
      String folder = String.join("/", quoted(resolved.group(1)));
      return inside(folder, name() + " sets outDir to " + folder);
    }
    if (ANY_OUTPUT.matcher(text).find()) {
      throw unknown(name() + " computes outDir, so the build's folder can't be known beforehand");
    }
    return new Output("dist", "Vite's own setting; nothing in the app changes it");
  }

  private Output inside(String folder, String reason) {
    String normal = Path.of(folder.strip()).normalize().toString();
    if (normal.isEmpty() || normal.startsWith("..") || normal.startsWith("/")) {
      throw unknown(reason + ", which is not a folder below the app");
    }
    return new Output(normal, reason);
  }

  private static UserError unknown(String why) {
    return new UserError(
        "detect.unknown-output",
        "Freehold can't tell where the build puts its result: " + why + ".",
        "Write a plain folder name in the Vite config, for example build: { outDir: \"dist\" }.");
  }

  /** Prefixes of variables that Vite gives to the page; empty when the config does not say. */
  List<String> envPrefixes() {
    Matcher matcher = PREFIX.matcher(text);
    if (!matcher.find()) {
      return List.of();
    }
    return matcher.group(1) != null ? quoted(matcher.group(1)) : List.of(matcher.group(3));
  }

  /** The path below which the page expects itself; empty when it is the host's root. */
  Optional<String> base() {
    return saidBase().filter(base -> base.startsWith("/") && !base.equals("/"));
  }

  /** Whether pages ask for their files below the folder of their own address. */
  boolean hasRelativeBase() {
    return saidBase().filter(base -> base.isEmpty() || base.equals("./")).isPresent();
  }

  private Optional<String> saidBase() {
    Matcher matcher = BASE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
  }

  private String name() {
    return path.orElse("the Vite config");
  }

  private static List<String> quoted(String list) {
    var all = new ArrayList<String>();
    Matcher matcher = QUOTED.matcher(list);
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
