package dev.freehold.builds;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * The adaptations of Vite's configuration. With {@code vite-runtime-variables}, {@code
 * import.meta.env.NAME} becomes a lookup in {@code globalThis.__FREEHOLD_ENV__} when the page is
 * loaded, and every page loads {@code /__freehold/env.js}, which sets it, before anything else.
 *
 * <p>A second configuration file loads the app's own one and adds to it. So that every {@code vite
 * build} uses it, however the build script comes to it (in a chain, through {@code npm run}, {@code
 * npx} or {@code cross-env}), the launcher in {@code node_modules/vite/bin} is replaced, in this
 * build only, by one with a few lines in front that name the second file.
 */
final class ViteAdaptation {
  private static final String FOLDER = ".freehold";
  private static final String LAUNCHER = "vite/bin/vite.js";

  private final Path appFolder;

  /**
   * @param appFolder the app's root in the build's copy
   */
  ViteAdaptation(Path appFolder) {
    this.appFolder = appFolder;
  }

  /**
   * @param lookups variables that the page looks up
   * @param ownMinifier whether Vite's own minifier is used, whatever the app's configuration says
   * @param modernBrowsers whether it is built for those that can wait outside of functions
   * @param forNode whether a server is bundled with all it needs, for Node
   * @param atRoot whether the page asks for its files at the root of its host
   * @param whenRun secrets that SvelteKit's server would have from the build
   */
  record Changes(
      List<String> lookups,
      boolean ownMinifier,
      boolean modernBrowsers,
      boolean forNode,
      boolean atRoot,
      List<String> whenRun) {}

  /** Writes both files and answers the confinement in which the launcher is replaced. */
  Confinement apply(
      Confinement confinement, Sandbox sandbox, Dependencies dependencies, Changes changes) {
    String original = dependencies.find(LAUNCHER).orElseThrow(ViteAdaptation::notInstalled);
    Path folder = appFolder.resolve(FOLDER);
    Path configuration = folder.resolve("vite.config.mjs");
    Path launcher = folder.resolve("vite.js");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          configuration,
          Adaptations.resource("vite.config.mjs")
              .replace("\"@CHANGES@\"", Json.write(changes))
              .replace("\"@APPLIED@\"", Json.write(sandbox.seen(confinement, applied()))));
      String prelude =
          Adaptations.resource("vite-launcher.js")
              .replace("\"@CONFIG@\"", Json.write(sandbox.seen(confinement, configuration)));
      Files.writeString(
          launcher,
          behindShebang(Files.readString(dependencies.tree().resolve(original)), prelude));
      if (!launcher.toFile().setExecutable(true)) {
        throw new IOException("can't make " + launcher + " executable");
      }
    } catch (IOException e) {
      throw MachineError.io("Adapting the build", e);
    }
    return confinement.withMount(Mount.readOnly(launcher, Confinement.BUILD + "/" + original));
  }

  private static UserError notInstalled() {
    return new UserError(
        "build.vite-not-installed",
        "The app is built by Vite, but installing its packages did not bring vite.",
        "Add vite to devDependencies in package.json, run npm install, and deploy the result.");
  }

  /**
   * The build ended well; did it go through the second configuration file?
   *
   * @throws UserError {@code build.adaptation-not-applied}
   */
  void requireApplied() {
    if (!Files.exists(applied(), LinkOption.NOFOLLOW_LINKS)) {
      throw new UserError(
          "build.adaptation-not-applied",
          "The build script did not run vite build, so what the plan says of its adaptations could"
              + " not be done, and the app would not work.",
          "Let the build script in package.json call vite build.");
    }
  }

  private Path applied() {
    return appFolder.resolve(FOLDER).resolve("applied");
  }

  private static String behindShebang(String original, String prelude) {
    int end = original.startsWith("#!") ? original.indexOf('\n') + 1 : 0;
    return original.substring(0, end) + prelude + original.substring(end);
  }
}
