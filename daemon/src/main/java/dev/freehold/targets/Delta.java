package dev.freehold.targets;

import dev.freehold.base.Sha256;
import java.util.List;

/**
 * What a release still needs on a target.
 *
 * @param missing blobs to upload, each once
 * @param bytes their size in all
 * @param resources what would be made or changed there
 * @param notes what else to know before approving, one plain sentence each
 */
public record Delta(
    List<Sha256> missing, long bytes, List<Resource> resources, List<String> notes) {
  public Delta(List<Sha256> missing, long bytes, List<Resource> resources) {
    this(missing, bytes, resources, List.of());
  }
}
