package dev.freehold.targets.local.serve;

import dev.freehold.base.Sha256;
import dev.freehold.release.Artifact;
import dev.freehold.targets.local.serve.Answer.Body;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.ContentTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;

/** How one file is answered: which encoding of it, whether at all, and which part. */
final class FileAnswer {
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private final SiteFolder folder;
  private final Artifact.File file;
  private final Visit visit;
  private final Map<String, String> headers = new LinkedHashMap<>();

  FileAnswer(SiteFolder folder, Artifact.File file, Visit visit) {
    this.folder = folder;
    this.file = file;
    this.visit = visit;
    headers.put("Content-Type", ContentTypes.of(file.path()));
    headers.put("Cache-Control", file.immutable() ? FOR_EVER : Answer.NO_CACHE);
    if (!file.variants().isEmpty()) {
      headers.put("Vary", "Accept-Encoding");
    }
  }

  /** The file was asked for. */
  Answer ok() {
    Representation chosen = isRange() ? identity() : negotiated();
    headers.put("ETag", chosen.tag());
    headers.put("Accept-Ranges", "bytes");
    if (matches(visit.all(HttpHeader.IF_NONE_MATCH), chosen.tag())) {
      headers.remove("Content-Type");
      return new Answer(304, headers, new Body.None());
    }
    return switch (range(chosen)) {
      case SingleRange.All() -> whole(200, chosen);
      case SingleRange.Part(long first, long length) -> {
        headers.put(
            "Content-Range", "bytes " + first + "-" + (first + length - 1) + "/" + chosen.size());
        yield new Answer(
            206, headers, new Body.FilePart(folder.blob(chosen.blob()), first, length));
      }
      case SingleRange.Unsatisfiable() -> {
        headers.put("Content-Range", "bytes */" + chosen.size());
        headers.remove("Content-Type");
        yield new Answer(416, headers, new Body.Bytes(new byte[0]));
      }
    };
  }

  /** The file explains why something else is not there: neither cached nor cut. */
  Answer inPlaceOf(int status) {
    headers.put("Cache-Control", Answer.NO_CACHE);
    return whole(status, negotiated());
  }

  private Answer whole(int status, Representation chosen) {
    chosen.coding().ifPresent(coding -> headers.put("Content-Encoding", coding));
    return new Answer(
        status, headers, new Body.FilePart(folder.blob(chosen.blob()), 0, chosen.size()));
  }

  private boolean isRange() {
    return visit.isGet() && !visit.all(HttpHeader.RANGE).isEmpty();
  }

  private SingleRange range(Representation chosen) {
    List<String> condition = visit.all(HttpHeader.IF_RANGE);
    boolean holds = condition.isEmpty() || condition.equals(List.of(chosen.tag()));
    return isRange() && holds
        ? SingleRange.of(visit.all(HttpHeader.RANGE), chosen.size())
        : new SingleRange.All();
  }

  /** The acceptable one with the highest weight; among equals the smallest. */
  private Representation negotiated() {
    QValues accepted = QValues.of(visit.all(HttpHeader.ACCEPT_ENCODING));
    Representation best = identity();
    double weight = accepted.isEmpty() ? 1 : accepted.firstNamed("identity");
    for (var variant : file.variants().entrySet()) {
      String coding = variant.getKey();
      double q = accepted.firstNamed(coding, "*");
      long size = variant.getValue().size();
      if (q > 0 && (q > weight || (q == weight && size < best.size()))) {
        best = new Representation(variant.getValue().blob(), size, Optional.of(coding));
        weight = q;
      }
    }
    return best;
  }

  private Representation identity() {
    return new Representation(file.blob(), file.size(), Optional.empty());
  }

  private static boolean matches(List<String> conditions, String tag) {
    return conditions.stream()
        .flatMap(condition -> List.of(condition.split(",")).stream())
        .map(String::strip)
        .anyMatch(c -> c.equals("*") || c.equals(tag) || c.equals("W/" + tag));
  }

  /**
   * @param coding empty for the bytes as they are
   */
  private record Representation(Sha256 blob, long size, Optional<String> coding) {
    /** The bytes' own hash, so that it changes with them and only with them. */
    String tag() {
      return '"' + blob.hex() + '"';
    }
  }
}
