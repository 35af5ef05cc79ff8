package dev.freehold.targets.aws;

import dev.freehold.base.Sha256;
import dev.freehold.credential.Secret;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Site;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What belongs to a site at AWS: {@code site.json} in its folder.
 *
 * @param reference that makes a second distribution impossible; chosen before there is one
 * @param secret by which releases are seen before they are live
 * @param host CloudFront's own name for it
 * @param names of its owner, wanted by the newest deployment
 * @param former names that it had before, whose records may still lead to it
 * @param certificate with which the distribution answers for these names; empty until it does
 * @param function of Lambda, written down before there is one; empty without a server
 */
record SiteInfo(
    Site site,
    String reference,
    String secret,
    Optional<String> distribution,
    Optional<String> host,
    List<String> names,
    List<String> former,
    Optional<String> certificate,
    Optional<String> function) {
  SiteInfo {
    names = names == null ? List.of() : List.copyOf(names);
    former = former == null ? List.of() : List.copyOf(former);
    certificate = certificate == null ? Optional.empty() : certificate;
    function = function == null ? Optional.empty() : function;
  }

  static SiteInfo of(Site site, String reference, String secret) {
    return new SiteInfo(
        site,
        reference,
        secret,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Once its distribution is gone, whose reference is never taken again. */
  SiteInfo anew(String another) {
    return new SiteInfo(
        site,
        another,
        secret,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        former,
        Optional.empty(),
        function);
  }

  SiteInfo at(String distributionId, String distributionHost) {
    return new SiteInfo(
        site,
        reference,
        secret,
        Optional.of(distributionId),
        Optional.of(distributionHost),
        names,
        former,
        certificate,
        function);
  }

  SiteInfo called(List<String> wanted, Optional<String> with) {
    List<String> gone =
        Stream.concat(former.stream(), names.stream())
            .filter(name -> !wanted.contains(name))
            .distinct()
            .toList();
    return new SiteInfo(site, reference, secret, distribution, host, wanted, gone, with, function);
  }

  SiteInfo with(String name) {
    return new SiteInfo(
        site, reference, secret, distribution, host, names, former, certificate, Optional.of(name));
  }

  /** Once no record leads to it under names that it had before. */
  SiteInfo withoutFormer() {
    return new SiteInfo(
        site, reference, secret, distribution, host, names, List.of(), certificate, function);
  }

  /** Whether visitors reach it under its owner's name, if that leads to it. */
  boolean answersTo(String name) {
    return certificate.isPresent() && names.contains(name);
  }

  /** What the distribution shows to the site's server, which learns no token from it. */
  Secret origin() {
    return Secret.of(Sha256.of("origin " + secret).hex());
  }

  /** What a request must bring to see a release with its settings. */
  String token(String releaseId, String settingsId) {
    return Sha256.of(secret + " " + releaseId + " " + settingsId).hex().substring(0, 40);
  }

  String token(Activation activation) {
    return token(activation.release().id(), activation.settings().id());
  }

  @Override
  public String toString() {
    return "SiteInfo[" + site + ", " + distribution + ", " + host + "]";
  }
}
