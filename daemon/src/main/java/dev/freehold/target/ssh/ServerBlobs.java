package dev.freehold.target.ssh;

import dev.freehold.base.Sha256;
import dev.freehold.file.BlobSource;
import dev.freehold.target.ssh.transport.Remote.Input;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** The files of a site on its server, by their hashes. */
final class ServerBlobs {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration UPLOAD = Duration.ofMinutes(30);

  private final ServerScripts scripts;
  private final boolean zstd;

  /** As it was seen last; the server says whether it still is so. */
  private Listing listing = new Listing("", Set.of());

  ServerBlobs(ServerScripts scripts, boolean zstd) {
    this.scripts = scripts;
    this.zstd = zstd;
  }

  private record Listing(String hash, Set<String> names) {}

  /** Those of {@code wanted} that are not there. */
  synchronized List<Sha256> missing(Collection<Sha256> wanted, Map<String, String> variables) {
    var known = new TreeMap<>(variables);
    known.put("known", listing.hash());
    String answer = scripts.run("blobs", known, Input.NONE, LOOK);
    if (!answer.equals("same\n")) {
      Set<String> names = answer.lines().skip(1).collect(Collectors.toSet());
      String text = answer.lines().skip(1).collect(Collectors.joining("\n"));
      listing = new Listing(names.isEmpty() ? "" : Sha256.of(text).hex(), names);
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
    scripts.run(
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
  }
}
