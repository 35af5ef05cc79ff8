package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Install;
import dev.freehold.detect.Detection.Manager;
import dev.freehold.file.FileTree;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One install of an app's packages, with the network and without any script: exactly what the lock
 * file says, or what package.json allows where there is no lock file that fits.
 */
final class PackageInstall implements Installation {
  /** Part of every key; raised when the same packages would be stored in another way. */
  private static final int VERSION = 4;

  /** Where Lovable's own registry keeps what the public one has, with the same hashes. */
  static final Pattern PRIVATE_REGISTRY =
      Pattern.compile("https://[a-z0-9-]+-npm\\.pkg\\.dev/lovable-core-prod/sandbox-npm-cache/");

  /** As package.json names them (docs.npmjs.com, package.json, Git URLs as Dependencies). */
  private static final Pattern GIT =
      Pattern.compile(
          "^(?:git|exec:|github:|gitlab:|bitbucket:|gist:|[\\w.-]+/[\\w.-]+(?:#|$))|\\.git(?:#|$)");

  /** The same in bun.lock, where no address means the registry's own. */
  private static final Pattern PRIVATE_TARBALL =
      Pattern.compile("\"" + PRIVATE_REGISTRY.pattern() + "[^\"]*\"");

  /** As bun, pnpm and yarn write them down. */
  private static final Pattern GIT_IN_LOCK =
      Pattern.compile(
          "git\\+|\\bgit@|@(?:github|gitlab|bitbucket):|codeload\\.github\\.com|type: git\\b");

  private static final String PNPM_WORKSPACE = "pnpm-workspace.yaml";

  private static final String PUBLIC_REGISTRY = "https://" + NpmSettings.PUBLIC_HOST + "/";

  /** The parts of package.json that decide what is installed. */
  private static final List<String> RELEVANT =
      List.of(
          "dependencies",
          "devDependencies",
          "optionalDependencies",
          "resolutions",
          "pnpm",
          "catalog",
          "catalogs",
          "patchedDependencies",
          "peerDependencies",
          "peerDependenciesMeta",
          "bundleDependencies",
          "overrides",
          "workspaces");

  /** Vite and other tools write here; builds get empty folders of their own in these places. */
  private static final List<String> SCRATCH =
      List.of(
          ".vite",
          ".vite-temp",
          ".cache",
          ".astro",
          ".nitro",
          ".tanstack-start",
          ".slidev",
          ".tmp");

  private final FileTree sources;
  private final Toolchain toolchain;
  private final String root;
  private final Install install;
  private final Optional<OtherManager> other;
  private final Optional<String> lockFile;
  private final String npmrc;
  private final List<String> leavingOut;
  private final String manifest;
  private final List<String> ownPeers;

  /**
   * @param other the manager, unless that is npm
   * @throws UserError {@code build.other-registry}
   */
  PackageInstall(
      FileTree sources, Detection detection, Toolchain toolchain, Optional<OtherManager> other) {
    this.sources = sources;
    this.toolchain = toolchain;
    this.root = detection.root();
    this.install = detection.install().orElseThrow();
    this.other = other;
    OtherRegistries.refuse(
        sources,
        install.folder(),
        Optional.ofNullable(toolchain.settings().variables().get("npm_config_registry")),
        detection.adaptations());
    this.lockFile = install.lockFile().map(path -> Sources.below(install.folder(), path));
    String own = Sources.below(install.folder(), ".npmrc");
    String text = sources.entry(own).isPresent() ? Sources.text(sources, own) : "";
    this.npmrc = AppNpmrc.filter(text);
    this.leavingOut = AppNpmrc.leavingOut(text);
    this.manifest = Sources.below(root, "package.json");
    // a lock file says itself which of them are there
    this.ownPeers =
        lockFile.isEmpty() && sources.entry(manifest).isPresent()
            ? OwnPeers.leftOut(Sources.text(sources, manifest))
            : List.of();
  }

  @Override
  public String own() {
    return Sources.below(root, Dependencies.FOLDER);
  }

  @Override
  public List<String> scratch() {
    return SCRATCH;
  }

  @Override
  public String key() {
    var manifests = new TreeMap<String, Object>();
    for (FileTree.Entry entry : sources.entries()) {
      if (entry.path().equals("package.json") || entry.path().endsWith("/package.json")) {
        manifests.put(entry.path(), relevant(entry.path()));
      }
    }
    var inputs = new TreeMap<String, Object>();
    inputs.put("version", VERSION);
    inputs.put("lock", lockFile.map(this::hash).orElse(""));
    inputs.put("manifests", manifests);
    inputs.put("npmrc", npmrc);
    // what is told of an install is kept with it
    if (!leavingOut.isEmpty()) {
      inputs.put("leavingOut", leavingOut);
    }
    if (!ownPeers.isEmpty()) {
      inputs.put("ownPeers", ownPeers);
    }
    inputs.put("root", root);
    inputs.put("pnpm", sources.entry(PNPM_WORKSPACE).map(_ -> hash(PNPM_WORKSPACE)).orElse(""));
    inputs.put("install", install);
    inputs.put("toolchain", toolchain.identity());
    return Sha256.of(Json.canonical(inputs)).hex();
  }

  private String hash(String path) {
    return Sha256.of(Sources.bytes(sources, path)).hex();
  }

  /**
   * Tries what is most exact first.
   *
   * @param npmCache npm's own cache, shared by all apps. That is safe, because only npm itself runs
   *     here, never code of an app or a package: scripts are off and packages from git, whose
   *     preparation would run scripts nevertheless, are refused. Every package is stored under the
   *     hash of its contents, which npm compares on reading with what the lock file names, so what
   *     one app installs can't change what another gets.
   */
  @Override
  public Installed run(Workshop workshop, Sandbox sandbox, Path npmCache, BuildListener listener) {
    refuseGitPackages();
    Path folder = workshop.build().resolve(install.folder());
    var adaptations = new ArrayList<Adaptation>();
    try {
      write(workshop, adaptations);
      if (other.isPresent()) {
        Path cache = Files.createDirectories(workshop.folder().resolve("cache"));
        var installer =
            Installer.other(other.get(), workshop, sandbox, toolchain, cache, folder, listener);
        if (byOther(other.get(), installer, adaptations)) {
          return new Installed(
              workshop.build(), places(workshop.build()), List.copyOf(adaptations));
        }
        workshop.empty();
        adaptations.clear();
        write(workshop, new ArrayList<>());
        adaptations.add(
            new Adaptation(
                "npm-instead",
                other.get().name()
                    + " could not install the packages, so npm chose versions that package.json"
                    + " allows"));
      }
      var npm = Installer.npm(workshop, sandbox, toolchain, npmCache, folder, listener);
      byNpm(npm, adaptations);
      return new Installed(workshop.build(), places(workshop.build()), List.copyOf(adaptations));
    } catch (IOException e) {
      throw MachineError.io("Preparing the install", e);
    }
  }

  private void write(Workshop workshop, List<Adaptation> adaptations) throws IOException {
    Path folder = workshop.build().resolve(install.folder());
    Sources.write(sources, workshop.build(), InstallFiles::mayBeSeen);
    Files.writeString(folder.resolve(".npmrc"), npmrc);
    Path workspace = workshop.build().resolve(PNPM_WORKSPACE);
    if (Files.exists(workspace)) {
      Files.writeString(workspace, InstallFiles.pnpmWorkspace(Files.readString(workspace)));
    }
    if (!ownPeers.isEmpty()) {
      Files.writeString(
          workshop.build().resolve(manifest), OwnPeers.depended(Sources.text(sources, manifest)));
      adaptations.add(
          new Adaptation(
              "own-peers",
              manifest
                  + " names "
                  + String.join(", ", ownPeers)
                  + " as peers that it can do without, and nothing else would install them"));
    }
    if (!leavingOut.isEmpty()) {
      adaptations.add(
          new Adaptation(
              "all-packages",
              ".npmrc leaves out packages that the build needs ("
                  + String.join(", ", leavingOut)
                  + "), and they were installed all the same"));
    }
    rewriteLock(workshop, adaptations);
    completeLock(workshop, adaptations);
  }

  /**
   * @return false when it could not, for a reason that npm may not have
   */
  private boolean byOther(OtherManager manager, Installer installer, List<Adaptation> adaptations) {
    ProcessResult result = installer.run(lockFile.isPresent() ? manager.exact() : manager.free());
    if (lockFile.isPresent() && !result.succeeded()) {
      InstallFailure.refuseToGoOn(result.tail(), lockFile.get());
      adaptations.add(staleLock(manager.name(), ""));
      result = installer.run(manager.free());
    }
    if (result.succeeded()) {
      return true;
    }
    InstallFailure.refuseToGoOn(result.tail(), lockFile.orElse("the registry"));
    return false;
  }

  private void byNpm(Installer npm, List<Adaptation> adaptations) {
    boolean exactly = other.isEmpty() && lockFile.isPresent();
    ProcessResult result = npm.run(List.of(exactly ? "ci" : "install"));
    if (exactly && InstallFailure.isLockOutOfSync(result)) {
      adaptations.add(staleLock("npm", InstallFailure.outOfSync(result)));
      result = npm.run(List.of("install"));
    }
    if (!exactly && InstallFailure.isVersionMissing(result)) {
      adaptations.add(
          new Adaptation(
              "older-releases",
              "a package's newest release wants what the registry does not have, so npm chose"
                  + " releases that are at least a week old"));
      result =
          npm.run(List.of("install", "--before=" + LocalDate.now(ZoneOffset.UTC).minusDays(7)));
    }
    if (InstallFailure.isPeerConflict(result)) {
      adaptations.add(
          new Adaptation(
              "legacy-peer-deps",
              "packages of the app want different versions of the same package beside them"));
      result = npm.run(List.of("install", "--legacy-peer-deps"));
    }
    if (!result.succeeded()) {
      throw InstallFailure.of(result.tail());
    }
  }

  /** Of all folders of packages that are in no other one. */
  private List<String> places(Path tree) throws IOException {
    var places = new ArrayList<String>();
    Files.createDirectories(tree.resolve(own()));
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.endsWith(Dependencies.FOLDER)) {
              return FileVisitResult.CONTINUE;
            }
            places.add(tree.relativize(folder).toString());
            return FileVisitResult.SKIP_SUBTREE;
          }
        });
    places.sort(Comparator.naturalOrder());
    return places;
  }

  /**
   * @param said what does not fit, in the manager's words; may be empty
   */
  private Adaptation staleLock(String manager, String said) {
    return new Adaptation(
        "stale-lock",
        lockFile.orElseThrow()
            + " does not fit package.json or lacks packages"
            + (said.isEmpty() ? "" : " (" + said + ")")
            + ", so "
            + manager
            + " chose versions that package.json allows where it had to");
  }

  private void completeLock(Workshop workshop, List<Adaptation> adaptations) throws IOException {
    if (other.isPresent() || lockFile.isEmpty()) {
      return;
    }
    Path file = workshop.build().resolve(lockFile.get());
    if (!(Json.mapper().readTree(Files.readString(file)) instanceof ObjectNode lock)) {
      return;
    }
    OtherSystemsLock.Added added = OtherSystemsLock.ofThisMachine().complete(lock);
    if (added.count() > 0) {
      Files.writeString(file, Json.write(lock));
    }
    if (!added.needed().isEmpty()) {
      adaptations.add(
          new Adaptation(
              "other-systems-lock",
              lockFile.get()
                  + " was written on another system and leaves out what this machine needs: "
                  + String.join(", ", added.needed())
                  + ". npm brings it too, in the version that the lock file asks for"));
    }
  }

  /** The hashes stay, so what comes is what the lock file means. */
  private void rewriteLock(Workshop workshop, List<Adaptation> adaptations) throws IOException {
    if (lockFile.isEmpty() || lockFile.get().endsWith(".lockb")) {
      return;
    }
    Path file = workshop.build().resolve(lockFile.get());
    String text = Files.readString(file);
    Matcher address = PRIVATE_REGISTRY.matcher(text);
    if (!address.find()) {
      return;
    }
    Files.writeString(
        file,
        install.manager() == Manager.BUN
            ? PRIVATE_TARBALL.matcher(text).replaceAll("\"\"")
            : address.replaceAll(PUBLIC_REGISTRY));
    adaptations.add(
        new Adaptation(
            "lock-registry",
            lockFile.get()
                + " names a registry that only the builder can reach; the public one has the same"
                + " packages"));
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
    for (FileTree.Entry entry : sources.entries()) {
      if (belongsToTheInstall(entry.path())
          && relevant(entry.path()) instanceof TreeMap<?, ?> fields) {
        fields.values().stream()
            .map(JsonNode.class::cast)
            .flatMap(JsonNode::valueStream)
            .filter(wanted -> wanted.isTextual() && GIT.matcher(wanted.asText()).find())
            .forEach(
                wanted -> {
                  throw gitPackage(entry.path(), wanted.asText());
                });
      }
    }
    if (lockFile.isPresent() && !lockFile.get().endsWith(".lockb")) {
      String lock = lockFile.get();
      if (install.manager() == Manager.NPM) {
        refuseGitPackagesOfNpm(lock);
      } else {
        Sources.text(sources, lock)
            .lines()
            .filter(line -> GIT_IN_LOCK.matcher(line).find())
            .forEach(
                line -> {
                  throw gitPackage(lock, line.strip());
                });
      }
    }
  }

  /** In a workspace packages of all its parts are installed. */
  private boolean belongsToTheInstall(String path) {
    return path.equals(Sources.below(install.folder(), "package.json"))
        || !install.folder().equals(root) && path.endsWith("/package.json");
  }

  private void refuseGitPackagesOfNpm(String lockFile) {
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
