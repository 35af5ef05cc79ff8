package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.Unpacker.Source;
import dev.freehold.file.Unpacker.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.TreeMap;

/** Unpacks archives in a folder of a test, and looks whether anything else there changed. */
final class Unpacking {
  static final long MIB = 1L << 20;

  private final Path folder;
  private final Limits limits;
  private int count;

  Unpacking(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  Unpacked unpack(byte[] archive, Source source) throws IOException {
    Path file = Files.write(folder.resolve("archive" + ++count), archive);
    return new Unpacker(limits)
        .unpack(file, ArchiveKind.of(file), source, folder.resolve("into" + count));
  }

  Unpacked unpack(byte[] archive) throws IOException {
    return unpack(archive, Source.ARCHIVE);
  }

  /** The archive ends in this code, with a remedy, and nothing lies outside of its own folder. */
  UserError refused(byte[] archive, String code, Source source) throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("victim"), "as before");
    var before = everything();
    Throwable thrown = catchThrowable(() -> unpack(archive, source));
    assertThat(thrown).isInstanceOf(UserError.class);
    var error = (UserError) thrown;
    assertThat(error.code()).as(error.getMessage()).isEqualTo(code);
    assertThat(error.remedy()).isNotBlank();
    var after = everything();
    after
        .keySet()
        .removeIf(path -> path.startsWith("into" + count) || path.equals("archive" + count));
    assertThat(after).as("nothing is written elsewhere").isEqualTo(before);
    return error;
  }

  UserError refused(byte[] archive, String code) throws IOException {
    return refused(archive, code, Source.ARCHIVE);
  }

  /** Unpacked or refused; anything else is a bug. */
  boolean isTaken(byte[] archive, Source source) throws IOException {
    try {
      unpack(archive, source);
      return true;
    } catch (FreeholdException e) {
      assertThat(e.code()).startsWith("intake.");
      return false;
    } finally {
      Folders.delete(folder.resolve("into" + count));
      Files.deleteIfExists(folder.resolve("archive" + count));
    }
  }

  /** Every path in the test's folder with what it holds. */
  TreeMap<String, String> everything() throws IOException {
    var found = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        boolean file = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
        found.put(
            folder.relativize(path).toString(),
            file ? Sha256.of(Files.readAllBytes(path)).hex() : "folder or other");
      }
    }
    return found;
  }
}
