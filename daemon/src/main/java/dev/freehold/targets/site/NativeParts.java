package dev.freehold.targets.site;

import dev.freehold.base.UserError;
import dev.freehold.release.Artifact;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of packages that were made for one kind of machine. */
public final class NativeParts {
  private static final Pattern NAME = Pattern.compile(".*\\.(node|so(\\.\\d+)*)");

  private NativeParts() {}

  /**
   * @param machine where they are to run, {@code Linux x86_64}
   * @param where what its owner calls it
   * @return {@code target.architecture} when there are some that don't run there
   */
  public static Optional<UserError> misfit(Artifact artifact, String machine, String where) {
    if (here().equals(machine)) {
      return Optional.empty();
    }
    return artifact.files().stream()
        .map(Artifact.File::path)
        .filter(path -> NAME.matcher(path).matches())
        .findFirst()
        .map(
            path ->
                new UserError(
                    "target.architecture",
                    path
                        + " was made for "
                        + here()
                        + " and can't run on "
                        + where
                        + ", which is "
                        + machine
                        + ".",
                    "Deploy from a machine like the server, or use packages without parts made for"
                        + " one kind of machine."));
  }

  /** Of this machine, as uname(1) says it. */
  private static String here() {
    String arch = System.getProperty("os.arch", "");
    return System.getProperty("os.name", "") + " " + (arch.equals("amd64") ? "x86_64" : arch);
  }
}
