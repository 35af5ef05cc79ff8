package dev.freehold.file;

import dev.freehold.base.MachineError;
import dev.freehold.http.DaemonAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;

/**
 * The one folder that holds everything Freehold keeps, and the names of the places in it. {@code
 * FREEHOLD_HOME}, or {@code ~/.freehold}.
 */
public record Home(Path root) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  public Home {
    root = root.toAbsolutePath().normalize();
  }

  public static Home of(Map<String, String> environment) {
    return new Home(DaemonAddress.home(environment));
  }

  public Path database() {
    return root.resolve("freehold.db");
  }

  public Path backups() {
    return root.resolve("backups");
  }

  public Path blobs() {
    return root.resolve("blobs");
  }

  public Path repositories() {
    return root.resolve("repositories");
  }

  /** Artifact manifests, {@code <artifact id>.json}; read by the serving process as well. */
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /** Keys of servers that were approved, in the format of {@code known_hosts}. */
  public Path knownHosts() {
    return root.resolve("known_hosts");
  }

  /** A key for servers that Freehold made for itself; beside it the public half. */
  public Path sshKey() {
    return root.resolve("ssh_key");
  }

  /** What the local target serves: one folder per app and environment. */
  public Path sites() {
    return root.resolve("sites");
  }

  public Path cache() {
    return root.resolve("cache");
  }

  /** Throw-away folders; emptied at every start of the daemon. */
  public Path work() {
    return root.resolve("work");
  }

  /** Uploads that are not complete yet, and unpacked exports; they survive a restart. */
  public Path exports() {
    return root.resolve("exports");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  /** Locks, process ids and, if its path is short enough, the socket. */
  public Path run() {
    return root.resolve("run");
  }

  /** The host that browsers start, and nothing else: they may run what is in it. */
  public Path nativeMessaging() {
    return root.resolve("native-messaging");
  }

  /** Lists of the files that were written outside of this home, so that they can be removed. */
  public Path written() {
    return root.resolve("written");
  }

  public Path encryptionKey() {
    return root.resolve("key");
  }

  /** Where the daemon listens; outside the home if the home's path is too long for a socket. */
  public Path socket() {
    return DaemonAddress.socket(root);
  }

  /**
   * Makes the folder, readable by its owner only. An existing one must belong to this user, and so
   * must the link that leads to it: somebody else may have put one into a shared folder. The mode
   * of an existing one is mended, because creating an existing folder does not.
   *
   * @throws MachineError {@code home.not-yours}, {@code home.not-writable}
   */
  public static void privateFolder(Path folder) {
    try {
      UserPrincipal self =
          folder
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(System.getProperty("user.name"));
      privateFolder(folder, self);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  static void privateFolder(Path folder, UserPrincipal self) {
    try {
      if (Files.isSymbolicLink(folder)) {
        refuseForeign("link", folder, self);
      }
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      Path owned = folder.toRealPath();
      refuseForeign("folder", owned, self);
      Files.setPosixFilePermissions(owned, OWNER_ONLY);
    } catch (IOException e) {
      throw notWritable(folder, e);
    }
  }

  private static void refuseForeign(String what, Path path, UserPrincipal self) throws IOException {
    UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
    if (!owner.equals(self)) {
      throw new MachineError(
          "home.not-yours",
          "The " + what + " " + path + " belongs to " + owner.getName() + ".",
          "Set FREEHOLD_HOME to a folder of your own.");
    }
  }

  private static MachineError notWritable(Path folder, IOException cause) {
    return new MachineError(
        "home.not-writable",
        "The folder " + folder + " can't be used: " + cause.getMessage(),
        "Make it writable for you, or set FREEHOLD_HOME to another folder.",
        cause);
  }
}
