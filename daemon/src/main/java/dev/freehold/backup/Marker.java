package dev.freehold.backup;

import java.time.Instant;
import java.util.Set;

/**
 * The first file of every archive.
 *
 * @param format of the archive, counted from 1
 * @param freehold version that made it
 * @param schema version of the database in it
 * @param madeAt when the database was copied
 * @param key whether the encryption key is in it
 */
public record Marker(int format, String freehold, int schema, Instant madeAt, boolean key) {
  static final String FILE = "freehold-backup.json";
  static final String DATABASE = "freehold.db";
  static final String KEY = "key";

  /** What this Freehold writes, and the newest that it reads. */
  public static final int FORMAT = 1;

  /** All that may be directly in an archive. */
  static final Set<String> TOP =
      Set.of(
          FILE,
          DATABASE,
          KEY,
          "known_hosts",
          "ssh_key",
          "ssh_key.pub",
          "sites",
          "repositories",
          "artifacts",
          "blobs");
}
