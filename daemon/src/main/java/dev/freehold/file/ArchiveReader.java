package dev.freehold.file;

import dev.freehold.base.FreeholdException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of an archive, one after the other and each read once at most. Nothing that an
 * archive claims is trusted by those who use this. What can't be read ends as {@code
 * intake.archive-broken}, never as an {@link IOException}, so that those are left to mean trouble
 * with the disk.
 */
interface ArchiveReader extends Closeable {
  /** Null at the end. What was not read of the entry before is passed over. */
  @Nullable Item next();

  /** How many bytes the archive takes; {@link Long#MAX_VALUE} for what is not packed. */
  long packedBytes();

  enum Type {
    FILE,
    FOLDER,
    LINK,
    SPECIAL
  }

  /** One entry; valid until the next one is asked for. */
  interface Item {
    /** Without a leading {@code ./} and without a trailing slash; otherwise as it was. */
    String path();

    Type type();

    boolean executable();

    /** Of a file. */
    InputStream open();
  }

  /** Work on bytes from outside. */
  @FunctionalInterface
  interface Reading<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /**
   * Runs a piece of reading. Libraries report malformed headers with unchecked exceptions too
   * (commons-compress: IllegalArgumentException and others), and to a user all of them mean the
   * same.
   */
  static <T extends @Nullable Object> T reading(Reading<T> work) {
    try {
      return work.run();
    } catch (FreeholdException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Refusal.broken(e.getMessage() == null ? "it can't be read" : e.getMessage(), e);
    }
  }

  /** A stream whose failures are those of {@link #reading}. */
  static InputStream reading(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() {
        return reading(in::read);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        return reading(() -> in.read(bytes, offset, length));
      }
    };
  }

  /** The path of an entry as {@link Item#path} wants it; empty for the archive's own root. */
  static String plain(String name) {
    String path = name;
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    if (path.equals(".")) {
      return "";
    }
    return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
  }
}
