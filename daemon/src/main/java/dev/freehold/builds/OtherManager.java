package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.detect.Detection.Install;
import dev.freehold.detect.Detection.Manager;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A package manager other than npm, and how it is told to install without running anything of the
 * app or its packages.
 *
 * @param folder of the npm package that it comes in
 * @param file of the program, below folder
 * @param always its options for every install, which lay packages out as npm does
 * @param exact its options for exactly what the lock file says
 * @param free its options for what package.json allows
 */
record OtherManager(
    Manager manager,
    Path folder,
    String file,
    List<String> always,
    List<String> exact,
    List<String> free) {
  /** Without the network no manager can become the version that package.json names. */
  private static final String AS_THEY_ARE =
      "export npm_config_manage_package_manager_versions=false"
          + " npm_config_package_manager_strict=false SKIP_YARN_COREPACK_CHECK=1"
          + " YARN_IGNORE_PATH=1\n";

  /** Yarn 4 runs scripts only with a file of its own that says it installed them, here. */
  private static final String YARN_4 =
      """
      case "$1" in run|exec) shift;; esac
      name=$1
      shift
      if node -e 'process.exit(require("./package.json").scripts?.[process.argv[1]]?0:1)' "$name"
      then exec npm run "$name" -- "$@"
      else exec "$name" "$@"
      fi\
      """;

  private static final String INSIDE = "/package-manager";
  private static final String CACHE = "/package-cache";

  /** Brings the program when it is not there yet. */
  static OtherManager of(Install install, Tools tools, Toolchain machine, BuildListener listener) {
    String version = install.version();
    String name =
        switch (install.manager()) {
          case NPM -> throw new IllegalArgumentException("npm is part of the toolchain");
          case PNPM -> "pnpm";
          case YARN -> version.equals("4") ? "@yarnpkg/cli-dist" : "yarn";
          case BUN -> bunPackage();
        };
    Path folder =
        tools.bring(install.manager().word() + " " + version, name, version, machine, listener);
    return switch (install.manager()) {
      case PNPM -> pnpm(folder);
      case BUN -> bun(folder);
      case YARN, NPM -> version.equals("4") ? yarn(folder) : yarnClassic(folder);
    };
  }

  /** As pnpm.io/cli/install and pnpm.io/settings have it. */
  private static OtherManager pnpm(Path folder) {
    return new OtherManager(
        Manager.PNPM,
        folder,
        "bin/pnpm.cjs",
        List.of(
            "--ignore-scripts",
            "--ignore-pnpmfile",
            "--reporter=append-only",
            "--config.node-linker=hoisted",
            "--config.package-import-method=copy",
            "--config.manage-package-manager-versions=false",
            "--config.package-manager-strict=false"),
        List.of("install", "--frozen-lockfile"),
        List.of("install", "--no-frozen-lockfile"));
  }

  /** As classic.yarnpkg.com/en/docs/cli/install has it. */
  private static OtherManager yarnClassic(Path folder) {
    return new OtherManager(
        Manager.YARN,
        folder,
        "bin/yarn.js",
        List.of("--ignore-scripts", "--ignore-engines", "--non-interactive", "--no-progress"),
        List.of("install", "--frozen-lockfile"),
        List.of("install"));
  }

  /** As yarnpkg.com/cli/install has it; for most there are only variables. */
  private static OtherManager yarn(Path folder) {
    return new OtherManager(
        Manager.YARN,
        folder,
        "bin/yarn.js",
        // without it the app's own preinstall would run, even with scripts off
        List.of("--mode=skip-build"),
        List.of("install", "--immutable"),
        List.of("install", "--no-immutable"));
  }

  /** As bun.sh/docs/cli/install has it. */
  private static OtherManager bun(Path folder) {
    return new OtherManager(
        Manager.BUN,
        folder,
        "bin/bun",
        List.of("--ignore-scripts", "--linker=hoisted", "--backend=copyfile", "--no-progress"),
        List.of("install", "--frozen-lockfile"),
        List.of("install"));
  }

  private static String bunPackage() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    // the other one for x64 does not start on older processors
    return "@oven/bun-" + (mac ? "darwin-" : "linux-") + (arm ? "aarch64" : "x64-baseline");
  }

  String name() {
    return manager.word();
  }

  Confinement seenIn(Confinement confinement) {
    return confinement.withMount(Mount.readOnly(folder, INSIDE));
  }

  /** Its cache is of one install alone: unlike npm's, it believes what another app wrote there. */
  Confinement withCache(Confinement confinement, Path cache) {
    return seenIn(confinement).withMount(Mount.writable(cache, CACHE));
  }

  List<String> program(Sandbox sandbox, Confinement confinement, Toolchain toolchain) {
    String path = sandbox.seen(confinement, folder) + "/" + file;
    return manager == Manager.BUN ? List.of(path) : List.of(toolchain.node().toString(), path);
  }

  /**
   * @param npm what npm would get: the registry's address, certificates
   */
  Map<String, String> environment(Map<String, String> npm, String cache) {
    var environment = new TreeMap<>(npm);
    environment.put("CI", "1");
    environment.put("DO_NOT_TRACK", "1");
    environment.put("npm_config_store_dir", cache);
    environment.put("BUN_INSTALL_CACHE_DIR", cache);
    environment.put("SKIP_YARN_COREPACK_CHECK", "1");
    environment.put("YARN_CACHE_FOLDER", cache);
    environment.put("YARN_GLOBAL_FOLDER", cache);
    environment.put("YARN_IGNORE_PATH", "1");
    environment.put("YARN_NODE_LINKER", "node-modules");
    environment.put("YARN_ENABLE_SCRIPTS", "false");
    environment.put("YARN_ENABLE_TELEMETRY", "0");
    environment.put("YARN_ENABLE_PROGRESS_BARS", "false");
    copy(environment, "npm_config_registry", "YARN_NPM_REGISTRY_SERVER");
    copy(environment, "npm_config_proxy", "YARN_HTTP_PROXY");
    copy(environment, "npm_config_https_proxy", "YARN_HTTPS_PROXY");
    copy(environment, "npm_config_cafile", "YARN_HTTPS_CA_FILE_PATH");
    return environment;
  }

  private static void copy(TreeMap<String, String> environment, String from, String to) {
    String value = environment.get(from);
    if (value != null) {
      environment.put(to, value);
    }
  }

  /**
   * For build scripts that call the manager by its name.
   *
   * @param bin a folder that the build's PATH names
   */
  void putInto(Path bin, Sandbox sandbox, Confinement confinement, Toolchain toolchain) {
    String run = "exec " + String.join(" ", program(sandbox, confinement, toolchain));
    try {
      Files.createDirectories(bin);
      script(bin.resolve(name()), isYarn4() ? YARN_4 : run + " \"$@\"");
      if (manager == Manager.BUN) {
        script(bin.resolve("bunx"), run + " x \"$@\"");
      }
    } catch (IOException e) {
      throw MachineError.io("Preparing the build", e);
    }
  }

  private boolean isYarn4() {
    return manager == Manager.YARN && exact.contains("--immutable");
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + AS_THEY_ARE + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
