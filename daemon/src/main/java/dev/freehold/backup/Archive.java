package dev.freehold.backup;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.store.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An archive that was read to its end and may be unpacked.
 *
 * @param bytes of its files
 */
public record Archive(Path file, Marker marker, long bytes) {
  private static final int LONGEST_MARKER = 1 << 16;

  /**
   * Writes nothing.
   *
   * @throws UserError {@code backup.archive-missing}, {@code backup.not-a-backup}, {@code
   *     backup.damaged}, {@code backup.unsafe}, {@code backup.newer}
   * @throws MachineError {@code machine.io}
   */
  public static Archive checked(Path file) {
    var marker = new ArrayList<Marker>();
    var tops = new ArrayList<String>();
    long[] bytes = {0};
    ArchiveEntries.read(
        file,
        (name, entry, _, in) -> {
          if (marker.isEmpty()) {
            marker.add(marker(file, in));
          }
          tops.add(name);
          bytes[0] += entry.getSize();
        });
    if (marker.isEmpty()) {
      throw ArchiveEntries.notABackup(file);
    }
    Marker said = marker.getFirst();
    for (String needed :
        said.key() ? List.of(Marker.DATABASE, Marker.KEY) : List.of(Marker.DATABASE)) {
      if (!tops.contains(needed)) {
        throw ArchiveEntries.damaged(file, new IOException(needed + " is not in it"));
      }
    }
    return new Archive(file, said, bytes[0]);
  }

  private static Marker marker(Path file, InputStream in) throws IOException {
    String text = new String(in.readNBytes(LONGEST_MARKER), StandardCharsets.UTF_8);
    Optional<Marker> read = Json.maybe(text, Marker.class);
    if (read.isEmpty() || read.get().format() < 1) {
      throw ArchiveEntries.notABackup(file);
    }
    Marker marker = read.get();
    if (marker.format() > Marker.FORMAT || marker.schema() > Schema.version()) {
      throw new UserError(
          "backup.newer",
          "The backup was made by a newer Freehold, version " + marker.freehold() + ".",
          "Install Freehold " + marker.freehold() + " or a later one, then restore with it.");
    }
    return marker;
  }
}
