package dev.freehold.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {
  @TempDir Path home;

  private SecretKey find() {
    return EncryptionKey.find(Map.of(), home.resolve("key"));
  }

  @Test
  void isMadeAtFirstUseForItsOwnerOnlyAndStaysTheSame() throws Exception {
    SecretKey made = find();
    assertThat(made.getEncoded()).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(mode(home.resolve("key"))).isEqualTo("rw-------");
    assertThat(find()).isEqualTo(made);
    try (var files = Files.list(home)) {
      assertThat(files).as("nothing is left beside it").containsExactly(home.resolve("key"));
    }
  }

  @Test
  void twoWhoComeFirstAgreeOnOneKey() {
    Set<SecretKey> keys = ConcurrentHashMap.newKeySet();
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        both.execute(() -> keys.add(find()));
      }
    }
    assertThat(keys).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rwx--x---"})
  void inTheHomeIsRefusedWhenOthersHaveRights(String mode) throws Exception {
    find();
    Files.setPosixFilePermissions(home.resolve("key"), PosixFilePermissions.fromString(mode));
    assertRefused("credential.key-unsafe", this::find);
  }

  /** Root can give its own file away; anyone else finds a file of root's on every machine. */
  @Test
  void inTheHomeIsRefusedWhenItBelongsToSomeoneElse() throws Exception {
    find();
    Path foreign = Path.of("/etc/passwd");
    if (new UnixSystem().getUid() == 0) {
      foreign = home.resolve("key");
      Files.setAttribute(foreign, "unix:uid", 65534);
    }
    Path key = foreign;
    assertRefused("credential.key-unsafe", () -> EncryptionKey.find(Map.of(), key));
  }

  @Test
  void inTheHomeIsRefusedWhenItIsALink() throws Exception {
    Path elsewhere = Files.write(home.resolve("elsewhere"), new byte[32]);
    Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rw-------"));
    Files.createSymbolicLink(home.resolve("key"), elsewhere);
    assertRefused("credential.key-unsafe", this::find);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 64})
  void isRefusedWithAnotherLength(int length) throws Exception {
    find();
    Files.write(home.resolve("key"), new byte[length]);
    assertRefused("credential.key-invalid", this::find);
  }

  @Test
  void comesFromTheFileThatTheEnvironmentNames() throws Exception {
    Path placed = placed("rw-------");
    assertThat(named(placed).getEncoded()).isEqualTo(Files.readAllBytes(placed));
    assertThat(home.resolve("key")).doesNotExist();
  }

  @Test
  void placedByRootMayBeReadableByTheGroupOfItsAccessList() {
    var listed = PosixFilePermissions.fromString("r--r-----");
    assertThat(KeyFileRules.excess(listed, true)).isEmpty();
    assertThat(KeyFileRules.excess(listed, false)).containsExactly(PosixFilePermission.GROUP_READ);
    assertThat(KeyFileRules.excess(PosixFilePermissions.fromString("rw-r--r--"), true))
        .containsExactly(PosixFilePermission.OTHERS_READ);
  }

  @Test
  void placedForEveryoneIsRefused() throws Exception {
    Path placed = placed("rw-r--r--");
    assertRefused("credential.key-unsafe", () -> named(placed));
  }

  @Test
  void placedAsAFolderIsRefused() throws Exception {
    Path folder = Files.createDirectory(home.resolve("folder"));
    assertRefused("credential.key-unsafe", () -> named(folder));
  }

  @Test
  void namedButMissingIsRefusedInsteadOfMakingAnother() {
    assertRefused("credential.key-missing", () -> named(home.resolve("nowhere")));
    assertThat(home.resolve("key")).doesNotExist();
  }

  private Path placed(String mode) throws IOException {
    byte[] key = new byte[32];
    key[5] = 7;
    Path file = Files.write(home.resolve("placed"), key);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private SecretKey named(Path file) {
    return EncryptionKey.find(Map.of("FREEHOLD_KEY_FILE", file.toString()), home.resolve("key"));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void assertRefused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable find) {
    assertThatThrownBy(find)
        .isInstanceOfSatisfying(MachineError.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
