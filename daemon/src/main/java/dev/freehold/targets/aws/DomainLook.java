package dev.freehold.targets.aws;

import dev.freehold.targets.DomainReport;
import java.util.List;
import java.util.Optional;

/** Which records a domain needs, and what is still in the way. */
final class DomainLook {
  private final OwnDomain own;
  private final Visitors visitors;

  DomainLook(OwnDomain own, Visitors visitors) {
    this.own = own;
    this.visitors = visitors;
  }

  /**
   * @param site that the domain was given to by a deployment
   */
  DomainReport of(Optional<SiteInfo> site) {
    return new DomainReport(
        own.domain().name(), own.records(site.flatMap(SiteInfo::host)), problems(site));
  }

  private List<String> problems(Optional<SiteInfo> site) {
    String name = own.domain().name();
    if (site.isEmpty()) {
      return List.of(name + " is not known at AWS yet. It is prepared with the next deployment.");
    }
    if (own.certificate().isEmpty()) {
      return List.of(
          "The certificate of "
              + name
              + " waits for its proof: make the records that begin with an underscore where the"
              + " domain is managed. AWS looks for them now and then.");
    }
    if (!site.get().answersTo(name)) {
      return List.of("The certificate of " + name + " is there: deploy again, which uses it.");
    }
    return own.domain().names().stream()
        .filter(one -> !visitors.getToCloudFront(one))
        .map(
            one ->
                one
                    + " does not lead to CloudFront yet. Make the record where the domain is"
                    + " managed (ALIAS or ANAME if it takes no CNAME for the name itself); it can"
                    + " take an hour until everybody sees it.")
        .toList();
  }
}
