package dev.freehold.targets.ssh;

import dev.freehold.base.Sha256;
import dev.freehold.file.BlobSource;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** The files of a site on its server, by their hashes. */
final class ServerBlobs {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofMinutes(30);

  private final ServerScripts scripts;
  private final boolean zstd;

  /** As it was seen last; the server says whether it still is so. */
  private Listing listing = Listing.of(Set.of());

  ServerBlobs(ServerScripts scripts, boolean zstd) {
    this.scripts = scripts;
    this.zstd = zstd;
  }

  private record Listing(String hash, Set<String> names) {
    /** The hash is the one that the server makes of its own list. */
    static Listing of(Set<String> names) {
      String hash = names.isEmpty() ? "" : Sha256.of(String.join("\n", new TreeSet<>(names))).hex();
      return new Listing(hash, names);
    }
  }

  /** Those of {@code wanted} that are not there. */
  synchronized List<Sha256> missing(Collection<Sha256> wanted, Map<String, String> variables) {
    var known = new TreeMap<>(variables);
    known.put("known", listing.hash());
    String answer = scripts.run("blobs", known, Input.NONE, LOOK);
    if (!answer.equals("same\n")) {
      listing =
          Listing.of(
              answer.lines().skip(1).filter(name -> !name.isEmpty()).collect(Collectors.toSet()));
    }
    return wanted.stream().filter(id -> !listing.names().contains(id.hex())).toList();
  }

  /** What an upload that was cut had brought is kept; nothing else of it is. */
  void salvage(Map<String, String> variables) {
    scripts.run("salvage", variables, Input.NONE, UPLOAD);
  }

  /**
   * Brings them in one stream.
   *
   * @param key of the step, so that two uploads do not mix
   * @param done told how many were sent
   */
  void bring(
      List<Sha256> missing,
      BlobSource blobs,
      String key,
      Map<String, String> variables,
      IntConsumer done) {
    var more = new TreeMap<>(variables);
    more.put("key", key);
    more.put("count", Integer.toString(missing.size()));
    more.put("unpacker", Archive.unpacker(zstd));
    scripts.stream(
        "upload",
        more,
        out -> {
          try (var archive = new Archive(out, zstd)) {
            int sent = 0;
            for (Sha256 id : missing) {
              try (InputStream bytes = blobs.open(id)) {
                archive.blob(id.hex(), id, blobs.size(id), bytes);
              }
              done.accept(++sent);
            }
          }
        },
        UPLOAD);
    added(missing);
  }

  private synchronized void added(List<Sha256> brought) {
    var names = new HashSet<>(listing.names());
    brought.forEach(id -> names.add(id.hex()));
    listing = Listing.of(names);
  }
}
