package dev.freehold.target;

import dev.freehold.base.Sha256;
import java.util.List;

/**
 * What a release still needs on a target.
 *
 * @param missing blobs to upload, each once
 * @param bytes their size in all
 * @param resources what would be created, one plain sentence each
 * @param notes what else to know before approving, one plain sentence each
 */
public record Delta(List<Sha256> missing, long bytes, List<String> resources, List<String> notes) {
  public Delta(List<Sha256> missing, long bytes, List<String> resources) {
    this(missing, bytes, resources, List.of());
  }
}
