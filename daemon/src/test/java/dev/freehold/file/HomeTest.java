package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Somebody who owns nothing in the test's folder. */
  private UserPrincipal stranger() throws IOException {
    return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
  }

  private static void refuses(String code, String said, ThrowingCallable work) {
    assertThatThrownBy(work)
        .hasMessageContaining(said)
        .isInstanceOfSatisfying(MachineError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aPrivateFolderIsMadeForItsOwnerOnly() throws Exception {
    Path made = folder.resolve("a/b");
    Home.privateFolder(made);
    assertThat(mode(made)).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
  }

  @Test
  void theModeOfAnExistingFolderIsMended() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Home.privateFolder(open);
    assertThat(mode(open)).isEqualTo("rwx------");
  }

  @Test
  void aLinkOfOnesOwnIsFollowed() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    Home.privateFolder(link);
    assertThat(mode(real)).isEqualTo("rwx------");
  }

  @Test
  void aLinkThatSomebodyElsePutThereIsRefusedAndItsAimUntouched() throws Exception {
    Path real = Files.createDirectory(folder.resolve("real"));
    String before = mode(real);
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    UserPrincipal stranger = stranger();
    refuses("home.not-yours", "The link " + link, () -> Home.privateFolder(link, stranger));
    assertThat(mode(real)).isEqualTo(before);
  }

  @Test
  void aFolderOfSomebodyElseIsRefused() throws Exception {
    UserPrincipal stranger = stranger();
    refuses("home.not-yours", "The folder", () -> Home.privateFolder(folder, stranger));
  }

  @Test
  void whatIsNoFolderCanNotBeUsed() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    refuses("home.not-writable", "can't be used", () -> Home.privateFolder(file));
  }

  @Test
  void aSocketsPathIsShortHoweverLongTheHomesIs() {
    Home near = Home.of(Map.of("FREEHOLD_HOME", "/tmp/fh"));
    assertThat(near.socket()).isEqualTo(Path.of("/tmp/fh/run/daemon.sock"));
    Home far = Home.of(Map.of("FREEHOLD_HOME", "/tmp/" + "long/".repeat(40)));
    assertThat(far.socket().toString()).startsWith("/tmp/freehold-").hasSizeLessThan(100);
    assertThat(far.socket())
        .isNotEqualTo(Home.of(Map.of("FREEHOLD_HOME", "/tmp/" + "l/".repeat(90))).socket());
  }
}
