package dev.freehold.targets.vercel;

import dev.freehold.base.Sha256;
import dev.freehold.credential.Secret;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Activation;
import dev.freehold.targets.site.EnvScript;
import dev.freehold.targets.site.FileList;
import dev.freehold.targets.site.RetiredWorker;
import dev.freehold.targets.vercel.Outputs.Kept;
import dev.freehold.targets.vercel.api.NewDeployment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A release with its settings as files of the Build Output API, which Vercel serves without
 * building anything (vercel.com/docs/build-output-api).
 *
 * @param own files of this release
 * @param kept of earlier ones, for pages of theirs that are still open
 */
record BuildOutput(List<OutputFile> own, List<Kept> kept) {
  private static final String FOLDER = ".vercel/output/";
  private static final String STATIC = FOLDER + "static/";

  /**
   * Of earlier releases.
   *
   * @param open files that pages may still load
   * @param workers paths at which browsers may keep a service worker
   */
  record Earlier(List<Kept> open, Set<String> workers) {}

  static BuildOutput of(
      Activation activation, Optional<Secret> key, Earlier earlier, BlobSource blobs) {
    Artifact artifact = activation.artifact();
    List<ServerFunction> servers = servers(artifact);
    List<Artifact.File> shown = shown(artifact);
    Set<String> taken = new HashSet<>(shown.stream().map(Artifact.File::path).toList());
    List<Kept> kept = earlier.open().stream().filter(file -> taken.add(file.path())).toList();
    List<String> retired = earlier.workers().stream().filter(taken::add).sorted().toList();
    var files = new ArrayList<OutputFile>();
    List<Artifact.File> served =
        Stream.concat(shown.stream(), kept.stream().map(BuildOutput::served)).toList();
    files.add(
        OutputFile.text(
            FOLDER + "config.json", OutputConfig.of(artifact.serving(), served, retired)));
    files.add(
        OutputFile.text(
            STATIC + EnvScript.PATH, EnvScript.of(activation.settings().publicValues())));
    for (Artifact.File file : shown) {
      files.add(
          new OutputFile(
              STATIC + file.path(),
              file.blob(),
              file.size(),
              file.immutable(),
              () -> blobs.open(file.blob())));
    }
    key.ifPresent(
        secret ->
            files.add(
                OutputFile.text(
                    STATIC + Manifest.path(secret, artifact.id()), FileList.of(artifact))));
    servers.forEach(server -> files.addAll(server.files(activation, key, FOLDER, blobs)));
    retired.forEach(path -> files.add(OutputFile.text(STATIC + path, RetiredWorker.SCRIPT)));
    return new BuildOutput(List.copyOf(files), kept);
  }

  static List<ServerFunction> servers(Artifact artifact) {
    return artifact.serving().services().stream().map(ServerFunction::new).toList();
  }

  private static Artifact.File served(Kept file) {
    return new Artifact.File(file.path(), file.id(), file.size(), file.immutable(), Map.of());
  }

  /**
   * What to remember of {@link #own}.
   *
   * @param sha1 of every one
   */
  List<Kept> visible(Map<Sha256, String> sha1) {
    return own.stream()
        .filter(file -> file.path().startsWith(STATIC))
        .map(
            file ->
                new Kept(
                    file.path().substring(STATIC.length()),
                    file.id(),
                    Objects.requireNonNull(sha1.get(file.id())),
                    file.size(),
                    file.immutable()))
        .toList();
  }

  /**
   * As a deployment names them.
   *
   * @param sha1 of every one of {@link #own}
   */
  List<NewDeployment.File> listing(Map<Sha256, String> sha1) {
    Stream<NewDeployment.File> ours =
        own.stream()
            .map(
                file ->
                    new NewDeployment.File(
                        file.path(), Objects.requireNonNull(sha1.get(file.id())), file.size()));
    Stream<NewDeployment.File> earlier =
        kept.stream()
            .map(file -> new NewDeployment.File(STATIC + file.path(), file.sha1(), file.size()));
    return Stream.concat(ours, earlier).toList();
  }

  /** Files for visitors, with paths as visitors name them. */
  static List<Artifact.File> shown(Artifact artifact) {
    String folder = artifact.serving().publicFolder();
    int prefix = folder.isEmpty() ? 0 : folder.length() + 1;
    return artifact.files().stream()
        .filter(file -> artifact.serving().isPublic(file.path()))
        .map(
            file ->
                new Artifact.File(
                    file.path().substring(prefix),
                    file.blob(),
                    file.size(),
                    file.immutable(),
                    file.variants()))
        .filter(file -> !file.path().equals(EnvScript.PATH))
        .toList();
  }
}
