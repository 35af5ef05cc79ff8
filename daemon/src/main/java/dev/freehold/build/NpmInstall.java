package dev.freehold.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.process.Command;
import dev.freehold.process.Limits;
import dev.freehold.process.Mount;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One lock-exact install of an app's packages, with the network and without any script. */
final class NpmInstall {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  /** The parts of package.json that decide what is installed. */
  private static final List<String> RELEVANT =
      List.of(
          "dependencies",
          "devDependencies",
          "optionalDependencies",
          "peerDependencies",
          "peerDependenciesMeta",
          "bundleDependencies",
          "overrides",
          "workspaces");

  private final FileTree sources;
  private final Toolchain toolchain;
  private final String root;
  private final String lockFile;
  private final String npmrc;

  NpmInstall(FileTree sources, Detection detection, Toolchain toolchain) {
    this.sources = sources;
    this.toolchain = toolchain;
    this.root = detection.root();
    this.lockFile = Sources.below(root, detection.install().orElseThrow().lockFile());
    String own = Sources.below(root, ".npmrc");
    this.npmrc = sources.entry(own).isPresent() ? AppNpmrc.filter(Sources.text(sources, own)) : "";
  }

  /** The same key means the same {@code node_modules}. */
  String key() {
    var manifests = new TreeMap<String, Object>();
    for (FileTree.Entry entry : sources.entries()) {
      if (entry.path().equals("package.json") || entry.path().endsWith("/package.json")) {
        manifests.put(entry.path(), relevant(entry.path()));
      }
    }
    var inputs = new TreeMap<String, Object>();
    inputs.put("lock", Sha256.of(Sources.bytes(sources, lockFile)).hex());
    inputs.put("manifests", manifests);
    inputs.put("npmrc", npmrc);
    inputs.put("root", root);
    inputs.put("toolchain", toolchain.identity());
    return Sha256.of(Json.canonical(inputs)).hex();
  }

  /**
   * Leaves the packages in the answered folder inside the workshop.
   *
   * @param npmCache npm's own cache, shared by all apps. That is safe, because only npm itself runs
   *     here, never code of an app or a package: scripts are off and packages from git, whose
   *     preparation would run scripts nevertheless, are refused. Every package is stored under the
   *     hash of its contents, which npm compares on reading with what the lock file names, so what
   *     one app installs can't change what another gets.
   */
  Path run(Workshop workshop, Sandbox sandbox, Path npmCache, BuildListener listener) {
    refuseGitPackages();
    Path folder = workshop.build().resolve(root);
    var confinement = workshop.confinement(toolchain).withNetwork();
    confinement = confinement.withMount(Mount.writable(npmCache, "/npm-cache"));
    NpmSettings settings = toolchain.settings();
    if (settings.caFile().isPresent()) {
      confinement =
          confinement.withMount(Mount.readOnly(settings.caFile().get(), "/etc/npm-ca.pem"));
    }
    if (settings.extraCaFile().isPresent()) {
      confinement =
          confinement.withMount(Mount.readOnly(settings.extraCaFile().get(), "/etc/node-ca.pem"));
    }
    Sources.write(sources, workshop.build(), path -> !path.endsWith(".npmrc"));
    var environment = new TreeMap<>(settings.variables());
    environment.put("PATH", toolchain.path());
    environment.put("LANG", "C.UTF-8");
    environment.put("npm_config_cache", sandbox.seen(confinement, npmCache));
    environment.put("npm_config_update_notifier", "false");
    environment.put("npm_config_fetch_retry_mintimeout", "1000");
    environment.put("npm_config_fetch_retry_maxtimeout", "5000");
    for (Path file : settings.caFile().stream().toList()) {
      environment.put("npm_config_cafile", sandbox.seen(confinement, file));
    }
    for (Path file : settings.extraCaFile().stream().toList()) {
      environment.put("NODE_EXTRA_CA_CERTS", sandbox.seen(confinement, file));
    }
    try {
      Files.writeString(folder.resolve(".npmrc"), npmrc);
      ProcessResult result =
          sandbox.run(
              confinement,
              Command.of(
                      folder,
                      toolchain.node().toString(),
                      toolchain.npm().toString(),
                      "ci",
                      "--ignore-scripts",
                      "--no-audit",
                      "--no-fund",
                      "--no-progress")
                  .withEnvironment(environment)
                  .withTimeout(TIMEOUT)
                  .withLimits(Limits.BUILD),
              (_, line) -> listener.line(line),
              listener::cancelled);
      if (!result.succeeded()) {
        throw NpmFailure.of(result.tail());
      }
      return Files.createDirectories(folder.resolve("node_modules"));
    } catch (IOException e) {
      throw MachineError.io("Preparing the install", e);
    }
  }

  private Object relevant(String path) {
    var fields = new TreeMap<String, JsonNode>();
    try {
      if (Json.mapper().readTree(Sources.text(sources, path)) instanceof ObjectNode manifest) {
        RELEVANT.stream()
            .filter(manifest::has)
            .forEach(field -> fields.put(field, manifest.get(field)));
      }
      return fields;
    } catch (JsonProcessingException notJson) {
      // npm reads only those that belong to the app, and says so when one is broken
      return Sha256.of(Sources.bytes(sources, path)).hex();
    }
  }

  private void refuseGitPackages() {
    JsonNode lock;
    try {
      lock = Json.mapper().readTree(Sources.text(sources, lockFile));
    } catch (JsonProcessingException e) {
      throw new UserError(
          "build.lock-unreadable",
          lockFile + " is not JSON: " + e.getOriginalMessage(),
          "Delete " + lockFile + " and run npm install in the project, then deploy the result.",
          e);
    }
    var named = new ArrayList<JsonNode>();
    named.addAll(lock.findValues("resolved"));
    named.addAll(lock.findValues("version"));
    for (JsonNode source : named) {
      if (source.asText().startsWith("git")) {
        throw new UserError(
            "build.git-package",
            lockFile
                + " names a package from a git repository ("
                + source.asText()
                + "). Installing it would run its scripts with the network open.",
            "Use a published version of the package, or put its files into the project.");
      }
    }
  }
}
