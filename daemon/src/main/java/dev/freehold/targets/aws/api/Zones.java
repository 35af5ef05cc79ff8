package dev.freehold.targets.aws.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Domains whose records are managed in the same account, at Route 53. */
public final class Zones {
  /** Of all distributions (docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget). */
  private static final String CLOUDFRONT = "Z2FDTNDATAQYW2";

  private static final long PROOF_SECONDS = 300;

  private final Route53Client route53;

  Zones(Route53Client route53) {
    this.route53 = route53;
  }

  /**
   * @param name {@code example.org}
   */
  public record Zone(String id, String name) {}

  /** The closest public one that a name belongs to. */
  public Optional<Zone> of(String name) {
    return Failures.told(
        "look for the zone of " + name,
        () ->
            route53.listHostedZonesPaginator().hostedZones().stream()
                .filter(
                    zone ->
                        zone.config() == null || !Boolean.TRUE.equals(zone.config().privateZone()))
                .filter(zone -> ("." + name + ".").endsWith("." + zone.name()))
                .max(Comparator.comparingInt((HostedZone zone) -> zone.name().length()))
                .map(
                    zone ->
                        new Zone(
                            zone.id().replaceFirst("^/hostedzone/", ""),
                            zone.name().substring(0, zone.name().length() - 1))));
  }

  /** To what a name leads now, {@code A 192.0.2.7}; without what leads to the host already. */
  public List<String> others(Zone zone, String name, String host) {
    return Failures.told(
        "look at the records of " + name,
        () ->
            records(zone, name).stream()
                .filter(set -> !leadsTo(set, host))
                .map(Zones::shown)
                .toList());
  }

  public boolean leads(Zone zone, String name, String host) {
    return Failures.told(
        "look at the records of " + name,
        () ->
            records(zone, name).stream()
                .filter(set -> leadsTo(set, host))
                .map(ResourceRecordSet::type)
                .toList()
                .containsAll(List.of(RRType.A, RRType.AAAA)));
  }

  private List<ResourceRecordSet> records(Zone zone, String name) {
    return route53
        .listResourceRecordSets(r -> r.hostedZoneId(zone.id()).startRecordName(name).maxItems("20"))
        .resourceRecordSets()
        .stream()
        .filter(set -> set.name().equals(name + "."))
        .filter(set -> List.of(RRType.A, RRType.AAAA, RRType.CNAME).contains(set.type()))
        .toList();
  }

  private static boolean leadsTo(ResourceRecordSet set, String host) {
    return set.aliasTarget() != null && set.aliasTarget().dnsName().equals(host + ".");
  }

  private static String shown(ResourceRecordSet set) {
    return set.type()
        + " "
        + (set.aliasTarget() == null
            ? String.join(", ", set.resourceRecords().stream().map(ResourceRecord::value).toList())
            : set.aliasTarget().dnsName());
  }

  public void prove(Zone zone, List<Certificates.Proof> proofs) {
    change(
        zone,
        "write the proof for the certificate in " + zone.name(),
        proofs.stream()
            .map(
                proof ->
                    upsert(
                        ResourceRecordSet.builder()
                            .name(proof.name())
                            .type(RRType.CNAME)
                            .ttl(PROOF_SECONDS)
                            .resourceRecords(r -> r.value(proof.value()))
                            .build()))
            .toList());
  }

  /** Has a name lead to a distribution, whatever it led to before. */
  public void lead(Zone zone, String name, String host) {
    var changes = new ArrayList<Change>();
    Failures.told("look at the records of " + name, () -> records(zone, name)).stream()
        .filter(set -> set.type() == RRType.CNAME)
        .map(set -> Change.builder().action(ChangeAction.DELETE).resourceRecordSet(set).build())
        .forEach(changes::add);
    for (RRType type : List.of(RRType.A, RRType.AAAA)) {
      changes.add(
          upsert(
              ResourceRecordSet.builder()
                  .name(name)
                  .type(type)
                  .aliasTarget(
                      AliasTarget.builder()
                          .hostedZoneId(CLOUDFRONT)
                          .dnsName(host)
                          .evaluateTargetHealth(false)
                          .build())
                  .build()));
    }
    change(zone, "have " + name + " lead to CloudFront", changes);
  }

  /** Takes the records of a name that lead to a distribution, and no others. */
  public void forget(Zone zone, String name, String host) {
    List<Change> changes =
        Failures.told("look at the records of " + name, () -> records(zone, name)).stream()
            .filter(set -> leadsTo(set, host))
            .map(set -> Change.builder().action(ChangeAction.DELETE).resourceRecordSet(set).build())
            .toList();
    if (!changes.isEmpty()) {
      change(zone, "delete the records of " + name, changes);
    }
  }

  private static Change upsert(ResourceRecordSet set) {
    return Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(set).build();
  }

  private void change(Zone zone, String doing, List<Change> changes) {
    Failures.told(
        doing,
        () ->
            route53.changeResourceRecordSets(
                r ->
                    r.hostedZoneId(zone.id())
                        .changeBatch(b -> b.comment("Freehold").changes(changes))));
  }
}
