package dev.freehold.deploy.prepare;

import dev.freehold.base.ShellWords;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Traits;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a release can run with the folders that its app keeps. */
record KeptCheck(DeploymentKind kind, Traits traits) {
  /**
   * @return what to know of them, one sentence each
   * @throws UserError {@code target.keep-unsupported}, {@code app.keep-taken}
   */
  List<String> notes(Activation activation) {
    List<String> kept = activation.placement().kept();
    if (kept.isEmpty()) {
      return List.of();
    }
    Artifact artifact = activation.artifact();
    if (artifact.serving().isStatic()) {
      return List.of(
          "This release has no server that could write to "
              + shown(kept)
              + ", so nothing is kept.");
    }
    if (!traits.keepsFolders()) {
      // whoever goes back has to get back
      if (kind == DeploymentKind.ROLLBACK) {
        return List.of(
            shown(kept)
                + " of this app can't be kept on "
                + activation.placement().target()
                + ": what its server writes there is lost.");
      }
      throw unsupported(activation.placement().target(), kept);
    }
    kept.forEach(folder -> refuseTaken(artifact, folder));
    return List.of();
  }

  private static void refuseTaken(Artifact artifact, String folder) {
    Optional<String> file =
        artifact.files().stream()
            .map(Artifact.File::path)
            .filter(path -> (folder + "/").startsWith(path + "/"))
            .findFirst();
    if (file.isPresent()) {
      throw taken(folder, file.get() + " is a file of this release.", "Name another folder");
    }
    for (Service service : artifact.serving().services()) {
      if (holdsProgram(artifact, service, folder)) {
        throw taken(
            folder,
            "The program of its server '"
                + service.name()
                + "' is in it, and every release must bring its own.",
            "Have the app write into a folder of its own");
      }
    }
  }

  private static boolean holdsProgram(Artifact artifact, Service service, String folder) {
    return (service.folder() + "/").startsWith(folder + "/")
        || service.command().stream()
            .flatMap(KeptCheck::files)
            .map(word -> service.folder().isEmpty() ? word : service.folder() + "/" + word)
            .filter(path -> path.startsWith(folder + "/"))
            .anyMatch(path -> artifact.files().stream().anyMatch(file -> file.path().equals(path)));
  }

  /** A word of a command as a file, and as a module of Python: {@code server:app}. */
  private static Stream<String> files(String word) {
    String path = word.replaceFirst("^\\./", "");
    String module = path.split(":", 2)[0].replace('.', '/');
    return Stream.of(path, module + ".py", module + "/__init__.py");
  }

  private static UserError taken(String folder, String why, String instead) {
    return new UserError(
        "app.keep-taken",
        "The folder " + folder + "/ can't be kept from release to release. " + why,
        instead
            + ", and take this one back: freehold app keep --remove "
            + ShellWords.quoted(folder));
  }

  private static UserError unsupported(String target, List<String> kept) {
    return new UserError(
        "target.keep-unsupported",
        "The app keeps "
            + shown(kept)
            + " from release to release, and "
            + target
            + " can't: what its server writes there would be lost with every release. Nothing was"
            + " changed.",
        "Have the app keep it in a database or a storage service, and take the folder back:"
            + " freehold app keep --remove "
            + ShellWords.quoted(kept.getFirst()));
  }

  private static String shown(List<String> kept) {
    return kept.stream().map(folder -> folder + "/").collect(Collectors.joining(", "));
  }
}
