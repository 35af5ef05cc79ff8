package dev.freehold.targets.aws;

import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.release.Artifact;
import dev.freehold.targets.aws.edge.SiteKeys;
import dev.freehold.targets.aws.edge.SiteObject;
import dev.freehold.targets.aws.edge.SiteObject.Content;
import dev.freehold.targets.site.RetiredWorker;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What other releases have in the bucket already. */
final class Earlier {
  private final Map<String, Artifact> releases;
  private final Map<String, List<SiteObject>> objects = new HashMap<>();

  Earlier(Map<String, Artifact> releases) {
    this.releases = releases;
  }

  /** Those that are whole, by id. */
  Map<String, Artifact> releases() {
    return releases;
  }

  /** Where the files of a release go, and the rules for them. */
  SiteKeys keys(Artifact artifact) {
    return new SiteKeys(artifact, workers());
  }

  /** At which browsers may keep a service worker. */
  private Set<String> workers() {
    return releases.values().stream()
        .flatMap(artifact -> shown(artifact).stream())
        .map(Artifact.File::path)
        .filter(RetiredWorker::couldBe)
        .collect(Collectors.toSet());
  }

  static List<Artifact.File> shown(Artifact artifact) {
    return artifact.files().stream()
        .filter(file -> artifact.serving().isPublic(file.path()))
        .toList();
  }

  private List<SiteObject> objects(String release, Artifact artifact) {
    return objects.computeIfAbsent(release, id -> made(id, artifact));
  }

  private static List<SiteObject> made(String release, Artifact artifact) {
    return new SiteKeys(artifact, Set.of()).objects(LivePointer.folder(release));
  }

  static List<String> keys(String release, Artifact artifact) {
    return keys(made(release, artifact));
  }

  private static List<String> keys(List<SiteObject> objects) {
    return objects.stream().map(SiteObject::key).toList();
  }

  Set<String> keys(Collection<String> of) {
    return releases.entrySet().stream()
        .filter(entry -> of.contains(entry.getKey()))
        .flatMap(entry -> keys(objects(entry.getKey(), entry.getValue())).stream())
        .collect(Collectors.toSet());
  }

  /** Keys, within the site's folder, by the bytes that lie there. */
  Map<Sha256, String> places() {
    var places = new HashMap<Sha256, String>();
    releases.forEach(
        (release, artifact) ->
            objects(release, artifact)
                .forEach(
                    object -> {
                      if (object.content() instanceof Content.Blob blob) {
                        places.put(blob.file().blob(), object.key());
                      }
                    }));
    return places;
  }

  /** Keys of hashed files, which all releases share as they are. */
  Set<String> hashed() {
    var hashed = new HashSet<>(keys(releases.keySet()));
    hashed.removeIf(key -> !key.startsWith(SiteKeys.SHARED));
    return hashed;
  }

  /**
   * What has a hash in its name is kept for ever by browsers and edges.
   *
   * @throws UserError {@code aws.name-reused}
   */
  void refuseOtherBytes(List<SiteObject> objects) {
    Map<String, Sha256> there = new HashMap<>();
    releases.forEach((release, artifact) -> there.putAll(hashed(objects(release, artifact))));
    hashed(objects)
        .forEach(
            (key, blob) -> {
              if (!there.getOrDefault(key, blob).equals(blob)) {
                throw new UserError(
                    "aws.name-reused",
                    key.substring(SiteKeys.SHARED.length())
                        + " has other bytes than in a release before, and its name says that its"
                        + " bytes never change: browsers and CloudFront would go on with the old"
                        + " ones.",
                    "Give the file another name, and deploy again.");
              }
            });
  }

  private static Map<String, Sha256> hashed(List<SiteObject> objects) {
    var hashed = new HashMap<String, Sha256>();
    for (SiteObject object : objects) {
      if (object.key().startsWith(SiteKeys.SHARED)
          && object.content() instanceof Content.Blob blob) {
        hashed.put(object.key(), blob.file().blob());
      }
    }
    return hashed;
  }
}
