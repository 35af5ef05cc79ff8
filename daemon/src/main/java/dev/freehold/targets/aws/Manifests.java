package dev.freehold.targets.aws;

import dev.freehold.base.UserError;
import dev.freehold.release.Artifact;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Bucket.Listed;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.site.FileList;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The lists of files of the releases that are whole. What was read once is not read again. */
final class Manifests {
  private static final String FOLDER = "releases/";

  /** Lists of releases that are being deleted, so that a later attempt knows their files. */
  private static final String GOING = "going/";

  private final ConcurrentHashMap<Place, Artifact> known = new ConcurrentHashMap<>();

  private record Place(String bucket, String key) {}

  /** When each was written, by the id of its release. */
  Map<String, Instant> releases(Bucket bucket, SiteFolder site) {
    String folder = site.state(FOLDER);
    return bucket.list(folder).stream()
        .collect(
            Collectors.toMap(
                one -> one.key().substring(folder.length()).replace(".json", ""),
                Listed::modified));
  }

  private static String key(SiteFolder site, String release) {
    return site.state(FOLDER + release + ".json");
  }

  Optional<Artifact> read(Bucket bucket, SiteFolder site, String release) {
    var place = new Place(bucket.name(), key(site, release));
    Artifact before = known.get(place);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<Artifact> read = bucket.read(place.key()).map(text -> parsed(text, place.key()));
    read.ifPresent(artifact -> known.put(place, artifact));
    return read;
  }

  /** One that can't be read would be taken for a release without files. */
  private static Artifact parsed(String text, String key) {
    return FileList.read(text)
        .orElseThrow(
            () ->
                new UserError(
                    "aws.list-unreadable",
                    "The list of files " + key + " in the bucket can't be read.",
                    "A newer Freehold on another machine may have written it: update this one. If"
                        + " somebody changed it, bring its version before back in AWS's console."));
  }

  /** The last of a release that is written. */
  void write(Bucket bucket, SiteFolder site, String release, Artifact artifact) {
    bucket.write(NewObject.json(key(site, release)), FileList.of(artifact));
  }

  /** The first of a release that is deleted; {@link #gone} comes last. */
  void delete(Bucket bucket, SiteFolder site, String release, Artifact artifact) {
    bucket.write(NewObject.json(site.state(GOING + release + ".json")), FileList.of(artifact));
    known.remove(new Place(bucket.name(), key(site, release)));
    bucket.delete(List.of(key(site, release)));
  }

  /** Of releases whose files are to be deleted, by release. */
  Map<String, Artifact> going(Bucket bucket, SiteFolder site) {
    String folder = site.state(GOING);
    var going = new LinkedHashMap<String, Artifact>();
    for (Listed one : bucket.list(folder)) {
      bucket
          .read(one.key())
          .flatMap(FileList::read)
          .ifPresent(
              artifact ->
                  going.put(one.key().substring(folder.length()).replace(".json", ""), artifact));
    }
    return going;
  }

  /** Whether the files of a release are about to be deleted. */
  boolean isGoing(Bucket bucket, SiteFolder site, String release) {
    return bucket.read(site.state(GOING + release + ".json")).isPresent();
  }

  void gone(Bucket bucket, SiteFolder site, Collection<String> releases) {
    bucket.delete(releases.stream().map(release -> site.state(GOING + release + ".json")).toList());
  }

  /** Of a site that was removed. */
  void forget(Bucket bucket, SiteFolder site) {
    known
        .keySet()
        .removeIf(
            place ->
                place.bucket().equals(bucket.name()) && place.key().startsWith(site.state("")));
  }
}
