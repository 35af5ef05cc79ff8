package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.app.Domain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Target, domain, https, and how long a release is watched. */
class PlaceComparersTest {
  private final Sample staging = Sample.staging();
  private final Sample production = Sample.production();

  @Test
  void oneTargetForBothIsTheSame() {
    Report report = Sample.compare(new TargetComparer(), staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.unknown()).isEmpty();
    assertThat(report.same()).containsExactly("Both run on box (ssh).");
  }

  @Test
  void anotherKindOfPlaceLiesOfServersAndMayLieOfFiles() {
    staging.target = "local";
    staging.kind = "local";
    Difference files = Sample.only(new TargetComparer(), staging, production);
    assertThat(files.severity()).isEqualTo(Severity.MAY_LIE);
    assertThat(files.action()).isEqualTo("freehold target use box --env staging --app shop");
    production.serving = Sample.server("", "node", "server.js");
    assertThat(Sample.only(new TargetComparer(), staging, production).severity())
        .isEqualTo(Severity.LIES);
  }

  @Test
  void anotherRegionMayLieAndMemoryIsUnknown() {
    staging.target = "aws-test";
    staging.kind = "aws";
    staging.config = Map.of("region", "us-east-1", "profile", "shop");
    production.target = "aws";
    production.kind = "aws";
    production.config = Map.of("region", "eu-central-1");
    Report report = Sample.compare(new TargetComparer(), staging, production);
    assertThat(report.differences())
        .extracting(Difference::what, Difference::from, Difference::to, Difference::severity)
        .containsExactly(
            tuple("region", "us-east-1", "eu-central-1", Severity.MAY_LIE),
            tuple("place", "aws-test", "aws", Severity.HARMLESS),
            tuple("profile", "shop", "not said", Severity.HARMLESS));
    assertThat(report.unknown())
        .extracting(Unknown::what)
        .containsExactly("memory, processor and programs");
  }

  @Test
  void aDomainThatOnlyProductionHasMayLie() {
    production.domain = Optional.of(new Domain("shop.example.org", true));
    Difference found = Sample.only(new DomainComparer(), staging, production);
    assertThat(found.severity()).isEqualTo(Severity.MAY_LIE);
    assertThat(found.from()).isEqualTo("none of its own");
    assertThat(found.to()).isEqualTo("shop.example.org");
    assertThat(found.action()).isEqualTo("freehold domain add DOMAIN --env staging --app shop");
  }

  @Test
  void twoDomainsAreHarmlessAndSoIsWww() {
    staging.domain = Optional.of(new Domain("test.example.org", false));
    production.domain = Optional.of(new Domain("shop.example.org", true));
    assertThat(Sample.compare(new DomainComparer(), staging, production).differences())
        .extracting(Difference::what, Difference::severity)
        .containsExactly(
            tuple("name", Severity.HARMLESS), tuple("www. in front of it", Severity.HARMLESS));
  }

  @Test
  void httpsInOneOnlyLies() {
    staging.address = "http://203.0.113.5/";
    Difference found = Sample.only(new DomainComparer(), staging, production);
    assertThat(found.what()).isEqualTo("https");
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.from()).isEqualTo("http, not trusted by browsers");
    assertThat(found.to()).isEqualTo("https, trusted by browsers");
  }

  @Test
  void thisMachinesOwnNameIsTrustedButHasNoCertificate() {
    staging.address = "http://shop-staging.localhost/";
    assertThat(Sample.only(new DomainComparer(), staging, production).severity())
        .isEqualTo(Severity.MAY_LIE);
  }

  @Test
  void anUnknownAddressIsNotCountedAsTheSame() {
    production.address = "";
    Report report = Sample.compare(new DomainComparer(), staging, production);
    assertThat(report.same()).containsExactly("Neither has a domain of its own.");
    assertThat(report.unknown()).extracting(Unknown::what).containsExactly("https");
  }

  @Test
  void aShorterWatchIsHarmless() {
    staging.watchSeconds = 10;
    Difference found = Sample.only(new WatchComparer(), staging, production);
    assertThat(List.of(found.from(), found.to())).containsExactly("10 seconds", "60 seconds");
    assertThat(found.severity()).isEqualTo(Severity.HARMLESS);
  }
}
