package dev.freehold.deploy.model;

import dev.freehold.app.Placement;
import dev.freehold.check.Finding;
import dev.freehold.detect.Detection;
import dev.freehold.targets.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a deployment would change. The hash of this is what gets approved.
 *
 * @param release name of the release that would go live, {@code v2}
 * @param previousRelease name of what is live now
 * @param previousSettingsId settings that are live now
 * @param settingsId revision that would go live with it
 * @param baseSettingsId the environment's newest revision when the plan was made
 * @param placement where it would go; empty in plans of versions that did not say
 * @param generation of the pointer when the plan was made
 * @param resources what would be made or changed on the target
 * @param withheld paths of the build's output that are never published
 * @param notes what the user should know, one sentence each
 */
public record PlanBody(
    String releaseId,
    String release,
    Optional<String> previousReleaseId,
    Optional<String> previousRelease,
    Optional<String> previousSettingsId,
    String commit,
    String settingsId,
    int settingsRevision,
    String baseSettingsId,
    Optional<Placement> placement,
    long generation,
    FileChanges files,
    NameChanges variables,
    Upload upload,
    List<Resource> resources,
    List<String> addresses,
    List<Finding> checks,
    List<Detection.Conclusion> conclusions,
    List<Detection.Adaptation> adaptations,
    List<String> withheld,
    List<String> notes) {

  /**
   * Paths of sources; each list is cut at {@link #LONGEST_LIST} or when it gets too long, the
   * counts are not.
   *
   * @param addedCount how many there are in all
   */
  public record FileChanges(
      List<String> added,
      int addedCount,
      List<String> changed,
      int changedCount,
      List<String> removed,
      int removedCount) {
    public static final int LONGEST_LIST = 200;

    /** A plan must fit into one reply however long its paths are. */
    private static final int MOST_LETTERS = 32 * 1024;

    public static FileChanges of(List<String> added, List<String> changed, List<String> removed) {
      return new FileChanges(
          cut(added), added.size(), cut(changed), changed.size(), cut(removed), removed.size());
    }

    private static List<String> cut(List<String> paths) {
      var shown = new ArrayList<String>();
      int letters = 0;
      for (String path : paths) {
        letters += path.length();
        if (shown.size() == LONGEST_LIST || letters > MOST_LETTERS) {
          break;
        }
        shown.add(path);
      }
      return List.copyOf(shown);
    }
  }

  /** Names only: values may be secrets. */
  public record NameChanges(List<String> added, List<String> changed, List<String> removed) {}

  /**
   * @param bytes in all
   */
  public record Upload(int files, long bytes) {}
}
