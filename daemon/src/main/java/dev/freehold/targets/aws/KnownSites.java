package dev.freehold.targets.aws;

import dev.freehold.targets.Site;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What changes seldom of a site, so that not every look asks for it. */
final class KnownSites {
  private final ConcurrentHashMap<Place, SiteInfo> known = new ConcurrentHashMap<>();

  private record Place(String bucket, Site site) {}

  /** Only one that has a distribution is remembered. */
  Optional<SiteInfo> find(Account account, Site site, Supplier<Optional<SiteInfo>> read) {
    var place = new Place(account.bucket(), site);
    SiteInfo before = known.get(place);
    if (before != null) {
      return Optional.of(before);
    }
    Optional<SiteInfo> now = read.get();
    now.filter(info -> info.distribution().isPresent()).ifPresent(info -> known.put(place, info));
    return now;
  }

  void forget(Account account, Site site) {
    known.remove(new Place(account.bucket(), site));
  }
}
