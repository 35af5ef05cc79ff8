package dev.freehold.deploy.model;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.file.BlobStore;
import dev.freehold.render.Window;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;

/**
 * What the pages of deployments looked like: bytes in the blob store, which deployment's in the
 * database. Pruning a release deletes the pictures of its deployments.
 */
public final class PictureStore {
  private final Database database;
  private final BlobStore blobs;
  private final Clock clock;

  public PictureStore(Database database, BlobStore blobs, Clock clock) {
    this.database = database;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** Durable when this returns; nobody's until {@link #add}, which must follow before a prune. */
  public Sha256 keep(ByteBuffer png) throws IOException {
    var bytes = new byte[png.remaining()];
    png.duplicate().get(bytes);
    return blobs.put(new ByteArrayInputStream(bytes)).id();
  }

  /** A picture that is taken again takes the place of the first. */
  public void add(Sql sql, Deployment deployment, Window window, Sha256 picture) {
    sql.update(
        "insert or replace into pictures (deployment_id, window, release_id, blob, taken_at)"
            + " values (?, ?, ?, ?, ?)",
        deployment.id(),
        Row.wireName(window),
        deployment.releaseId(),
        picture.hex(),
        clock.instant());
  }

  /** Whether any was taken. */
  public boolean has(String deploymentId) {
    return database.read(
        sql ->
            sql.first(
                    "select 1 as one from pictures where deployment_id = ?",
                    row -> true,
                    deploymentId)
                .isPresent());
  }

  /** The PNG; empty when none was taken, or its release was pruned. */
  public Optional<byte[]> of(String deploymentId, Window window) {
    return database
        .read(
            sql ->
                sql.first(
                    "select blob from pictures where deployment_id = ? and window = ?",
                    row -> new Sha256(row.text("blob")),
                    deploymentId,
                    Row.wireName(window)))
        .map(this::read);
  }

  private byte[] read(Sha256 picture) {
    try (InputStream in = blobs.open(picture)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw MachineError.io("Reading a picture", e);
    }
  }
}
