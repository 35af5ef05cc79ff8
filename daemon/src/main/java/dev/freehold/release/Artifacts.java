package dev.freehold.release;

import dev.freehold.base.Failpoint;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Parallel;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving;
import dev.freehold.file.BlobStore;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.FileTree;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.store.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The outputs of builds. An artifact is there once its manifest is; its row names it for builds and
 * releases, and stays when the manifest is pruned.
 */
public final class Artifacts {
  private final Database database;
  private final Path manifests;
  private final BlobStore blobs;
  private final Variants variants;
  private final Clock clock;

  /** Blobs that no manifest names yet must not be swept: read while assembling, write for that. */
  private final ReadWriteLock assembling = new ReentrantReadWriteLock();

  public Artifacts(Database database, Home home, BlobStore blobs, Clock clock) {
    this.database = database;
    this.manifests = home.artifacts();
    this.blobs = blobs;
    this.variants = new Variants(database, blobs);
    this.clock = clock;
  }

  /**
   * Stores a build's output with its smaller encodings. The same files with the same routing are
   * the same artifact; doing it again changes nothing.
   *
   * @throws UserError {@code artifact.empty}, {@code artifact.fallback-missing}
   */
  public Artifact assemble(FileTree output, Serving serving, List<String> runtimeVariables) {
    if (output.entries().isEmpty()) {
      throw new UserError(
          "artifact.empty",
          "The build made no files, so there is nothing to publish.",
          "Check that the build script writes its output, then deploy again.");
    }
    serving.spaFallback().ifPresent(path -> refuseMissingFallback(output, serving, path));
    assembling.readLock().lock();
    try {
      return store(output, serving, runtimeVariables);
    } finally {
      assembling.readLock().unlock();
    }
  }

  /**
   * Keeps the manifest of an artifact whose files are on a target and not here.
   *
   * @throws UserError {@code artifact.damaged} when its id is not made of what it says
   */
  public void adopt(Artifact artifact) {
    Artifact made = Artifact.of(artifact.files(), artifact.serving(), artifact.runtimeVariables());
    if (!made.id().equals(artifact.id())) {
      throw new UserError(
          "artifact.damaged",
          "The list of files of artifact " + artifact.id() + " is not what was deployed.",
          "Somebody changed it on the server. Deploy the app again from the machine that has it.");
    }
    assembling.readLock().lock();
    try {
      publish(artifact, List.of());
    } finally {
      assembling.readLock().unlock();
    }
  }

  /** The row of one whose files are kept nowhere, because the history names it. */
  public void adoptPruned(Sql sql, String id, int files, long bytes) {
    sql.update(
        "insert into artifacts (id, files, bytes, created_at) values (?, ?, ?, ?)"
            + " on conflict (id) do nothing",
        id,
        files,
        bytes,
        clock.instant());
  }

  /** Empty also when the artifact was pruned. */
  public Optional<Artifact> find(String id) {
    if (!Sha256.isValid(id)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readString(manifest(id)), Artifact.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw MachineError.io("Reading " + manifest(id), e);
    }
  }

  /**
   * As {@link #find}, to make a release of what was built before: while old files are being deleted
   * this waits, so that what it finds is not gone in the next moment.
   */
  public Optional<Artifact> reusable(String id) {
    assembling.readLock().lock();
    try {
      return find(id);
    } finally {
      assembling.readLock().unlock();
    }
  }

  /**
   * @throws UserError {@code release.artifact-missing}
   */
  public Artifact require(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new UserError(
                    "release.artifact-missing",
                    "The built files of this release are no longer kept on this machine.",
                    "Deploy the same sources again: they are built anew. See what is kept with"
                        + " 'freehold history'."));
  }

  /** What visitors can read, under the paths of the artifact. */
  public ArtifactTree publicTree(Artifact artifact) {
    return new ArtifactTree(
        artifact.files().stream().filter(f -> artifact.serving().isPublic(f.path())).toList(),
        blobs);
  }

  /** What the app's server can read as well, with its packages. */
  public ArtifactTree wholeTree(Artifact artifact) {
    return new ArtifactTree(artifact.files(), blobs);
  }

  /** Runs work that deletes blobs, while no artifact is being assembled. */
  <T> T whileNoneIsAssembled(Supplier<T> work) {
    assembling.writeLock().lock();
    try {
      return work.get();
    } finally {
      assembling.writeLock().unlock();
    }
  }

  Variants variants() {
    return variants;
  }

  Path manifest(String id) {
    return manifests.resolve(id + ".json");
  }

  private Artifact store(FileTree output, Serving serving, List<String> runtimeVariables) {
    List<FileTree.Entry> entries = output.entries();
    List<BlobStore.Stored> stored = Parallel.computing(entries, entry -> put(output, entry));
    List<Variants.Made> made = compress(entries, stored, serving);
    var bySource = new HashMap<Sha256, Map<String, Artifact.Variant>>();
    for (Variants.Made m : made) {
      bySource
          .computeIfAbsent(m.blob(), _ -> new HashMap<>())
          .putAll(Variants.byCoding(List.of(m)));
    }
    var files = new ArrayList<Artifact.File>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      files.add(file(entries.get(i).path(), stored.get(i), bySource));
    }
    Artifact artifact = Artifact.of(files, serving, runtimeVariables);
    Failpoint.ARTIFACT_BLOBS_STORED.reach();
    return publish(artifact, made);
  }

  private BlobStore.Stored put(FileTree output, FileTree.Entry entry) {
    try (InputStream in = output.open(entry.path())) {
      return blobs.put(in);
    } catch (IOException e) {
      throw MachineError.io("Storing " + entry.path() + " of the build", e);
    }
  }

  private List<Variants.Made> compress(
      List<FileTree.Entry> entries, List<BlobStore.Stored> stored, Serving serving) {
    var wanted = new HashMap<Sha256, Long>();
    for (int i = 0; i < entries.size(); i++) {
      String path = entries.get(i).path();
      if (serving.isPublic(path) && Compression.worthwhile(path, stored.get(i).size())) {
        wanted.put(stored.get(i).id(), stored.get(i).size());
      }
    }
    return Parallel.computing(
            List.copyOf(wanted.entrySet()), e -> variants.of(e.getKey(), e.getValue()))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static Artifact.File file(
      String path, BlobStore.Stored stored, Map<Sha256, Map<String, Artifact.Variant>> variants) {
    Map<String, Artifact.Variant> own =
        Compression.worthwhile(path, stored.size())
            ? variants.getOrDefault(stored.id(), Map.of())
            : Map.of();
    return new Artifact.File(
        path, stored.id(), stored.size(), HashedNames.isHashed(path), new TreeMap<>(own));
  }

  private Artifact publish(Artifact artifact, List<Variants.Made> made) {
    Optional<Artifact> before = find(artifact.id());
    if (before.isEmpty()) {
      try {
        DurableFiles.write(
            manifest(artifact.id()), Json.write(artifact).getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw MachineError.io("Writing " + manifest(artifact.id()), e);
      }
    }
    database.change(
        sql -> {
          sql.update(
              "insert into artifacts (id, files, bytes, created_at) values (?, ?, ?, ?)"
                  + " on conflict (id) do nothing",
              artifact.id(),
              artifact.files().size(),
              artifact.bytes(),
              clock.instant());
          Variants.remember(sql, made);
        });
    return before.orElse(artifact);
  }

  private static void refuseMissingFallback(FileTree output, Serving serving, String fallback) {
    String folder = serving.publicFolder();
    if (output.entry(folder.isEmpty() ? fallback : folder + "/" + fallback).isEmpty()) {
      throw new UserError(
          "artifact.fallback-missing",
          "The build made no " + fallback + ", the page that answers every address of the app.",
          "Check that the build script writes " + fallback + ", then deploy again.");
    }
  }
}
