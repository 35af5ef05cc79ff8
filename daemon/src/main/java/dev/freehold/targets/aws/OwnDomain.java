package dev.freehold.targets.aws;

import dev.freehold.app.Domain;
import dev.freehold.step.StepContext;
import dev.freehold.targets.DomainReport.DnsRecord;
import dev.freehold.targets.Resource;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Certificates;
import dev.freehold.targets.aws.api.Certificates.Certificate;
import dev.freehold.targets.aws.api.Certificates.Proof;
import dev.freehold.targets.aws.api.Zones;
import dev.freehold.targets.aws.api.Zones.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The owner's name for a site: a certificate, and records that lead to the distribution. Where the
 * domain is managed in the same account the records are made, elsewhere they are told.
 */
final class OwnDomain {
  private static final Duration PROOFS_WITHIN = Duration.ofMinutes(2);

  /** AWS says minutes to half an hour, once the records are there. */
  private static final Duration ISSUED_WITHIN = Duration.ofMinutes(30);

  private final Domain domain;
  private final Certificates certificates;
  private final Zones zones;
  private final Patience patience;

  OwnDomain(Domain domain, Aws aws, Patience patience) {
    this.domain = domain;
    this.certificates = aws.certificates();
    this.zones = aws.zones();
    this.patience = patience;
  }

  Domain domain() {
    return domain;
  }

  /** Of one that can be used. */
  Optional<String> certificate() {
    return certificates.find(domain.names()).filter(Certificate::issued).map(Certificate::arn);
  }

  /**
   * What would be made.
   *
   * @param host of the distribution; empty before there is one
   */
  List<Resource> plan(Optional<String> host) {
    var resources = new ArrayList<Resource>();
    Optional<Certificate> there = certificates.find(domain.names());
    if (there.isEmpty()) {
      resources.add(
          Resource.free(
              "certificate",
              domain.name(),
              "A certificate for " + String.join(" and ", domain.names()) + "."));
    }
    zones
        .of(domain.name())
        .ifPresent(
            zone ->
                domain.names().stream()
                    .flatMap(name -> record(zone, name, host).stream())
                    .forEach(resources::add));
    return List.copyOf(resources);
  }

  private Optional<Resource> record(Zone zone, String name, Optional<String> host) {
    List<String> others = zones.others(zone, name, host.orElse(""));
    boolean leads = host.isPresent() && zones.leads(zone, name, host.get());
    return leads && others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Resource.free(
                "record",
                name,
                name
                    + " leads to CloudFront: records A and AAAA in your zone "
                    + zone.name()
                    + " at Route 53"
                    + (others.isEmpty()
                        ? "."
                        : ", in place of what is there now (" + String.join("; ", others) + ").")));
  }

  /**
   * Has the certificate issued where it can be proven from here whose names they are; elsewhere
   * asks for it, and says which records its owner has to make first.
   */
  void issue(StepContext step) {
    Optional<Certificate> there = certificates.find(domain.names());
    if (there.filter(Certificate::issued).isPresent()) {
      return;
    }
    if (there.isEmpty()) {
      certificates.request(domain.names());
    }
    List<Proof> proofs =
        patience.until(
            PROOFS_WITHIN,
            () ->
                certificates
                    .find(domain.names())
                    .map(Certificate::proofs)
                    .filter(list -> list.size() >= domain.names().size()),
            () -> Patience.late("AWS did not say how to prove whose domain it is in 2 minutes."),
            step);
    Optional<Zone> zone = zones.of(domain.name());
    if (zone.isEmpty()) {
      step.note(
          domain.name()
              + " is not used yet: its certificate waits for records. Make them where the domain is"
              + " managed, then deploy again: "
              + String.join(
                  "; ",
                  proofs.stream().map(p -> "CNAME " + p.name() + " → " + p.value()).toList()));
      return;
    }
    zones.prove(zone.get(), proofs);
    step.log("Waiting for the certificate of " + domain.name() + ".");
    patience.until(
        ISSUED_WITHIN,
        this::certificate,
        () ->
            Patience.late(
                "AWS did not issue the certificate of " + domain.name() + " in half an hour."),
        step);
  }

  /** Whether they lead there, as far as that can be seen and done from here. */
  boolean isLed(String host) {
    return zones
        .of(domain.name())
        .filter(zone -> !domain.names().stream().allMatch(name -> zones.leads(zone, name, host)))
        .isEmpty();
  }

  /** Has the names lead to the distribution, where that can be done from here. */
  void lead(String host) {
    zones
        .of(domain.name())
        .ifPresent(
            zone ->
                domain.names().stream()
                    .filter(name -> !zones.leads(zone, name, host))
                    .forEach(name -> zones.lead(zone, name, host)));
  }

  /** That lead to the distribution, and those that prove whose names they are. */
  List<DnsRecord> records(Optional<String> host) {
    var records = new ArrayList<DnsRecord>();
    host.ifPresent(
        to -> domain.names().forEach(name -> records.add(new DnsRecord("CNAME", name, to))));
    certificates
        .find(domain.names())
        .filter(one -> !one.issued())
        .ifPresent(
            one ->
                one.proofs()
                    .forEach(p -> records.add(new DnsRecord("CNAME", p.name(), p.value()))));
    return List.copyOf(records);
  }
}
