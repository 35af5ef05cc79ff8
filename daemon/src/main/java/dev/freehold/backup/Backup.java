package dev.freehold.backup;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.store.NativeSqlite;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the archive of a home that is held still. */
public final class Backup {
  private static final int PRIVATE = 0600;

  private Backup() {}

  /** Told how many bytes of how many were read. */
  @FunctionalInterface
  public interface Progress {
    void at(long done, long total);
  }

  /**
   * @param files how many are in the archive
   * @param bytes of the archive
   * @param leftOut links and the like in folders that apps keep
   * @param changed files that became shorter while they were read
   */
  public record Made(int files, long bytes, List<String> leftOut, List<String> changed) {}

  /**
   * @param file that is made, readable by its owner only; durable when this returns
   * @param database a whole copy of the home's database
   * @param scratch a folder for copies of the databases of apps
   * @throws MachineError {@code machine.io}, {@code machine.no-room}, {@code backup.app-database}
   */
  public static Made write(
      Home home, Path file, Marker marker, Path database, Path scratch, Progress progress) {
    HomeFiles files = HomeFiles.of(home, marker.key());
    if (files.parts().stream().anyMatch(Part::database)) {
      NativeSqlite.unpackInto(home.cache());
    }
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      Part copied = part(Marker.DATABASE, database);
      long total = copied.size() + files.bytes();
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
      var archive = new ArchiveWriter(out, scratch, done -> progress.at(done, total));
      archive.add(marked(marker, file));
      archive.add(copied);
      for (Part part : files.parts()) {
        archive.add(part);
      }
      archive.finish();
      channel.force(true);
      return new Made(archive.files(), Files.size(file), files.leftOut(), archive.changed());
    } catch (IOException e) {
      throw failed(file, e);
    }
  }

  private static MachineError failed(Path file, IOException e) {
    return MachineError.isNoRoom(e)
        ? new MachineError(
            "machine.no-room",
            "Writing " + file + " failed, because there is no room on its disk.",
            "Make room there or name a file on another disk, then try again.",
            e)
        : MachineError.io("Writing " + file, e);
  }

  private static Part marked(Marker marker, Path file) {
    return new Part(
        Marker.FILE,
        file,
        false,
        0,
        PRIVATE,
        FileTime.from(marker.madeAt()),
        Optional.empty(),
        Optional.of((Json.pretty(marker) + "\n").getBytes(StandardCharsets.UTF_8)),
        false);
  }

  private static Part part(String name, Path file) throws IOException {
    return Part.of(name, file).orElseThrow(() -> new IOException(file + " is no file"));
  }
}
