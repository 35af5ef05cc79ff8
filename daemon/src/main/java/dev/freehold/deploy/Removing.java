package dev.freehold.deploy;

import dev.freehold.app.Project;
import dev.freehold.targets.KeptFolder;
import java.util.List;
import java.util.Optional;

/**
 * What removing an app takes away.
 *
 * @param purge whether its history and its repository go as well
 * @param projects of builders that lead to it
 * @param releases whose built files are kept, the newest first
 * @param releaseBytes size of these files
 * @param deployments in its history
 * @param repository folder
 */
public record Removing(
    String app,
    boolean purge,
    List<Place> environments,
    List<Project> projects,
    List<String> releases,
    long releaseBytes,
    long deployments,
    String repository) {

  /**
   * An environment as it is known here.
   *
   * @param release that is live
   * @param servers of the live release
   * @param variables how many
   * @param kept what its servers wrote into folders that every release finds again, here and where
   *     it runs
   */
  public record Place(
      String name,
      String target,
      Optional<String> release,
      List<String> addresses,
      Optional<String> domain,
      List<String> servers,
      int variables,
      List<KeptFolder> kept) {}
}
