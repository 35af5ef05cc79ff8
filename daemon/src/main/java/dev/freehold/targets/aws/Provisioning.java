package dev.freehold.targets.aws;

import dev.freehold.base.Failpoint;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Site;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Distributions.Distribution;
import dev.freehold.targets.aws.api.SiteConfig;
import dev.freehold.targets.aws.api.Zones;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes the distribution of a site, which asks the site's function. */
final class Provisioning {
  /** AWS says that all edges are told within some minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private static final String COST =
      "AWS charges for what visitors use; 1 TB and 10 million requests a month are free on"
          + " CloudFront (aws.amazon.com/cloudfront/pricing), files in S3 cost about 2 cents a"
          + " gigabyte.";

  private final Account account;
  private final Site site;
  private final Optional<OwnDomain> domain;
  private final Aws aws;
  private final Patience patience;

  Provisioning(Account account, Site site, Optional<OwnDomain> domain, Aws aws, Patience patience) {
    this.domain = domain;
    this.account = account;
    this.site = site;
    this.aws = aws;
    this.patience = patience;
  }

  /** What {@link #carryOut} would make or change. */
  List<Resource> plan(Look look, SiteConfig wanted) {
    var resources = new ArrayList<Resource>();
    String name = account.name(site);
    Optional<String> id = look.info().flatMap(SiteInfo::distribution);
    Optional<Distribution> there = id.flatMap(aws.distributions()::get);
    if (there.isEmpty()) {
      resources.add(
          new Resource(
              "distribution",
              name,
              "A CloudFront distribution for "
                  + site.app()
                  + ", with a function called "
                  + name
                  + ". Making it takes AWS some minutes.",
              true,
              Optional.of(COST)));
    } else if (!aws.distributions().isAsWanted(there.get().id(), wanted)) {
      resources.add(
          Resource.free(
              "distribution",
              name,
              there.get().enabled()
                  ? "The CloudFront distribution "
                      + there.get().id()
                      + " is changed, which takes AWS some minutes."
                  : "The CloudFront distribution "
                      + there.get().id()
                      + ", which somebody switched off, is switched on again. That takes AWS some"
                      + " minutes."));
    }
    domain.ifPresent(own -> resources.addAll(own.plan(look.info().flatMap(SiteInfo::host))));
    return List.copyOf(resources);
  }

  /** What belongs to the site, written down before anything is made. */
  SiteInfo begin(SiteFolder folder) {
    return folder.info().orElseGet(() -> folder.begin(SiteInfo.of(site, reference(), random(20))));
  }

  private String reference() {
    return account.name(site) + "-" + random(4);
  }

  private static String random(int bytes) {
    byte[] drawn = new byte[bytes];
    new SecureRandom().nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /**
   * May be repeated.
   *
   * @param wanted with the certificate that can be used
   */
  void carryOut(SiteInfo begun, SiteFolder folder, SiteConfig wanted, StepContext step) {
    Optional<Distribution> there =
        begun
            .distribution()
            .flatMap(aws.distributions()::get)
            .or(() -> aws.distributions().find(wanted.name()));
    SiteInfo info = begun;
    if (there.isEmpty() && begun.distribution().isPresent()) {
      info = begun.anew(reference());
      folder.save(info);
    }
    String reference = info.reference();
    Distribution mine =
        there.orElseGet(() -> aws.distributions().create(wanted, reference, Account.key(site)));
    Failpoint.AWS_DISTRIBUTION_MADE.reach();
    save(info, info.at(mine.id(), mine.host()), folder);
    boolean changed = there.isPresent() && !aws.distributions().isAsWanted(mine.id(), wanted);
    if (changed) {
      aws.distributions().update(mine.id(), wanted);
    }
    if (changed || there.isEmpty() || !mine.deployed()) {
      step.log("Waiting for CloudFront to tell all its edges about " + mine.host() + ".");
      patience.until(
          LONGEST,
          () -> aws.distributions().get(mine.id()).filter(Distribution::deployed),
          () ->
              Patience.late(
                  "CloudFront was not done with the distribution " + mine.id() + " in 20 minutes."),
          step);
    }
    SiteInfo known = info.at(mine.id(), mine.host());
    List<String> names = domain.map(own -> own.domain().names()).orElse(List.of());
    save(known, known.called(names, wanted.own().certificate()), folder);
  }

  /**
   * Has the owner's names lead to what is live now, and those that it had before no longer.
   *
   * @param info of a site that has something live
   */
  void lead(SiteInfo info, SiteFolder folder) {
    String host = info.host().orElseThrow();
    domain.filter(own -> info.answersTo(own.domain().name())).ifPresent(own -> own.lead(host));
    if (!info.former().isEmpty()) {
      Zones zones = aws.zones();
      info.former()
          .forEach(gone -> zones.of(gone).ifPresent(zone -> zones.forget(zone, gone, host)));
      folder.save(info.withoutFormer());
    }
  }

  /** Whether nothing is left to do of that. */
  boolean isLed(SiteInfo info) {
    return info.former().isEmpty()
        && domain
            .filter(own -> info.answersTo(own.domain().name()))
            .filter(own -> !own.isLed(info.host().orElseThrow()))
            .isEmpty();
  }

  private static void save(SiteInfo before, SiteInfo after, SiteFolder folder) {
    if (!after.equals(before)) {
      folder.save(after);
    }
  }
}
