package dev.freehold.targets.aws;

import dev.freehold.base.Json;
import dev.freehold.targets.Site;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Bucket.Listed;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A site's two folders in the bucket: what CloudFront may read, and what it may not, which says
 * what is there.
 */
final class SiteFolder {
  static final String STATES = "state/";
  private static final String SITES = "sites/";
  private static final String INFO = "site.json";

  private final Bucket bucket;
  private final String folder;
  private final String state;

  SiteFolder(Bucket bucket, Site site) {
    this.bucket = bucket;
    this.folder = SITES + Account.key(site) + "/";
    this.state = STATES + Account.key(site) + "/";
  }

  /**
   * A switch, as the name of its record says.
   *
   * @param key of the record
   */
  record Switched(long generation, Instant at, String releaseId, String key) {
    private static final Pattern NAME =
        Pattern.compile(".*/([0-9]{1,18})-([0-9]{1,15})-([^/]+)\\.json");

    /** Empty for a file that somebody else put there. */
    private static Optional<Switched> of(String key) {
      Matcher name = NAME.matcher(key);
      return name.matches()
          ? Optional.of(
              new Switched(
                  Long.parseLong(name.group(1)),
                  Instant.ofEpochMilli(Long.parseLong(name.group(2))),
                  name.group(3),
                  key))
          : Optional.empty();
    }
  }

  /** With a slash at its end. */
  String path() {
    return folder;
  }

  String key(String path) {
    return folder + path;
  }

  /** Of something that no visitor ever gets, whatever the function at the edge does. */
  String state(String path) {
    return state + path;
  }

  /** Of all but what says that the site is there. */
  void empty() {
    bucket.delete(
        Stream.of(folder, state)
            .flatMap(all -> bucket.list(all).stream())
            .map(Listed::key)
            .filter(key -> !key.equals(state(INFO)))
            .toList());
  }

  void end() {
    bucket.delete(List.of(state(INFO)));
  }

  Optional<SiteInfo> info() {
    return bucket.read(state(INFO)).map(text -> Json.read(text, SiteInfo.class));
  }

  /** The one that was first. */
  SiteInfo begin(SiteInfo mine) {
    return bucket.writeOnce(NewObject.json(state(INFO)), Json.write(mine))
        ? mine
        : info().orElseThrow();
  }

  void save(SiteInfo info) {
    bucket.write(NewObject.json(state(INFO)), Json.write(info));
  }

  /** The newest first. */
  List<Switched> switches() {
    return bucket.list(state("history/")).stream()
        .map(Listed::key)
        .flatMap(key -> Switched.of(key).stream())
        .sorted(Comparator.comparingLong(Switched::generation).reversed())
        .toList();
  }

  void record(SwitchRecord record) {
    String name =
        record.generation() + "-" + record.at().toEpochMilli() + "-" + record.release().id();
    bucket.write(NewObject.json(state("history/" + name + ".json")), Json.write(record));
  }

  SwitchRecord read(Switched one) {
    return Json.read(bucket.read(one.key()).orElseThrow(), SwitchRecord.class);
  }
}
