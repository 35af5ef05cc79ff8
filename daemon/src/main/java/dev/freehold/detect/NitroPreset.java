package dev.freehold.detect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * For which host nitro makes a server (nitro.build/deploy). What the app's own files say beats the
 * build's environment, so they are changed in the build's copy.
 */
public final class NitroPreset {
  static final String ADAPTATION = "nitro-node-server";

  /** Presets that run on one host's machines, or on another program than Node. */
  private static final String OTHERS =
      "vercel(?:[-_](?:edge|static))?|netlify(?:[-_](?:edge|legacy|builder))?|bun|deno(?:[-_]\\w+)*"
          + "|cloudflare(?:[-_]\\w+)*|aws[-_]\\w+(?:[-_]\\w+)*|azure(?:[-_]\\w+)*|firebase(?:[-_]\\w+)*"
          + "|alwaysdata|cleavr|digital[-_]ocean|edgio|flight[-_]control|genezio|heroku|iis\\w*"
          + "|koyeb|platform[-_]sh|render[-_]com|stormkit|winterjs|zeabur(?:[-_]static)?|zerops"
          + "|service[-_]worker|node(?:[-_](?:listener|cluster|middleware|server[-_]\\w+))?";

  private static final Pattern IN_CONFIG =
      Pattern.compile("(\\bpreset[\"']?\\s*:\\s*)([\"'`])(" + OTHERS + ")\\2");
  private static final Pattern STATIC =
      Pattern.compile(
          "\\bpreset[\"']?\\s*:\\s*[\"'`](static|github[-_]pages|gitlab[-_]pages)[\"'`]");
  private static final Pattern IN_SCRIPT =
      Pattern.compile("\\b(?:NITRO|SERVER)_PRESET=\\S+\\s*|\\s--preset(?:=|\\s+)[\\w-]+");

  /** Where it is written. */
  private static final Pattern CONFIGS =
      Pattern.compile("(?:vite|nitro|nuxt|app)\\.config\\.[cm]?[jt]s");

  private NitroPreset() {}

  /**
   * @param name of a file at the top of the app
   */
  public static boolean isConfig(String name) {
    return CONFIGS.matcher(name).matches();
  }

  /** The text of a config with the preset for Node in the place of another. */
  public static String forNode(String text) {
    return IN_CONFIG.matcher(text).replaceAll("$1$2node-server$2");
  }

  /** The app's own choice where nothing runs: {@code static}. */
  static Optional<String> ofFiles(AppFiles files) {
    return first(files, STATIC).map(found -> found.group(1));
  }

  /** The build script without its own choice. */
  static BuildCommand without(BuildCommand command) {
    String text = IN_SCRIPT.matcher(command.text()).replaceAll("").strip();
    return text.equals(command.text())
        ? command
        : new BuildCommand(
            text,
            command.adaptation(),
            new Detection.Conclusion(
                "build command", text, command.conclusion().reason() + ", without its preset"));
  }

  /** Why the adaptation is made. */
  static String reason(AppFiles files) {
    return first(files, IN_CONFIG)
        .map(
            found ->
                "the app's config asks nitro for the preset "
                    + found.group(3)
                    + ", and a Node server is made instead")
        .orElse("nitro makes a Node server, whatever host it was meant for");
  }

  private static Optional<Matcher> first(AppFiles files, Pattern pattern) {
    return files.paths().stream()
        .filter(NitroPreset::isConfig)
        .map(path -> pattern.matcher(SourceMask.withoutComments(files.text(path).orElse(""))))
        .filter(Matcher::find)
        .findFirst();
  }

  /** What nitro leaves in {@code .output}, which needs nothing else. */
  static Serving serving() {
    return new Serving(
        "public", Optional.empty(), List.of(Serving.Service.node("server/index.mjs")), List.of());
  }
}
