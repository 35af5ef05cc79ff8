package dev.freehold.targets.aws;

import dev.freehold.targets.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What changes seldom of a site, so that not every look asks for it. */
final class KnownSites {
  /** Another machine may delete what it replaced a while after it switched. */
  private static final Duration LOOKS_LAST = Duration.ofMinutes(10);

  private final ConcurrentHashMap<Place, SiteInfo> known = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Place, Seen> seen = new ConcurrentHashMap<>();

  private record Place(String bucket, Site site) {}

  private record Seen(Look look, Instant at) {}

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

  /** The last look, while the same is live. */
  Optional<Look> seen(Account account, Site site, Optional<LivePointer> live, Instant now) {
    return Optional.ofNullable(seen.get(new Place(account.bucket(), site)))
        .filter(last -> live.isPresent() && last.look().live().equals(live))
        .filter(last -> last.at().plus(LOOKS_LAST).isAfter(now))
        .map(Seen::look);
  }

  void saw(Account account, Site site, Look look, Instant at) {
    seen.put(new Place(account.bucket(), site), new Seen(look, at));
  }

  void forget(Account account, Site site) {
    known.remove(new Place(account.bucket(), site));
    forgetLook(account, site);
  }

  void forgetLook(Account account, Site site) {
    seen.remove(new Place(account.bucket(), site));
  }
}
