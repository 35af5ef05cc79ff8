package dev.freehold.targets.vercel.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v13/deployments}: a production deployment that gets no domains, so that
 * it can be looked at before it is promoted.
 *
 * @param name of the project
 * @param project its id
 * @param meta kept with the deployment
 * @param env variables of its functions, for this deployment alone
 */
public record NewDeployment(
    String name,
    String project,
    String target,
    int version,
    String source,
    boolean autoAssignCustomDomains,
    Map<String, String> meta,
    Map<String, String> env,
    ProjectSettings projectSettings,
    List<File> files) {
  /** {@code -rw-r--r--} of a plain file, as {@code stat} gives it. */
  private static final int PLAIN = 0100644;

  /**
   * @param file path within the deployment
   * @param sha SHA-1 in hex
   * @param size in bytes
   */
  public record File(String file, String sha, long size, int mode) {
    public File(String file, String sha, long size) {
      this(file, sha, size, PLAIN);
    }
  }

  record ProjectSettings(@Nullable String framework) {}

  public static NewDeployment staged(
      Project project, Map<String, String> meta, Map<String, String> env, List<File> files) {
    return new NewDeployment(
        project.name(),
        project.id(),
        "production",
        2,
        "cli",
        false,
        meta,
        env,
        new ProjectSettings(null),
        files);
  }

  /** Without the variables, which are secret. */
  @Override
  public String toString() {
    return "NewDeployment[" + name + ", " + files.size() + " files]";
  }
}
