package dev.freehold.targets;

import dev.freehold.base.Units;

/**
 * A folder that an app's servers write to and every release finds again.
 *
 * @param folder from the app's root, without a slash at the end
 * @param files how many are in it
 * @param bytes of them all
 */
public record KeptFolder(String folder, long files, long bytes) {
  /** {@code uploads/ (3 files, 1.2 MB)}. */
  public String shown() {
    return folder + "/ (" + Units.count(files, "file") + ", " + Units.bytes(bytes) + ")";
  }
}
