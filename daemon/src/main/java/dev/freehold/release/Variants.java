package dev.freehold.release;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.file.BlobStore;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The smaller encodings of blobs, each made once and remembered by the blob it was made of. */
final class Variants {
  /** What is not at least 5 % smaller is not worth a second file. */
  private static final double WORTH_KEEPING = 0.95;

  private final Database database;
  private final BlobStore blobs;

  Variants(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /**
   * @param variant empty where none was worth keeping
   */
  record Made(Sha256 blob, String coding, Optional<Artifact.Variant> variant) {}

  /** One for each coding, known ones or new ones. */
  List<Made> of(Sha256 blob, long size) {
    List<Made> known = known(blob);
    var made = new ArrayList<Made>();
    byte[] bytes = null;
    try {
      for (Compression compression : Compression.values()) {
        Optional<Made> before =
            known.stream().filter(m -> m.coding().equals(compression.coding())).findFirst();
        if (before.isPresent() && before.get().variant().map(this::stillThere).orElse(true)) {
          made.add(before.get());
        } else if (compression.available()) {
          bytes = bytes == null ? read(blob) : bytes;
          made.add(make(blob, size, compression, bytes));
        }
      }
    } catch (IOException e) {
      throw MachineError.io("Compressing a file of the build", e);
    }
    return made;
  }

  static Map<String, Artifact.Variant> byCoding(List<Made> made) {
    var variants = new TreeMap<String, Artifact.Variant>();
    made.forEach(m -> m.variant().ifPresent(variant -> variants.put(m.coding(), variant)));
    return variants;
  }

  static void remember(Sql sql, List<Made> made) {
    for (Made m : made) {
      sql.update(
          "insert into blob_variants (blob, coding, variant, size) values (?, ?, ?, ?)"
              + " on conflict (blob, coding) do update set variant = excluded.variant,"
              + " size = excluded.size",
          m.blob(),
          m.coding(),
          m.variant().isPresent() ? m.variant().get().blob() : null,
          m.variant().map(Artifact.Variant::size).orElse(0L));
    }
  }

  /** Forgets blobs that are gone. */
  void forgetMissing() {
    database.change(
        sql -> {
          for (String blob :
              sql.list("select distinct blob from blob_variants", row -> row.text("blob"))) {
            if (!blobs.contains(new Sha256(blob))) {
              sql.update("delete from blob_variants where blob = ?", blob);
            }
          }
        });
  }

  private Made make(Sha256 blob, long size, Compression compression, byte[] bytes)
      throws IOException {
    byte[] smaller = compression.compress(bytes);
    if (smaller.length > size * WORTH_KEEPING) {
      return new Made(blob, compression.coding(), Optional.empty());
    }
    var stored = blobs.put(new ByteArrayInputStream(smaller));
    return new Made(
        blob, compression.coding(), Optional.of(new Artifact.Variant(stored.id(), stored.size())));
  }

  private boolean stillThere(Artifact.Variant variant) {
    return blobs.contains(variant.blob());
  }

  private byte[] read(Sha256 blob) throws IOException {
    try (InputStream in = blobs.open(blob)) {
      return in.readAllBytes();
    }
  }

  private List<Made> known(Sha256 blob) {
    return database.read(
        sql ->
            sql.list(
                "select blob, coding, variant, size from blob_variants where blob = ?",
                Variants::made,
                blob));
  }

  private static Made made(Row row) {
    return new Made(
        new Sha256(row.text("blob")),
        row.text("coding"),
        row.maybeText("variant").map(v -> new Artifact.Variant(new Sha256(v), row.number("size"))));
  }
}
