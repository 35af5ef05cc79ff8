package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Domain;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.AccessPolicy;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Delta;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.aws.api.Connection;
import dev.freehold.targets.aws.fake.FakeAws;
import dev.freehold.targets.aws.fake.Permission;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What 'freehold target policy' prints is what is asked of AWS, no less and no more. */
class PoliciesTest {
  private static final String OWNERS_FILE = "owners-file.json";
  private static final Domain DOMAIN = new Domain("shop.example.org", false);

  @TempDir Path folder;
  private ReleaseRoom room;
  private Activations activations;
  private FakeAws aws;
  private FakeLogin login;

  @BeforeEach
  void start() throws Exception {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    aws = new FakeAws();
    aws.zone("example.org");
    login =
        FakeLogin.in(room.home, room.database, room.blobs, room.clock, aws, Duration.ofSeconds(10));
  }

  @AfterEach
  void end() {
    login.close();
    aws.close();
    room.close();
  }

  /**
   * @param resource may have {@code *} in it
   */
  private record Allowed(String action, String resource) {
    boolean covers(Permission asked) {
      return action.equals(asked.action())
          && Pattern.matches(
              Stream.of(resource.split("\\*", -1))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*")),
              asked.resource());
    }
  }

  private List<Allowed> policy(String name) {
    AccessPolicy policy =
        login.drivers().policies("aws", Map.of()).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return policy
        .document()
        .path("Statement")
        .valueStream()
        .flatMap(PoliciesTest::allowed)
        .toList();
  }

  private static Stream<Allowed> allowed(JsonNode statement) {
    return statement
        .path("Action")
        .valueStream()
        .flatMap(
            action ->
                statement
                    .path("Resource")
                    .valueStream()
                    .map(resource -> new Allowed(action.asText(), resource.asText())));
  }

  private void deploy(Target target, Activation activation, String run) {
    long generation = target.observe().pointer().generation();
    Delta delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, RunningStep.of(run, "provision"));
    target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
    target.stage(activation, RunningStep.of(run, "stage"));
    target.activate(activation, generation, RunningStep.of(run, "activate"));
  }

  /** Of those that the account's own user may always ask. */
  private List<Permission> asked() {
    return aws.calls().stream()
        .filter(call -> !call.action().equals("sts:GetCallerIdentity"))
        .filter(
            call -> !call.action().equals("s3:PutObject") || !call.resource().endsWith(OWNERS_FILE))
        .toList();
  }

  private static void covers(List<Allowed> policy, List<Permission> asked) {
    assertThat(
            asked.stream()
                .distinct()
                .filter(call -> policy.stream().noneMatch(a -> a.covers(call))))
        .as("not allowed")
        .isEmpty();
    Set<String> used = asked.stream().map(Permission::action).collect(Collectors.toSet());
    assertThat(new TreeSet<>(policy.stream().map(Allowed::action).toList()))
        .isEqualTo(new TreeSet<>(used));
  }

  @Test
  void setupAllowsAllThatIsAskedAndNothingElse() {
    Connected connected = login.connect();
    Target target = login.at(Activations.SITE, Optional.of(DOMAIN));
    deploy(target, activations.page("one"), "d1");
    daily(target);
    login.driver().verify(connected);
    login.driver().histories(connected);
    target.remove();
    putIntoTheBucket();
    login.driver().disconnect(connected);

    covers(policy("setup"), asked());
  }

  /** Its owner, who needs no policy of ours for it. */
  private void putIntoTheBucket() {
    var keys = AwsBasicCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY);
    var connection =
        new Connection(
            StaticCredentialsProvider.create(keys),
            FakeLogin.REGION,
            Optional.of(aws.endpoint()),
            Duration.ofSeconds(10));
    try (var owner = new Aws(connection)) {
      owner
          .bucket("freehold-123456789012-" + FakeLogin.REGION)
          .write(NewObject.json(OWNERS_FILE), "{}");
    }
  }

  @Test
  void deployAllowsWhatIsAskedFromDayToDay() {
    login.connect();
    Target target = login.at(Activations.SITE, Optional.of(DOMAIN));
    deploy(target, withServer("one"), "d1");
    aws.forgetCalls();
    daily(login.at(Activations.SITE, Optional.of(DOMAIN)));
    login.driver().verify(login.connect());

    covers(policy("deploy"), asked());
  }

  @Test
  void theRoleIsGivenToLambdaAlone() {
    login.connect();
    assertThat(
            login.drivers().policies("aws", Map.of()).stream()
                .flatMap(one -> one.document().path("Statement").valueStream())
                .filter(one -> one.path("Action").toString().contains("iam:PassRole")))
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.path("Action")).hasSize(1);
              assertThat(one.at("/Condition/StringEquals/iam:PassedToService/0").asText())
                  .isEqualTo("lambda.amazonaws.com");
            });
  }

  /** Other rules, another proxy, back, and forgetting old releases. */
  private void daily(Target target) {
    deploy(target, activations.page("two"), "d2");
    deploy(target, withProxy(), "d3");
    deploy(target, withServer("four"), "d4");
    Activation five = withServer("five");
    deploy(target, five, "d5");
    deploy(target, activations.page("six"), "d6");
    room.pass(Duration.ofDays(2));
    target.prune(Set.of());
    target.logs(OptionalLong.empty(), 10);
    target.activate(five, 6, RunningStep.of("d7", "activate"));
  }

  private Activation withServer(String text) {
    OutputTree output =
        new OutputTree()
            .with(
                "server.js",
                "require('http').createServer((_, r) => r.end('" + text + "')).listen(1)")
            .with("public/robots.txt", "robots");
    var server =
        new Service(
            "web", "/", List.of("node", "server.js"), "", Map.of(), "/", List.of(), NodeRange.ANY);
    return activations.of(
        output, new Serving("public", Optional.empty(), List.of(server), List.of()), Map.of());
  }

  private Activation withProxy() {
    var api = new ProxyRule("/api/", URI.create("https://my-app.base44.app"));
    return activations.of(
        Activations.app("three"),
        new Serving("", Optional.of("index.html"), List.of(), List.of(api)),
        Map.of());
  }
}
