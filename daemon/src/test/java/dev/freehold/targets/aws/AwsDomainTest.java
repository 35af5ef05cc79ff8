package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.freehold.app.Domain;
import dev.freehold.base.UserError;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.DomainReport.DnsRecord;
import dev.freehold.targets.Resource;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.fake.FakeAws;
import dev.freehold.targets.local.RawHttp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsDomainTest {
  private static final Domain SHOP = new Domain("shop.example.org", true);

  @TempDir Path folder;
  private ReleaseRoom room;
  private Activations activations;
  private FakeAws aws;
  private FakeLogin login;
  private int runs;

  @BeforeEach
  void start() throws Exception {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    aws = new FakeAws();
    login =
        FakeLogin.in(room.home, room.database, room.blobs, room.clock, aws, Duration.ofSeconds(10));
    login.connect();
  }

  @AfterEach
  void end() {
    login.close();
    aws.close();
    room.close();
  }

  private Target at(Domain domain) {
    return login.at(Activations.SITE, Optional.of(domain));
  }

  private Delta deploy(Target target, Activation activation) {
    String run = "d" + ++runs;
    long generation = target.observe().pointer().generation();
    Delta delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, RunningStep.of(run, "provision"));
    target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
    target.stage(activation, RunningStep.of(run, "stage"));
    target.activate(activation, generation, RunningStep.of(run, "activate"));
    return delta;
  }

  private DomainReport report(Domain domain) {
    return login.driver().domain(login.drivers().require("aws"), domain);
  }

  private RawHttp.Reply visit(String host, String path) throws Exception {
    return RawHttp.get(aws.endpoint().getPort(), host, path);
  }

  @Test
  void whereTheDomainIsManagedThereAllOfItIsMade() throws Exception {
    aws.zone("example.org");
    aws.record("example.org", "shop.example.org", "A", "192.0.2.7");
    Target target = at(SHOP);
    Delta delta = deploy(target, activations.page("one"));

    assertThat(delta.resources())
        .extracting(Resource::what)
        .contains(
            "A certificate for shop.example.org and www.shop.example.org.",
            "shop.example.org leads to CloudFront: records A and AAAA in your zone example.org at"
                + " Route 53, in place of what is there now (A 192.0.2.7).",
            "www.shop.example.org leads to CloudFront: records A and AAAA in your zone example.org"
                + " at Route 53.");
    assertThat(target.addresses().getFirst()).isEqualTo(URI.create("https://shop.example.org/"));
    assertThat(visit("shop.example.org", "/").text()).contains("<h1>one</h1>");
    RawHttp.Reply www = visit("www.shop.example.org", "/a?b=c");
    assertThat(www.status()).isEqualTo(308);
    assertThat(www.header("location")).contains("https://shop.example.org/a?b=c");
    assertThat(report(SHOP).problems()).isEmpty();
    assertThat(target.prepare(activations.page("two"), target.observe()).resources()).isEmpty();
  }

  @Test
  void whereItIsManagedElsewhereItsOwnerIsToldEachNextStep() throws Exception {
    var plain = new Domain("garden.example", false);
    assertThat(report(plain).problems())
        .containsExactly(
            "garden.example is not known at AWS yet. It is prepared with the next deployment.");
    Target target = at(plain);
    deploy(target, activations.page("one"));
    String host = target.live().host().replaceFirst("\\.localhost.*", "");
    assertThat(target.addresses()).allMatch(address -> !address.getHost().contains("garden"));

    DomainReport waiting = report(plain);
    assertThat(waiting.problems().getFirst()).startsWith("The certificate of garden.example waits");
    assertThat(waiting.records())
        .hasSize(2)
        .contains(new DnsRecord("CNAME", "garden.example", host));
    DnsRecord proof = waiting.records().getLast();
    assertThat(proof.name()).startsWith("_").endsWith(".garden.example");

    aws.recordElsewhere(proof.name(), proof.value());
    assertThat(report(plain).problems())
        .containsExactly(
            "The certificate of garden.example is there: deploy again, which uses it.");
    deploy(target, activations.page("two"));
    assertThat(report(plain).problems().getFirst()).contains("does not lead to CloudFront yet");

    aws.leadElsewhere("garden.example");
    assertThat(report(plain).problems()).isEmpty();
    assertThat(visit("garden.example", "/").text()).contains("<h1>two</h1>");
  }

  @Test
  void anotherDomainTakesThePlaceOfTheFirstAndRemovingLeavesNothing() throws Exception {
    aws.zone("example.org");
    aws.record("example.org", "mail.example.org", "A", "192.0.2.9");
    deploy(at(SHOP), activations.page("one"));
    var other = new Domain("store.example.org", false);
    Target target = at(other);
    deploy(target, activations.page("two"));
    assertThat(aws.records().keySet())
        .contains("store.example.org. A")
        .doesNotContain("shop.example.org. A", "www.shop.example.org. AAAA");
    assertThat(visit("store.example.org", "/").text()).contains("<h1>two</h1>");
    assertThat(visit("shop.example.org", "/").status()).isNotEqualTo(200);

    target.remove();
    assertThat(aws.records().keySet())
        .filteredOn(name -> !name.startsWith("_"))
        .containsExactly("mail.example.org. A");
    assertThat(aws.everything().get(4))
        .as("AWS says for a while that it is used, and that is waited for")
        .asInstanceOf(MAP)
        .doesNotContainValue(other.names());
  }

  @Test
  void aDomainThatAnotherDistributionHasIsNotTaken() {
    aws.zone("example.org");
    deploy(at(SHOP), activations.page("one"));
    Target other = login.at(new Site("other", Site.PRODUCTION), Optional.of(SHOP));
    assertThatThrownBy(() -> deploy(other, activations.page("two")))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("aws.domain-taken");
              assertThat(e.remedy()).contains("freehold domain remove");
            });
  }

  @Test
  void aReleaseIsSeenUnderItsOwnHostBeforeTheDomainLeadsThere() throws Exception {
    Target target = at(new Domain("garden.example", false));
    deploy(target, activations.page("one"));
    Staged live = target.live();
    assertThat(RawHttp.get(live.connect().getPort(), live.host(), "/").text())
        .contains("<h1>one</h1>");
  }
}
