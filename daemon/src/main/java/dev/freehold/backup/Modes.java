package dev.freehold.backup;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permissions of files, as the nine bits that tar writes. */
final class Modes {
  private static final PosixFilePermission[] FROM_THE_LEFT = PosixFilePermission.values();
  private static final int LEFTMOST = 0400;

  private Modes() {}

  static int number(Set<PosixFilePermission> permissions) {
    int number = 0;
    for (PosixFilePermission permission : permissions) {
      number |= LEFTMOST >> permission.ordinal();
    }
    return number;
  }

  /** Of all other bits none: nothing that is restored runs as somebody else. */
  static Set<PosixFilePermission> permissions(int mode) {
    var permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < FROM_THE_LEFT.length; i++) {
      if ((mode & (LEFTMOST >> i)) != 0) {
        permissions.add(FROM_THE_LEFT[i]);
      }
    }
    return permissions;
  }
}
