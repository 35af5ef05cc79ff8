package dev.freehold.targets.local.site;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Home;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.HostNames;
import dev.freehold.targets.site.ServedRelease;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One site's folder, {@code sites/APP/ENVIRONMENT}. It holds all that serving needs, so what is
 * served depends on nothing else:
 *
 * <pre>
 * pointer.json          what is live
 * staged/v3.json        what is addressable and not live
 * artifacts/ID.json     manifests
 * blobs/SHA256          the files' bytes, linked to the blob store where the disk allows it
 * trees/ID/             files of an artifact with a server, by their names
 * trees/ID.json         what runs it on this machine
 * settings/ID           the variables of a revision, sealed; for servers
 * services/v3.ID.json   how the servers of a release are, written by the serving process
 * kept/uploads/         what servers wrote into a folder that every release finds again
 * lock                  held while any of these changes
 * </pre>
 */
public record SiteFolder(Site site, Path path) {
  public static SiteFolder of(Home home, Site site) {
    if (!HostNames.isLabel(site.app()) || !HostNames.isLabel(site.environment())) {
      throw new IllegalArgumentException("not a site: " + site);
    }
    return new SiteFolder(site, home.sites().resolve(site.app()).resolve(site.environment()));
  }

  public boolean exists() {
    return Files.isDirectory(path);
  }

  /** Durable when it returns; what is there stays. */
  public void create() throws IOException {
    Home.privateFolder(path);
    for (Path part : List.of(stagedFolder(), artifacts(), blobs(), trees(), settings())) {
      Files.createDirectories(part);
    }
    DurableFiles.syncFolder(path);
    DurableFiles.syncFolder(path.resolve(".."));
    DurableFiles.syncFolder(path.resolve("../.."));
  }

  public Path lock() {
    return path.resolve("lock");
  }

  public Path pointerFile() {
    return path.resolve("pointer.json");
  }

  public Path stagedFolder() {
    return path.resolve("staged");
  }

  public Path stagedFile(String releaseName) {
    return stagedFolder().resolve(releaseName + ".json");
  }

  public Path artifacts() {
    return path.resolve("artifacts");
  }

  public Path manifest(String artifactId) {
    return artifacts().resolve(artifactId + ".json");
  }

  public Path blobs() {
    return path.resolve("blobs");
  }

  public Path blob(Sha256 id) {
    return blobs().resolve(id.hex());
  }

  public Path trees() {
    return path.resolve("trees");
  }

  public Path tree(String artifactId) {
    return trees().resolve(artifactId);
  }

  public Path runtimeFile(String artifactId) {
    return trees().resolve(artifactId + ".json");
  }

  public Path settings() {
    return path.resolve("settings");
  }

  public Path sealedVariables(String settingsId) {
    return settings().resolve(settingsId);
  }

  public Path kept() {
    return path.resolve("kept");
  }

  public Path services() {
    return path.resolve("services");
  }

  /**
   * One release can run twice, with its settings and kept folders of before and with those to come.
   */
  public Path servicesFile(ServedRelease release) {
    return services().resolve(instance(release) + ".json");
  }

  /** What a server of this release may write to. */
  public Path servicesOwn(ServedRelease release, String service) {
    return services().resolve(instance(release) + "." + service);
  }

  private static String instance(ServedRelease release) {
    String name = release.releaseName() + "." + release.settingsId();
    return release.kept().isEmpty()
        ? name
        : name + ".k" + Sha256.of(String.join("/:", release.kept())).hex().substring(0, 8);
  }

  public Optional<SitePointer> pointer() throws IOException {
    return read(pointerFile(), SitePointer.class);
  }

  public Optional<StagedRelease> staged(String releaseName) throws IOException {
    return read(stagedFile(releaseName), StagedRelease.class);
  }

  public Optional<Artifact> artifact(String artifactId) throws IOException {
    return read(manifest(artifactId), Artifact.class);
  }

  public Optional<ServiceRuntime> runtime(String artifactId) throws IOException {
    return read(runtimeFile(artifactId), ServiceRuntime.class);
  }

  public Optional<ServicesState> services(ServedRelease release) throws IOException {
    return read(servicesFile(release), ServicesState.class);
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file), type));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IllegalStateException e) {
      throw new IOException("The file " + file + " is not what was written to it.", e);
    }
  }
}
