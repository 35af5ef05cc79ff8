package dev.freehold.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MachineErrorTest {
  static Stream<Arguments> failures() {
    String user = System.getProperty("user.name");
    return Stream.of(
        Arguments.of(new NoSuchFileException("/h/blobs"), "/h/blobs is not there", "Bring it back"),
        Arguments.of(
            new AccessDeniedException("/h/blobs"),
            "the user " + user + " may not do that with /h/blobs",
            "Give it to that user"),
        Arguments.of(new NotDirectoryException("/h/blobs"), "/h/blobs is no folder", "Move away"),
        Arguments.of(
            new FileAlreadyExistsException("/h/a"), "/h/a is there already", "Move it away"),
        Arguments.of(
            new DirectoryNotEmptyException("/h/blobs"), "/h/blobs is not empty", "See what lies"),
        Arguments.of(
            new FileSystemException("/h/a", null, "Read-only file system"),
            "/h/a is on a disk that can only be read",
            "Mount that disk"),
        Arguments.of(
            new FileSystemException("/h/a", "/h/b", "Input/output error"),
            "/h/a -> /h/b: Input/output error",
            "Check that the disk has room"),
        Arguments.of(new IOException("closed"), "closed", "Check that the disk has room"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatFailedIsSaidInWords(IOException failure, String what, String remedy) {
    MachineError error = MachineError.io("Writing the pages", failure);
    assertThat(error.code()).isEqualTo("machine.io");
    assertThat(error).hasMessage("Writing the pages failed: " + what);
    assertThat(error.remedy()).startsWith(remedy);
    assertThat(MachineError.io("Writing the pages", new UncheckedIOException(failure)))
        .hasMessageContaining(what);
  }

  @Test
  void aFullDiskIsToldBeforeAllElse() {
    var full = new FileSystemException("/h/a", null, "No space left on device");
    assertThat(MachineError.io("Writing the pages", full).code()).isEqualTo("machine.no-room");
  }
}
