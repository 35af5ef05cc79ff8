package dev.freehold.targets.vercel;

import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Activation;
import dev.freehold.targets.site.EnvScript;
import java.util.ArrayList;
import java.util.List;

/**
 * A release with its settings as files of the Build Output API, which Vercel serves without
 * building anything (vercel.com/docs/build-output-api).
 */
final class BuildOutput {
  private static final String FOLDER = ".vercel/output/";
  private static final String STATIC = FOLDER + "static/";

  private BuildOutput() {}

  static List<OutputFile> of(Activation activation, BlobSource blobs) {
    Artifact artifact = activation.artifact();
    List<Artifact.File> shown = shown(artifact);
    var files = new ArrayList<OutputFile>();
    files.add(OutputFile.text(FOLDER + "config.json", OutputConfig.of(artifact.serving(), shown)));
    files.add(
        OutputFile.text(
            STATIC + EnvScript.PATH, EnvScript.of(activation.settings().publicValues())));
    for (Artifact.File file : shown) {
      files.add(
          new OutputFile(
              STATIC + file.path(), file.blob(), file.size(), () -> blobs.open(file.blob())));
    }
    return files;
  }

  /** Files for visitors, with paths as visitors name them. */
  private static List<Artifact.File> shown(Artifact artifact) {
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
