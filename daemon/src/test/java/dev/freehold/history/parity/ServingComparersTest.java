package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.detect.Serving;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Routing and servers of what is live, and variables that wait for a deployment. */
class ServingComparersTest {
  private final Sample staging = Sample.staging();
  private final Sample production = Sample.production();

  @Test
  void rulesThatDifferAreCountedAndGoAlongWithANewerRelease() {
    staging.release = Optional.of(3);
    staging.serving =
        Serving.files(Optional.of("200.html"))
            .with(
                Optional.of("200.html"),
                List.of(new Redirect("/old", "/new", 301, false)),
                List.of(new HeaderRule("/*", "X-Frame-Options", "DENY")))
            .withProxies(
                List.of(new Serving.ProxyRule("/api/", URI.create("https://api.example.org"))));
    Report report = Sample.compare(new RoutingComparer(), staging, production);
    assertThat(report.differences())
        .extracting(Difference::what, Difference::from, Difference::to)
        .containsExactly(
            tuple("fallback", "1 page, 1 only here", "1 page, 1 only here"),
            tuple("redirects", "1 redirect, 1 only here", "none"),
            tuple("headers", "1 header, 1 only here", "none"),
            tuple("what other hosts answer", "1 rule, 1 only here", "none"));
    assertThat(report.differences())
        .allSatisfy(
            found -> {
              assertThat(found.severity()).isEqualTo(Severity.HARMLESS);
              assertThat(found.promoted()).isTrue();
            });
    assertThat(report.same()).isEmpty();
  }

  @Test
  void headersThatAnOutdatedReleaseLacksLie() {
    staging.release = Optional.of(1);
    production.serving =
        Serving.files(Optional.of("index.html"))
            .with(
                Optional.of("index.html"),
                List.of(),
                List.of(new HeaderRule("/*", "Content-Security-Policy", "default-src 'self'")));
    Difference found = Sample.only(new RoutingComparer(), staging, production);
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.what()).isEqualTo("headers");
  }

  @Test
  void filesThatAreNotHereAreUnknown() {
    production.hasFiles = false;
    Report report = Sample.compare(new RoutingComparer(), staging, production);
    assertThat(report.same()).isEmpty();
    assertThat(report.unknown())
        .extracting(Unknown::reason)
        .containsExactly("The files that are live in production are not on this machine.");
    assertThat(Sample.compare(new ServerComparer(), staging, production).same()).isEmpty();
  }

  @Test
  void aServersCommandAndNodeAreSaidAndItsOwnValuesAreNot() {
    staging.release = Optional.of(1);
    staging.serving = Sample.server(">=20", "node", "server.js");
    production.serving = Sample.server(">=22", "node", "dist/server.js");
    Difference found = Sample.only(new ServerComparer(), staging, production);
    assertThat(found.from()).isEqualTo("command node server.js, node >=20");
    assertThat(found.to()).isEqualTo("command node dist/server.js, node >=22");
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.toString()).doesNotContain("a value of its own");
  }

  @Test
  void aServerThatOnlyOneHasIsSaid() {
    staging.release = Optional.of(3);
    staging.serving = Sample.server("", "node", "server.js");
    Difference found = Sample.only(new ServerComparer(), staging, production);
    assertThat(List.of(found.from(), found.to())).containsExactly("node server.js", "none");
  }

  @Test
  void foldersThatStayInOneOnlyLie() {
    staging.serving = Sample.server("", "node", "server.js");
    production.serving = staging.serving;
    staging.kept = List.of("uploads");
    production.kept = List.of("uploads");
    production.keepsFolders = false;
    Difference found = Sample.only(new ServerComparer(), staging, production);
    assertThat(found.what()).isEqualTo("folders that stay");
    assertThat(found.severity()).isEqualTo(Severity.LIES);
  }

  @Test
  void variablesThatWaitForADeploymentAreSaid() {
    staging.with("A", "1");
    staging.newest.put("A", "2");
    assertThat(Sample.compare(new RevisionComparer(), staging, production).unknown())
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.reason())
                    .isEqualTo(
                        "1 of its variables was changed since its last deployment, and what is live"
                            + " was compared: freehold deploy --env staging --app shop."));
  }
}
