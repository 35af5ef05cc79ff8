package dev.freehold.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The adaptation {@code next-standalone}: another configuration takes the place of the app's own
 * one, loads it, and asks for the standalone output (nextjs.org/docs, output).
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

  private static final String CONFIG =
      """
      %s
      const config = own?.default ?? own;
      const load = async (phase, context) =>
        typeof config === 'function' ? config(phase, context) : config;
      export default async (phase%s, context%s) => ({
        ...(await load(phase, context)),
        output: 'standalone',
      });
      """;

  private NextStandalone() {}

  static void apply(Path appFolder) throws IOException {
    Optional<String> own =
        NAMES.stream().filter(name -> Files.exists(appFolder.resolve(name))).findFirst();
    boolean typed = own.filter(name -> name.endsWith("ts")).isPresent();
    String load = "const own = {};";
    if (own.isPresent()) {
      String moved = "freehold." + own.get();
      Files.move(appFolder.resolve(own.get()), appFolder.resolve(moved));
      load = "import own from './" + (typed ? moved.replaceFirst("\\.m?ts$", "") : moved) + "';";
    }
    String any = typed ? ": any" : "";
    Files.writeString(
        appFolder.resolve(typed ? "next.config.ts" : "next.config.mjs"),
        CONFIG.formatted(load, any, any));
  }
}
