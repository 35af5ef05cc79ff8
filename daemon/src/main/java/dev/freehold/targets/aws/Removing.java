package dev.freehold.targets.aws;

import dev.freehold.targets.Site;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Certificates.Certificate;
import dev.freehold.targets.aws.api.Distributions.Distribution;
import dev.freehold.targets.aws.api.StoredValues;
import dev.freehold.targets.aws.api.Zones;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes a site from an account. What says that it is there goes last, so that it can go on. */
final class Removing {
  /** AWS says that all edges are told within some minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  /** ACM says that a certificate is in use for 20 minutes and more after its distribution went. */
  private static final Duration RELEASED_WITHIN = Duration.ofMinutes(45);

  private final Account account;
  private final Site site;
  private final Aws aws;
  private final Patience patience;

  Removing(Account account, Site site, Aws aws, Patience patience) {
    this.account = account;
    this.site = site;
    this.aws = aws;
    this.patience = patience;
  }

  private Optional<String> distribution(SiteFolder folder) {
    return folder
        .info()
        .flatMap(SiteInfo::distribution)
        .or(() -> aws.distributions().find(account.name(site)).map(Distribution::id));
  }

  /** Of many sites, all are switched off first, so that they are waited for together. */
  void begin(SiteFolder folder) {
    distribution(folder).flatMap(aws.distributions()::get).ifPresent(this::switchOff);
  }

  private void switchOff(Distribution there) {
    if (there.enabled()) {
      aws.distributions().disable(there.id());
    }
  }

  void carryOut(SiteFolder folder) {
    String name = account.name(site);
    Optional<String> distribution = distribution(folder);
    List<String> names = folder.info().map(SiteInfo::names).orElse(List.of());
    folder.info().flatMap(SiteInfo::host).ifPresent(host -> forget(names, host));
    distribution.ifPresent(this::delete);
    patience.untilUnused(
        LONGEST,
        () -> aws.functions().delete(name),
        () -> Patience.late("CloudFront did not let the function " + name + " go in time."));
    folder
        .info()
        .flatMap(SiteInfo::function)
        .ifPresent(
            function -> {
              aws.servers().delete(function);
              aws.logs().delete(account.logGroup(site));
            });
    StoredValues values = aws.values(account.store());
    values.delete(values.keys(Account.key(site)));
    folder.empty();
    if (!names.isEmpty()) {
      aws.certificates().find(names).map(Certificate::arn).ifPresent(this::release);
    }
    folder.end();
  }

  private void delete(String id) {
    Optional<Distribution> there = aws.distributions().get(id);
    if (there.isEmpty()) {
      return;
    }
    switchOff(there.get());
    patience.until(
        LONGEST,
        () -> aws.distributions().get(id).filter(Distribution::deployed),
        () ->
            Patience.late(
                "CloudFront was not done with switching " + site.app() + " off in 20 minutes."));
    aws.distributions().delete(id);
  }

  private void release(String certificate) {
    patience.until(
        RELEASED_WITHIN,
        () -> Optional.of(aws.certificates().delete(certificate)).filter(gone -> gone),
        () ->
            Patience.late(
                "AWS says that the certificate of "
                    + site.app()
                    + " is used, 45 minutes after nothing uses it."));
  }

  private void forget(List<String> names, String host) {
    Zones zones = aws.zones();
    names.forEach(name -> zones.of(name).ifPresent(zone -> zones.forget(zone, name, host)));
  }
}
