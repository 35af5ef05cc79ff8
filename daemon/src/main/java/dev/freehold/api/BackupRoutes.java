package dev.freehold.api;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.release.Deletions;
import dev.freehold.store.Database;
import dev.freehold.store.Schema;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds the home still for whoever backs it up. The files are read by the one who asks, as a user
 * of this machine: no key leaves through the API, and no request names a path.
 */
public final class BackupRoutes {
  /** A client that is gone is only noticed when something is written to it. */
  private static final long BEAT_MILLIS = 500;

  private final Database database;
  private final Deletions deletions;
  private final Home home;
  private final Path keyFile;
  private final CountDownLatch stopping;

  /**
   * @param keyFile where the encryption key is
   * @param stopping counted down when the daemon ends
   */
  public BackupRoutes(
      Database database, Deletions deletions, Home home, Path keyFile, CountDownLatch stopping) {
    this.database = database;
    this.deletions = deletions;
    this.home = home;
    this.keyFile = keyFile;
    this.stopping = stopping;
  }

  public List<Route> routes() {
    return List.of(new Route(HandlerType.POST, "/v1/backups", this::hold));
  }

  private void hold(Context ctx) throws IOException, InterruptedException {
    if (!ctx.body().isEmpty()) {
      JsonBody.read(ctx, Nothing.class);
    }
    Path folder = Files.createTempDirectory(home.work(), "backup");
    try (Deletions.Held _ = deletions.hold()) {
      Path copy = folder.resolve("freehold.db");
      database.copyTo(copy);
      var begun =
          new Begun(folder.toString(), copy.toString(), Schema.version(), keyFile.toString());
      ctx.res().setContentType("application/x-ndjson");
      OutputStream out = ctx.res().getOutputStream();
      out.write((Json.write(begun) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      while (!stopping.await(BEAT_MILLIS, TimeUnit.MILLISECONDS)) {
        out.write('\n');
        out.flush();
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw MachineError.io("Deleting " + folder, e);
    }
  }

  /**
   * @param folder for copies that the backup needs meanwhile; gone with the connection
   * @param database a whole copy, in that folder
   * @param schema its version
   * @param key where the encryption key is
   */
  record Begun(String folder, String database, int schema, String key) {}

  record Nothing() {}
}
