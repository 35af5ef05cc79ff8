package dev.freehold.release;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.detect.Serving;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The immutable output of a build: a content-addressed file tree plus how it is routed. Nothing of
 * an environment is in it.
 *
 * @param id SHA-256 over paths, bytes and routing. Variants are derived from the bytes and stay out
 *     of it, so that a newer compressor does not make another artifact
 * @param files sorted by path
 * @param serving how visitors are answered from the files
 * @param runtimeVariables names that the page looks up in {@code globalThis.__FREEHOLD_ENV__};
 *     empty when the build has its values inside
 */
public record Artifact(
    String id, List<File> files, Serving serving, List<String> runtimeVariables) {

  static Artifact of(List<File> files, Serving serving, List<String> runtimeVariables) {
    List<String> variables = runtimeVariables.stream().sorted().distinct().toList();
    var content = new LinkedHashMap<String, Sha256>();
    files.forEach(file -> content.put(file.path(), file.blob()));
    var identity = new Identity(content, serving, variables);
    String id = Sha256.of(Json.canonical(identity)).hex();
    return new Artifact(id, List.copyOf(files), serving, variables);
  }

  /** Size of all files in bytes, without variants. */
  public long bytes() {
    return files.stream().mapToLong(File::size).sum();
  }

  /** Every blob with its size, each once, without variants. */
  public Map<Sha256, Long> blobs() {
    var blobs = new LinkedHashMap<Sha256, Long>();
    files.forEach(file -> blobs.put(file.blob(), file.size()));
    return blobs;
  }

  /** Like {@link #blobs}, with the smaller encodings. */
  public Map<Sha256, Long> blobsWithVariants() {
    Map<Sha256, Long> blobs = blobs();
    files.forEach(file -> file.variants().values().forEach(v -> blobs.put(v.blob(), v.size())));
    return blobs;
  }

  private record Identity(
      Map<String, Sha256> files, Serving serving, List<String> runtimeVariables) {}

  /**
   * @param path without a leading slash
   * @param size in bytes
   * @param immutable whether the name carries a content hash, so that it may be cached for ever
   * @param variants smaller encodings of the same bytes by content coding ({@code br}, {@code
   *     gzip})
   */
  public record File(
      String path, Sha256 blob, long size, boolean immutable, Map<String, Variant> variants) {}

  /**
   * @param size in bytes
   */
  public record Variant(Sha256 blob, long size) {}
}
