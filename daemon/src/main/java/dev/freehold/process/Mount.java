package dev.freehold.process;

import java.nio.file.Path;

/**
 * A file or folder that a confined program may see besides its build folder.
 *
 * @param host where it is
 * @param inside where the program sees it, absolute
 * @param writable whether the program may change it
 */
public record Mount(Path host, String inside, boolean writable) {
  public static Mount readOnly(Path host, String inside) {
    return new Mount(host, inside, false);
  }

  public static Mount writable(Path host, String inside) {
    return new Mount(host, inside, true);
  }
}
