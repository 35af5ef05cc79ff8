package dev.freehold.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.file.FileTree;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One install of an app's packages, with the network and without any script: exactly what the lock
 * file says, or what package.json allows where there is no lock file that fits.
 */
final class NpmInstall {
  /** Part of every key; raised when the same packages would be stored in another way. */
  private static final int VERSION = 2;

  /** Where Lovable's own registry keeps what the public one has, with the same hashes. */
  private static final Pattern PRIVATE_REGISTRY =
      Pattern.compile("https://[a-z0-9-]+-npm\\.pkg\\.dev/lovable-core-prod/sandbox-npm-cache/");

  /** As package.json names them (docs.npmjs.com, package.json, Git URLs as Dependencies). */
  private static final Pattern GIT =
      Pattern.compile(
          "^(?:git|github:|gitlab:|bitbucket:|gist:|[\\w.-]+/[\\w.-]+(?:#|$))|\\.git(?:#|$)");

  private static final String PUBLIC_REGISTRY = "https://registry.npmjs.org/";

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
  private final Optional<String> lockFile;
  private final String npmrc;

  NpmInstall(FileTree sources, Detection detection, Toolchain toolchain) {
    this.sources = sources;
    this.toolchain = toolchain;
    this.root = detection.root();
    this.lockFile =
        detection.install().orElseThrow().lockFile().map(path -> Sources.below(root, path));
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
    inputs.put("version", VERSION);
    inputs.put("lock", lockFile.map(f -> Sha256.of(Sources.bytes(sources, f)).hex()).orElse(""));
    inputs.put("manifests", manifests);
    inputs.put("npmrc", npmrc);
    inputs.put("root", root);
    inputs.put("toolchain", toolchain.identity());
    return Sha256.of(Json.canonical(inputs)).hex();
  }

  /**
   * @param folder the {@code node_modules}, inside the workshop
   * @param adaptations what had to be done besides what the lock file says
   */
  record Installed(Path folder, List<Adaptation> adaptations) {}

  /**
   * Tries what is most exact first.
   *
   * @param npmCache npm's own cache, shared by all apps. That is safe, because only npm itself runs
   *     here, never code of an app or a package: scripts are off and packages from git, whose
   *     preparation would run scripts nevertheless, are refused. Every package is stored under the
   *     hash of its contents, which npm compares on reading with what the lock file names, so what
   *     one app installs can't change what another gets.
   */
  Installed run(Workshop workshop, Sandbox sandbox, Path npmCache, BuildListener listener) {
    refuseGitPackages();
    Path folder = workshop.build().resolve(root);
    var adaptations = new ArrayList<Adaptation>();
    try {
      Sources.write(sources, workshop.build(), path -> !path.endsWith(".npmrc"));
      Files.writeString(folder.resolve(".npmrc"), npmrc);
      rewriteLock(workshop, adaptations);
      var npm = new Npm(workshop, sandbox, toolchain, npmCache, folder, listener);
      ProcessResult result = npm.run(lockFile.isPresent() ? List.of("ci") : List.of("install"));
      if (lockFile.isPresent() && NpmFailure.isLockOutOfSync(result)) {
        adaptations.add(
            new Adaptation(
                "stale-lock",
                lockFile.get()
                    + " does not fit package.json, so npm chose versions that package.json allows"
                    + " where it had to"));
        result = npm.run(List.of("install"));
      }
      if (NpmFailure.isPeerConflict(result)) {
        adaptations.add(
            new Adaptation(
                "legacy-peer-deps",
                "packages of the app want different versions of the same package beside them"));
        result = npm.run(List.of("install", "--legacy-peer-deps"));
      }
      if (!result.succeeded()) {
        throw NpmFailure.of(result.tail());
      }
      return new Installed(
          Files.createDirectories(folder.resolve("node_modules")), List.copyOf(adaptations));
    } catch (IOException e) {
      throw MachineError.io("Preparing the install", e);
    }
  }

  /** The hashes stay, so what comes is what the lock file means. */
  private void rewriteLock(Workshop workshop, List<Adaptation> adaptations) throws IOException {
    if (lockFile.isEmpty()) {
      return;
    }
    Path file = workshop.build().resolve(lockFile.get());
    String text = Files.readString(file);
    Matcher address = PRIVATE_REGISTRY.matcher(text);
    if (address.find()) {
      Files.writeString(file, address.replaceAll(PUBLIC_REGISTRY));
      adaptations.add(
          new Adaptation(
              "lock-registry",
              lockFile.get()
                  + " names a registry that only the builder can reach; the public one has the same"
                  + " packages"));
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
    String manifest = Sources.below(root, "package.json");
    if (relevant(manifest) instanceof TreeMap<?, ?> fields) {
      fields.values().stream()
          .map(JsonNode.class::cast)
          .flatMap(group -> group.valueStream())
          .filter(wanted -> wanted.isTextual() && GIT.matcher(wanted.asText()).find())
          .forEach(
              wanted -> {
                throw gitPackage(manifest, wanted.asText());
              });
    }
    if (lockFile.isPresent()) {
      refuseGitPackages(lockFile.get());
    }
  }

  private void refuseGitPackages(String lockFile) {
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
        throw gitPackage(lockFile, source.asText());
      }
    }
  }

  private static UserError gitPackage(String file, String source) {
    return new UserError(
        "build.git-package",
        file
            + " names a package from a git repository ("
            + source
            + "). Installing it would run its scripts with the network open.",
        "Use a published version of the package, or put its files into the project.");
  }
}
