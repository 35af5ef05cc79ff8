package dev.freehold.release;

import dev.freehold.detect.Serving;
import dev.freehold.file.BlobStore;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The release room over a new home, with a clock that a test can move. */
public final class ReleaseRoom implements AutoCloseable {
  public final Home home;
  public final Database database;
  public final BlobStore blobs;
  public final Artifacts artifacts;
  public final Releases releases;
  public final Builds builds;
  public final Retention retention;
  public final Clock clock = new MovableClock();
  private Instant now = Instant.parse("2026-05-04T10:00:00Z");

  public ReleaseRoom(Path root) {
    this.home = new Home(root);
    Home.privateFolder(root);
    this.database = Database.open(home.database(), home.backups());
    this.blobs = new BlobStore(home.blobs());
    this.artifacts = new Artifacts(database, home, blobs, clock);
    this.releases = new Releases(database, clock);
    this.builds = new Builds(database, clock);
    this.retention = new Retention(database, home, blobs, artifacts, clock);
  }

  public void addApp(String id) {
    database.change(
        sql ->
            sql.update(
                "insert into apps (id, slug, builder, created_at) values (?, ?, 'lovable', 0)",
                id,
                id));
  }

  public Artifact artifact(OutputTree output) {
    return artifacts.assemble(output, Serving.files(Optional.empty()), List.of());
  }

  /** A release whose page says {@code text}. */
  public Release release(String appId, String text) {
    Artifact artifact = artifact(new OutputTree().with("index.html", text));
    return releases.create(
        appId, "commit of " + text, artifact, "", List.of(), "key " + text, Optional.empty());
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public void close() {
    database.close();
  }

  private final class MovableClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
