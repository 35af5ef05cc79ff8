package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.security.auth.module.UnixSystem;
import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The socket, its folder, and one daemon per home. */
class SingleInstanceTest {
  private static final Route HELLO =
      new Route(HandlerType.GET, "/v1/hello", c -> c.json(Map.of("hello", "world")));

  private ApiFixture fixture;
  private Path socket;

  @BeforeEach
  void open() throws IOException {
    fixture = new ApiFixture();
    socket = fixture.home.socket();
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void theSocketAndItsFolderAreTheOwnersAlone() throws Exception {
    try (var _ = fixture.start(HELLO)) {
      assertThat(mode(socket)).isEqualTo("rw-------");
      assertThat(mode(fixture.home.run())).isEqualTo("rwx------");
    }
  }

  @Test
  void aFolderOpenToOthersIsMended() throws Exception {
    Files.createDirectories(fixture.home.run());
    Files.setPosixFilePermissions(fixture.home.run(), PosixFilePermissions.fromString("rwxrwxrwx"));
    try (var _ = fixture.start(HELLO)) {
      assertThat(mode(fixture.home.run())).isEqualTo("rwx------");
      assertThat(fixture.http.get("/v1/hello").status()).isEqualTo(200);
    }
  }

  /** Root can give its own folder away; for anyone else the root folder is someone else's. */
  @Test
  void aFolderOfSomeoneElseIsRefused() throws Exception {
    Path foreign = Path.of("/");
    if (new UnixSystem().getUid() == 0) {
      foreign = Files.createDirectories(fixture.home.run());
      Files.setAttribute(foreign, "unix:uid", 65534);
    }
    Path folder = foreign;
    assertThatThrownBy(() -> Home.privateFolder(folder))
        .isInstanceOfSatisfying(
            MachineError.class, e -> assertThat(e.code()).isEqualTo("home.not-yours"));
    if (folder.equals(fixture.home.run())) {
      assertRefused("home.not-yours");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void theSocketOfADaemonThatDiedIsReplaced() throws Exception {
    Files.createDirectories(fixture.home.run());
    listen().close();
    assertThat(Files.exists(socket)).as("closing leaves the file").isTrue();
    try (var _ = fixture.start(HELLO)) {
      assertThat(fixture.http.get("/v1/hello").status()).isEqualTo(200);
    }
  }

  @Test
  void aSocketOnWhichSomeoneListensIsNeverRemoved() throws Exception {
    Files.createDirectories(fixture.home.run());
    Files.writeString(fixture.home.run().resolve("daemon.lock"), "4711\n");
    try (var living = listen()) {
      Object before = key();
      MachineError error = assertRefused("daemon.already-running");
      assertThat(error.getMessage()).contains("4711");
      assertThat(key()).isEqualTo(before);
      living.configureBlocking(false);
      assertThat(living.accept()).as("it was only asked whether it lives").isNotNull();
    }
  }

  @Test
  void aSecondDaemonIsRefusedAndTheFirstGoesOn() throws Exception {
    try (var _ = fixture.start(HELLO)) {
      MachineError error = assertRefused("daemon.already-running");
      assertThat(error.getMessage()).contains("process id " + ProcessHandle.current().pid());
      assertThat(fixture.http.get("/v1/hello").status()).isEqualTo(200);
    }
  }

  @Test
  void theLockHoldsEvenWhenTheSocketIsGone() throws Exception {
    try (var _ = fixture.start(HELLO)) {
      Files.delete(socket);
      assertRefused("daemon.already-running");
    }
  }

  @Test
  void aFileInPlaceOfTheSocketStays() throws Exception {
    Files.createDirectories(fixture.home.run());
    Files.writeString(socket, "mine");
    assertRefused("daemon.socket-in-the-way");
    assertThat(socket).hasContent("mine");
  }

  @Test
  void aLinkInPlaceOfTheSocketStays() throws Exception {
    Files.createDirectories(fixture.home.run());
    Files.createSymbolicLink(socket, Path.of("/nowhere"));
    assertRefused("daemon.socket-in-the-way");
    assertThat(Files.isSymbolicLink(socket)).isTrue();
  }

  @Test
  void stoppingRemovesTheSocketAndMakesRoom() throws Exception {
    fixture.start(HELLO).close();
    assertThat(Files.exists(socket, LinkOption.NOFOLLOW_LINKS)).isFalse();
    try (var _ = fixture.start(HELLO)) {
      assertThat(fixture.http.get("/v1/hello").status()).isEqualTo(200);
    }
  }

  private ServerSocketChannel listen() throws IOException {
    var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return channel.bind(UnixDomainSocketAddress.of(socket));
  }

  private Object key() throws IOException {
    return Files.getAttribute(socket, "unix:ino");
  }

  private MachineError assertRefused(String code) {
    var thrown = catchThrowableOfType(MachineError.class, () -> fixture.start(HELLO).close());
    assertThat(thrown.code()).isEqualTo(code);
    assertThat(thrown.remedy()).isNotBlank();
    return thrown;
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
