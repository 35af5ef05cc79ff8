package dev.freehold.builds;

import dev.freehold.app.Offer;
import dev.freehold.base.MachineError;
import dev.freehold.detect.BuilderTelemetry;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Install;
import dev.freehold.detect.NitroPreset;
import dev.freehold.file.FileTree;
import dev.freehold.process.Confinement;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Carries out the adaptations of a detection on the build's copy of the sources. */
final class Adaptations {
  private static final String RUNTIME_VARIABLES = "vite-runtime-variables";
  private static final String OWN_MINIFIER = "own-minifier";
  private static final String MODERN_BROWSERS = "modern-browsers";
  private static final String NODE_SERVER = "tanstack-node-server";
  private static final String NEXT_STANDALONE = "next-standalone";
  private static final String ASTRO_ADDRESS = "astro-own-address";
  private static final String NITRO = "nitro-node-server";
  private static final String ANGULAR_HOSTS = "angular-own-hosts";
  private static final String SVELTEKIT = "sveltekit-node-server";
  private static final String SVELTEKIT_PRIVATE = "sveltekit-private-variables";
  private static final String ROOT_ADDRESS = "root-address";
  private static final String PROGRAM = "program-of-workspace";

  private final Detection detection;
  private final Path appFolder;
  private final Path top;
  private final ViteAdaptation vite;

  /**
   * @param build the build's copy of all sources
   */
  Adaptations(Detection detection, Path build) {
    this.detection = detection;
    this.appFolder = build.resolve(detection.root());
    this.top = build.resolve(detection.install().map(Install::folder).orElse(detection.root()));
    this.vite = new ViteAdaptation(appFolder);
  }

  /** The sources as they are built, or published without a build. */
  static FileTree sources(FileTree sources, Detection detection) {
    return has(detection, Offer.BUILDER_FILES.id()) ? OwnFileAddresses.in(sources) : sources;
  }

  boolean looksUpVariables() {
    return has(detection, RUNTIME_VARIABLES);
  }

  /** Whether this app's page can look its variables up when it is loaded. */
  static boolean looksUpVariables(Detection detection) {
    return has(detection, RUNTIME_VARIABLES);
  }

  static boolean isOwnServerOfNext(Detection detection) {
    return has(detection, NEXT_STANDALONE);
  }

  /** Before the build; answers the confinement in which it must run. */
  Confinement before(
      Confinement confinement, Sandbox sandbox, Dependencies dependencies, List<String> lookups) {
    List<String> whenRun;
    Confinement adapted = confinement;
    try {
      if (has(detection, NEXT_STANDALONE)) {
        NextStandalone.apply(
            appFolder, sandbox.seen(confinement, top), dependencies.version("next"));
      }
      if (has(detection, ASTRO_ADDRESS)) {
        AstroAddress.apply(appFolder);
      }
      if (has(detection, NITRO)) {
        forNode();
      }
      if (has(detection, ANGULAR_HOSTS)) {
        adapted = AngularHosts.apply(confinement, appFolder, dependencies);
      }
      if (has(detection, SVELTEKIT)) {
        SvelteKitServer.apply(appFolder);
      }
      whenRun = has(detection, SVELTEKIT_PRIVATE) ? SvelteKitServer.secrets(appFolder) : List.of();
      if (has(detection, Offer.NO_BUILDER_TELEMETRY.id())) {
        stripTelemetry();
      }
    } catch (IOException e) {
      throw MachineError.io("Adapting the build", e);
    }
    return changesVite()
        ? vite.apply(
            adapted,
            sandbox,
            dependencies,
            new ViteAdaptation.Changes(
                looksUpVariables() ? lookups : List.of(),
                has(detection, OWN_MINIFIER),
                has(detection, MODERN_BROWSERS),
                has(detection, NODE_SERVER),
                isBuiltForRoot(),
                whenRun))
        : adapted;
  }

  /** Whether the owner agreed that this app's build reaches the network. */
  static boolean reachesTheNetwork(Detection detection) {
    return has(detection, Offer.BUILD_NETWORK.id());
  }

  private void forNode() throws IOException {
    try (var files = Files.list(appFolder)) {
      for (Path file :
          files.filter(f -> NitroPreset.isConfig(f.getFileName().toString())).toList()) {
        Files.writeString(file, NitroPreset.forNode(Files.readString(file)));
      }
    }
  }

  /** Create React App is told so by its environment. */
  private boolean isBuiltForRoot() {
    return has(detection, ROOT_ADDRESS) && detection.framework() == Framework.VITE_SPA;
  }

  private void stripTelemetry() throws IOException {
    try (var below = Files.walk(appFolder, 2)) {
      for (Path page : below.filter(path -> path.toString().endsWith(".html")).toList()) {
        Files.writeString(page, BuilderTelemetry.without(Files.readString(page)));
      }
    }
  }

  /** After the build ended well, before its result is collected. */
  void after() {
    if (changesVite()) {
      vite.requireApplied();
    }
    try {
      Path folder = appFolder.resolve(detection.output());
      if (has(detection, NODE_SERVER)) {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("freehold-server.mjs"), nodeServer("./server/server.js"));
      }
      if (has(detection, PROGRAM) && Files.isDirectory(folder)) {
        Files.writeString(folder.resolve("freehold-start.mjs"), resource("workspace-program.mjs"));
      }
      if (has(detection, SVELTEKIT) && Files.isDirectory(folder)) {
        Files.writeString(folder.resolve("freehold-server.mjs"), nodeServer("./server/index.js"));
      }
    } catch (IOException e) {
      throw MachineError.io("Adding the server's program", e);
    }
  }

  private static String nodeServer(String app) throws IOException {
    return resource("node-server.mjs").replace("./server/server.js", app);
  }

  private boolean changesVite() {
    return looksUpVariables()
        || has(detection, OWN_MINIFIER)
        || has(detection, MODERN_BROWSERS)
        || has(detection, NODE_SERVER)
        || has(detection, SVELTEKIT_PRIVATE)
        || isBuiltForRoot();
  }

  private static boolean has(Detection detection, String id) {
    return detection.adaptations().stream().anyMatch(a -> a.id().equals(id));
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Adaptations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
