package dev.freehold.builds;

import dev.freehold.base.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The adaptation {@code next-standalone}: another configuration takes the place of the app's own
 * one, loads it, and asks for the standalone output (nextjs.org/docs, output), with the place at
 * its top where packages were installed: a lock file above that would move it into a folder. What
 * the app exports keeps its kind, because Next.js itself looks into objects before it builds.
 */
final class NextStandalone {
  /** In the order in which Next.js looks for them. */
  private static final List<String> NAMES =
      List.of(
          "next.config.js",
          "next.config.mjs",
          "next.config.ts",
          "next.config.mts",
          "next.config.cjs");

  /** Without the app's rules for types, which this file can't know. */
  private static final String UNCHECKED = "// @ts-nocheck\n";

  private static final String CONFIG =
      """
      %s
      const config = own?.default ?? own;
      const withOurs = (made) => ({ ...made, output: 'standalone', %s });
      const whenMade = (made) =>
        typeof made?.then === 'function' ? made.then(withOurs) : withOurs(made);
      export default typeof config === 'function'
        ? (phase, context) => whenMade(config(phase, context))
        : whenMade(config);
      """;

  private static final String ROOT = "outputFileTracingRoot: %s";
  private static final String OLDER_ROOT = "experimental: { ...made?.experimental, " + ROOT + " }";

  /** Before it, the root was an experiment. */
  private static final int ROOT_SINCE = 15;

  private NextStandalone() {}

  /**
   * @param top the folder where packages were installed, as the build sees it: the app's own, or
   *     its workspace's
   * @param version of Next.js that is installed; empty when there is none to be found
   */
  static void apply(Path appFolder, String top, Optional<String> version) throws IOException {
    Optional<String> own =
        NAMES.stream().filter(name -> Files.exists(appFolder.resolve(name))).findFirst();
    boolean typed = own.filter(name -> name.endsWith("ts")).isPresent();
    String load = "const own = {};";
    if (own.isPresent()) {
      String moved = "freehold." + own.get();
      Files.move(appFolder.resolve(own.get()), appFolder.resolve(moved));
      load = "import own from './" + (typed ? moved.replaceFirst("\\.m?ts$", "") : moved) + "';";
    }
    boolean older = version.filter(NextStandalone::isOlder).isPresent();
    String root = (older ? OLDER_ROOT : ROOT).formatted(Json.write(top));
    Files.writeString(
        appFolder.resolve(typed ? "next.config.ts" : "next.config.mjs"),
        (typed ? UNCHECKED : "") + CONFIG.formatted(load, root));
  }

  private static boolean isOlder(String version) {
    String major = version.replaceFirst("\\D.*", "");
    return !major.isEmpty() && Integer.parseInt(major) < ROOT_SINCE;
  }
}
