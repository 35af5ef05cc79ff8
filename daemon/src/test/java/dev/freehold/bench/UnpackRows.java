package dev.freehold.bench;

import dev.freehold.base.Ids;
import dev.freehold.base.Sha256;
import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.file.Limits;
import dev.freehold.intake.Exports;
import dev.freehold.intake.Kind;
import dev.freehold.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip becomes a folder; ours is checked against every rule and has a receipt. */
final class UnpackRows {
  private static final int FILES = 3_000;
  private static final int SIZE = 22_000;
  private static final int CHUNK = 512 << 10;

  private final Shell shell;
  private final Path temporary;
  private final Path zip;
  private String export = "";

  UnpackRows(Shell shell, Path temporary) {
    this.shell = shell;
    this.temporary = temporary;
    this.zip = temporary.resolve("export.zip");
  }

  void measure(Table table) throws Exception {
    makeZip();
    var home = new Home(temporary.resolve("home"));
    Home.privateFolder(home.root());
    Path byHand = temporary.resolve("by-hand");
    try (var database = Database.open(home.database(), home.backups())) {
      var exports =
          new Exports(database, home, Clock.systemUTC(), Ids.timeOrdered(), Limits.standard());
      List<Samples> times =
          Rounds.alternate(
              2,
              7,
              new Contestant(() -> discard(exports), () -> receive(exports)),
              new Contestant(() -> {}, () -> exports.complete(export, List.of())),
              new Contestant(
                  () -> Folders.delete(byHand),
                  () -> shell.run("unzip", "-q", zip.toString(), "-d", byHand.toString())));
      String size =
          String.format(Locale.ROOT, "%.0f MB zip of %,d files", Files.size(zip) / 1e6, FILES);
      table.row(
          "unpack and check a " + size,
          times.get(1).text(),
          times.get(2).text(),
          times.get(1).timesFasterThan(times.get(2)) + " of unzip -q");
      table.row(
          "receive it, in chunks of 512 KiB with hashes",
          times.get(0).text(),
          "-",
          "nothing to compare");
    }
  }

  private void makeZip() throws IOException {
    var random = new Random(50);
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int i = 0; i < FILES; i++) {
        out.putNextEntry(new ZipEntry("app/src/part" + i / 50 + "/file" + i + ".ts"));
        byte[] text = new byte[SIZE];
        for (int b = 0; b < SIZE; b++) {
          text[b] = (byte) ('0' + random.nextInt(64));
        }
        out.write(text);
        out.closeEntry();
      }
    }
  }

  private void discard(Exports exports) {
    if (!export.isEmpty()) {
      exports.discard(export);
    }
  }

  private void receive(Exports exports) throws IOException {
    export = exports.begin("export.zip", Kind.ZIP).id();
    long offset = 0;
    try (InputStream in = Files.newInputStream(zip)) {
      for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
        exports.append(export, offset, Sha256.of(chunk), chunk);
        offset += chunk.length;
      }
    }
  }
}
