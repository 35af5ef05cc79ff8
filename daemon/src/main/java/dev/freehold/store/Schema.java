package dev.freehold.store;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shape of the database. */
public final class Schema {
  private static final String FOLDER = "/db/migration/sqlite";
  private static final Pattern MIGRATION = Pattern.compile("V([0-9]+)__.*\\.sql");

  private Schema() {}

  /** The version that this Freehold writes: the number of the newest migration. */
  public static int version() {
    URL folder = Objects.requireNonNull(Schema.class.getResource(FOLDER));
    try {
      return folder.getProtocol().equals("jar")
          ? inJar(folder.toURI())
          : newest(Path.of(folder.toURI()));
    } catch (IOException | URISyntaxException e) {
      throw MachineError.io("Reading Freehold's own program", e);
    }
  }

  private static int inJar(URI folder) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
      return newest(jar.getPath(FOLDER));
    }
  }

  private static int newest(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> MIGRATION.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(match -> Integer.parseInt(match.group(1)))
          .max()
          .orElseThrow();
    }
  }
}
