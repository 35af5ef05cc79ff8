package dev.freehold.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file system of 8 MiB that a test can fill; mounting one takes root or sudo. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  public SmallDisk(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    asRoot("mount", "-t", "tmpfs", "-o", "size=8m,mode=0777", "tmpfs", folder.toString());
  }

  public Path folder() {
    return folder;
  }

  /** To the last byte. */
  public void fill() throws IOException {
    var piece = new byte[4096];
    try (OutputStream out = Files.newOutputStream(folder.resolve("filler"))) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left on device")) {
        throw full;
      }
    }
  }

  public void free() throws IOException {
    Files.delete(folder.resolve("filler"));
  }

  @Override
  public void close() throws IOException {
    asRoot("umount", "-l", folder.toString());
  }

  private static void asRoot(String... words) throws IOException {
    boolean root = System.getProperty("user.name").equals("root");
    var argv = new ArrayList<String>(root ? List.of() : List.of("sudo", "-n"));
    argv.addAll(List.of(words));
    try {
      if (new ProcessBuilder(argv).inheritIO().start().waitFor() != 0) {
        throw new IOException("failed: " + argv);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
