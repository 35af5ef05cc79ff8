package dev.freehold.credential;

import com.sun.security.auth.module.UnixSystem;
import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Who may own and read a key file. */
final class KeyFileRules {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE);

  private KeyFileRules() {}

  /** The key that Freehold made: a plain file of this user's with no rights for anyone else. */
  static void refuseUnsafeInHome(Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long owner = ((Number) Files.getAttribute(file, "unix:uid")).longValue();
    if (!attributes.isRegularFile()) {
      throw unsafe(file, "is not a plain file");
    }
    if (owner != new UnixSystem().getUid()) {
      throw unsafe(file, "belongs to " + attributes.owner().getName());
    }
    refuseExcess(file, attributes, false);
  }

  /** A key that someone placed. */
  static void refuseUnsafe(Path file) throws IOException {
    var attributes = Files.readAttributes(file, PosixFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw unsafe(file, "is not a plain file");
    }
    refuseExcess(file, attributes, Files.getAttribute(file, "unix:uid").equals(0));
  }

  private static void refuseExcess(Path file, PosixFileAttributes attributes, boolean mayBeListed) {
    if (!excess(attributes.permissions(), mayBeListed).isEmpty()) {
      throw unsafe(file, "may be read or changed by others");
    }
  }

  /**
   * The permissions that a key file must not have. systemd leaves a credential to root and lets one
   * user read it by an access list, which shows as the group's right to read (systemd.exec(5),
   * LoadCredential).
   */
  static Set<PosixFilePermission> excess(Set<PosixFilePermission> permissions, boolean ofRoot) {
    var excess = EnumSet.copyOf(OTHERS);
    if (!ofRoot) {
      excess.add(PosixFilePermission.GROUP_READ);
    }
    excess.retainAll(permissions);
    return excess;
  }

  private static MachineError unsafe(Path file, String why) {
    return new MachineError(
        "credential.key-unsafe",
        "The key file " + file + " " + why + ", so it may not be secret any more.",
        "If nobody else can have seen it, run: chmod 600 on it, and chown it to yourself. Otherwise"
            + " replace it, and change the secrets that were stored with it.");
  }
}
