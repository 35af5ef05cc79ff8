package dev.freehold.store;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's native library once into a folder of ours. The driver's own way unpacks it into
 * the temporary folder at every start, and leaves it there when the process is killed.
 */
public final class NativeSqlite {
  private NativeSqlite() {}

  /** Called before the first database is opened in this process. */
  public static void unpackInto(Path folder) {
    String name = LibraryLoaderUtil.getNativeLibName();
    Path home = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
    Path library = home.resolve(name);
    try {
      if (!Files.exists(library)) {
        Files.createDirectories(home);
        Path temporary = Files.createTempFile(home, "unpacking", ".tmp");
        try (InputStream packed = open(name)) {
          Files.copy(packed, temporary, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(temporary, library, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw MachineError.io("Unpacking SQLite's library into " + home, e);
    }
    System.setProperty("org.sqlite.lib.path", home.toString());
    System.setProperty("org.sqlite.lib.name", name);
  }

  private static InputStream open(String name) {
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource);
    if (packed == null) {
      throw new MachineError(
          "store.unsupported-platform",
          "SQLite has no library for this kind of machine: " + resource,
          "Use Freehold on Linux or macOS with an x86-64 or ARM processor.");
    }
    return packed;
  }
}
