package dev.freehold.builds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The adaptation {@code astro-own-address}: another configuration takes the place of the app's own
 * one, loads it, and lets the server believe the address that it is visited at (docs.astro.build,
 * security.allowedDomains). The proxy in front of it lets through the app's own addresses only, and
 * says itself which one it was.
 */
final class AstroAddress {
  /** In the order in which Astro looks for them. */
  private static final List<String> NAMES =
      List.of(
          "astro.config.mjs",
          "astro.config.js",
          "astro.config.ts",
          "astro.config.mts",
          "astro.config.cjs",
          "astro.config.cts");

  private static final String CONFIG =
      """
      // @ts-nocheck
      import own from './%s';
      const config = own?.default ?? own;
      export default { ...config, security: { ...config.security, allowedDomains: [{}] } };
      """;

  private AstroAddress() {}

  static void apply(Path appFolder) throws IOException {
    Optional<String> own =
        NAMES.stream().filter(name -> Files.exists(appFolder.resolve(name))).findFirst();
    if (own.isPresent()) {
      String moved = "freehold." + own.get();
      Files.move(appFolder.resolve(own.get()), appFolder.resolve(moved));
      Files.writeString(
          appFolder.resolve("astro.config." + (own.get().endsWith("ts") ? "ts" : "mjs")),
          CONFIG.formatted(moved));
    }
  }
}
