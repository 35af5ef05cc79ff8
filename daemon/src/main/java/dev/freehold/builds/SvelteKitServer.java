package dev.freehold.builds;

import dev.freehold.detect.SvelteKitVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The adaptation {@code sveltekit-node-server}: where the app's configuration imports an adapter
 * for another host, it finds one of ours, which makes a Node server (svelte.dev/docs/kit, Writing
 * adapters). An app without an adapter gets a configuration around its own one.
 */
final class SvelteKitServer {
  private static final String ADAPTER = "./.freehold/sveltekit-adapter.mjs";

  /** In the order in which SvelteKit looks for them; later releases have it all in Vite's. */
  private static final List<String> NAMES =
      List.of("svelte.config.js", "svelte.config.ts", "svelte.config.mjs");

  private static final List<String> OF_VITE =
      List.of("vite.config.js", "vite.config.ts", "vite.config.mjs", "vite.config.mts");

  private static final Pattern OF_OTHER_HOSTS =
      Pattern.compile(
          "(\\bfrom\\s*)([\"'])(?:@sveltejs/adapter-(?!static\\b|node\\b)[\\w-]+"
              + "|(?!@sveltejs/)[\\w@/.-]*adapter[\\w.-]*)\\2");

  private static final String CONFIG =
      """
      // @ts-nocheck
      %s
      import adapter from '%s';
      const config = own?.default ?? own;
      export default { ...config, kit: { ...config.kit, adapter: adapter() } };
      """;

  private static final Pattern CODE = Pattern.compile(".*\\.(?:[cm]?[jt]s|svelte)");

  private SvelteKitServer() {}

  /** Names of the secrets that the app's code imports, sorted. */
  static List<String> secrets(Path appFolder) throws IOException {
    var names = new TreeSet<String>();
    try (var files = Files.walk(appFolder.resolve("src"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (CODE.matcher(file.toString()).matches() && Files.isRegularFile(file)) {
          names.addAll(SvelteKitVariables.secrets(Files.readString(file)));
        }
      }
    }
    return List.copyOf(names);
  }

  static void apply(Path appFolder) throws IOException {
    Path folder = Files.createDirectories(appFolder.resolve(".freehold"));
    for (String name : List.of("sveltekit-adapter.mjs", "sveltekit-app.mjs")) {
      Files.writeString(folder.resolve(name), Adaptations.resource(name));
    }
    boolean found = false;
    for (String name : Stream.concat(NAMES.stream(), OF_VITE.stream()).toList()) {
      Path config = appFolder.resolve(name);
      if (Files.exists(config)) {
        String text = Files.readString(config);
        String changed = OF_OTHER_HOSTS.matcher(text).replaceAll("$1$2" + ADAPTER + "$2");
        found |= !changed.equals(text);
        Files.writeString(config, changed);
      }
    }
    if (!found) {
      wrap(appFolder);
    }
  }

  private static void wrap(Path appFolder) throws IOException {
    String name =
        NAMES.stream()
            .filter(each -> Files.exists(appFolder.resolve(each)))
            .findFirst()
            .orElse(NAMES.getFirst());
    Path own = appFolder.resolve(name);
    String load = "const own = {};";
    if (Files.exists(own)) {
      Files.move(own, appFolder.resolve("freehold." + name));
      load = "import own from './freehold." + name + "';";
    }
    Files.writeString(own, CONFIG.formatted(load, ADAPTER));
  }
}
