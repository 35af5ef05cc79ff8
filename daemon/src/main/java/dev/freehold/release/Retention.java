package dev.freehold.release;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.BlobStore;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deletes the built files of old releases and the pictures of their deployments. What is live
 * anywhere, what was live before it and the newest releases are kept. Rows stay, because the
 * history names them.
 */
public final class Retention {
  public static final int DEFAULT_KEEP = 5;

  /** An artifact without a release may be one that is becoming a release right now. */
  private static final Duration UNRELEASED = Duration.ofDays(1);

  private final Database database;
  private final Path manifests;
  private final BlobStore blobs;
  private final Artifacts artifacts;
  private final Clock clock;

  public Retention(
      Database database, Home home, BlobStore blobs, Artifacts artifacts, Clock clock) {
    this.database = database;
    this.manifests = home.artifacts();
    this.blobs = blobs;
    this.artifacts = artifacts;
    this.clock = clock;
  }

  /**
   * @param removed names of the releases that can't be run again, the newest first
   * @param kept ids of the app's releases that can; what its targets must keep
   * @param freedBytes size of the deleted files
   */
  public record Pruned(List<String> removed, Set<String> kept, long freedBytes) {}

  /**
   * @param keep how many of the newest releases stay in any case, from 1
   * @throws UserError {@code prune.busy}, {@code prune.keep-invalid}
   */
  public Pruned prune(String appId, int keep) {
    if (keep < 1) {
      throw new UserError(
          "prune.keep-invalid",
          "At least one release must be kept, not " + keep + ".",
          "Give a number from 1: freehold app prune --keep " + DEFAULT_KEEP);
    }
    return artifacts.whileNoneIsAssembled(
        () -> {
          Pruned marked = database.write(sql -> mark(sql, appId, keep));
          return new Pruned(marked.removed(), marked.kept(), deleteUnused());
        });
  }

  /**
   * Deletes what no release names any more; nothing while a deployment of any app may need it,
   * which leaves it to the next time.
   *
   * @return size of the deleted files
   */
  public long sweep() {
    return artifacts.whileNoneIsAssembled(
        () -> {
          boolean quiet = database.write(Retention::forgetNameless);
          return quiet ? deleteUnused() : 0;
        });
  }

  private static boolean forgetNameless(Sql sql) {
    if (busy(sql)) {
      return false;
    }
    sql.update(
        """
        delete from artifacts where
          not exists (select 1 from releases r where r.artifact_id = artifacts.id)
          and not exists (select 1 from builds b where b.artifact_id = artifacts.id)\
        """);
    return true;
  }

  /** First the rows, then the files: a crash between leaves files, which the next time deletes. */
  private Pruned mark(Sql sql, String appId, int keep) {
    refuseWhileBusy(sql);
    List<Kept> whole =
        sql.list(
            "select id, number from releases where app_id = ? and pruned_at is null"
                + " order by number desc",
            row -> new Kept(row.text("id"), row.integer("number")),
            appId);
    Set<String> pointed = pointedTo(sql);
    List<Kept> old =
        whole.stream().skip(keep).filter(release -> !pointed.contains(release.id())).toList();
    for (Kept release : old) {
      sql.update("update releases set pruned_at = ? where id = ?", clock.instant(), release.id());
      sql.update("delete from pictures where release_id = ?", release.id());
    }
    Set<String> kept = whole.stream().map(Kept::id).collect(Collectors.toCollection(HashSet::new));
    old.forEach(release -> kept.remove(release.id()));
    return new Pruned(old.stream().map(release -> "v" + release.number()).toList(), kept, 0);
  }

  private static boolean busy(Sql sql) {
    return sql.one(
            """
            select (select count(*) from deployments where finished_at is null)
              + (select count(*) from plans where state = 'preparing') as n\
            """,
            row -> row.number("n"))
        > 0;
  }

  private static void refuseWhileBusy(Sql sql) {
    if (busy(sql)) {
      throw new UserError(
          "prune.busy",
          "A deployment is running, and it may need files that pruning would delete.",
          "Wait until it ends, then prune again.");
    }
  }

  private static Set<String> pointedTo(Sql sql) {
    var ids = new HashSet<String>();
    for (String column : List.of("live_release_id", "previous_release_id")) {
      ids.addAll(
          sql.list(
              "select " + column + " as id from environments where " + column + " is not null",
              row -> row.text("id")));
    }
    return ids;
  }

  private long deleteUnused() {
    try {
      deleteManifestsExcept(Set.copyOf(database.read(this::used)));
      long freed = blobs.sweep(stillNamed());
      artifacts.variants().forgetMissing();
      return freed;
    } catch (IOException e) {
      throw MachineError.io("Deleting old releases", e);
    }
  }

  private List<String> used(Sql sql) {
    Instant settled = clock.instant().minus(UNRELEASED);
    return sql.list(
        """
        select a.id from artifacts a
        where exists (select 1 from releases r where r.artifact_id = a.id and r.pruned_at is null)
          or (a.created_at >= ? and not exists
            (select 1 from releases r where r.artifact_id = a.id))\
        """,
        (Row row) -> row.text("id"),
        settled);
  }

  /** A crash may have left a manifest without its row, or a temporary file: they go as well. */
  private void deleteManifestsExcept(Set<String> used) throws IOException {
    if (!Files.isDirectory(manifests)) {
      return;
    }
    try (var files = Files.list(manifests)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (!used.contains(name.replaceFirst("\\.json$", ""))) {
          Files.delete(file);
        }
      }
    }
    DurableFiles.syncFolder(manifests);
  }

  private Set<Sha256> stillNamed() {
    var named = new HashSet<Sha256>();
    for (String id : database.read(this::used)) {
      artifacts.find(id).ifPresent(artifact -> named.addAll(artifact.blobsWithVariants().keySet()));
    }
    named.addAll(
        database.read(
            sql -> sql.list("select blob from pictures", row -> new Sha256(row.text("blob")))));
    return named;
  }

  private record Kept(String id, int number) {}
}
