package dev.freehold.targets.aws;

import dev.freehold.targets.Site;
import dev.freehold.targets.aws.api.Bucket;
import java.util.List;
import java.util.Optional;

/** The sites of an account, from whatever machine they were deployed. */
final class SiteFolders {
  private final Bucket bucket;

  SiteFolders(Bucket bucket) {
    this.bucket = bucket;
  }

  List<Site> all() {
    return bucket.folders(SiteFolder.STATES).stream().flatMap(key -> site(key).stream()).toList();
  }

  /** Empty for a folder that somebody else made. */
  private static Optional<Site> site(String key) {
    int dot = key.lastIndexOf('.');
    return dot < 1 || dot == key.length() - 1
        ? Optional.empty()
        : Optional.of(new Site(key.substring(0, dot), key.substring(dot + 1)));
  }
}
