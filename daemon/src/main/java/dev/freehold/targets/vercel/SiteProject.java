package dev.freehold.targets.vercel;

import java.util.List;
import java.util.Optional;

/**
 * What this machine knows of the project that a site is in.
 *
 * @param id empty while it is being made
 * @param host Vercel's own name for it, {@code shop.vercel.app}; empty until it was asked
 * @param domains that were added from here
 */
record SiteProject(
    Optional<String> id, Origin origin, Optional<String> host, List<String> domains) {
  enum Origin {
    /** By Freehold: it may delete it. */
    MADE,
    /** It was there, empty or with deployments of this very site. */
    FOUND,
    /** Its owner handed it over. */
    ADOPTED
  }

  static final SiteProject INTENDED =
      new SiteProject(Optional.empty(), Origin.MADE, Optional.empty(), List.of());

  static SiteProject of(String id, Origin origin) {
    return new SiteProject(Optional.of(id), origin, Optional.empty(), List.of());
  }

  SiteProject with(List<String> addedDomains) {
    return new SiteProject(id, origin, host, List.copyOf(addedDomains));
  }

  SiteProject at(String knownHost) {
    return new SiteProject(id, origin, Optional.of(knownHost), domains);
  }

  /** The id of one that is there. */
  String require() {
    return id.orElseThrow();
  }
}
