package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Condition;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Progress;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.aws.api.Connection;
import dev.freehold.targets.aws.fake.FakeAws;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsDriverTest {
  private static final String BUCKET = "freehold-123456789012-eu-central-1";

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
    login =
        FakeLogin.in(room.home, room.database, room.blobs, room.clock, aws, Duration.ofSeconds(10));
  }

  @AfterEach
  void end() {
    login.close();
    aws.close();
    room.close();
  }

  @Test
  void connectingMakesWhatAllSitesShareAndSaysSoBefore() {
    Setup setup = login.drivers().look("aws", Map.of());
    assertThat(setup.address()).isEqualTo("123456789012 in eu-central-1");
    assertThat(setup.steps())
        .containsExactly(
            "Make the bucket "
                + BUCKET
                + ", for the files of all apps: private, encrypted, with versions for two weeks.",
            "Let CloudFront of this account read that bucket, and nobody else.",
            "Make the origin access control freehold-eu-central-1, with which CloudFront signs.",
            "Make the KeyValueStore freehold-eu-central-1, which says what is live.");
    assertThat(aws.operations()).noneMatch(name -> name.matches(".*:(Create|Put|Update).*"));

    var told = new ArrayList<Integer>();
    Progress progress = told::add;
    login.drivers().connect("aws", "aws", Map.of(), setup.hash(), progress);

    assertThat(told).containsExactly(0, 1, 2, 3);
    assertThat(login.drivers().look("aws", Map.of()).steps()).isEmpty();
  }

  @Test
  void lookingWhileOthersWorkTakesNothingFromThem() {
    String shown = login.drivers().look("aws", Map.of()).hash();
    Progress looking = _ -> login.drivers().look("aws", Map.of());
    login.drivers().connect("aws", "aws", Map.of(), shown, looking);
    assertThat(login.drivers().look("aws", Map.of()).steps()).isEmpty();
  }

  @Test
  void connectingAgainMakesNothing() {
    login.connect();
    aws.forgetCalls();
    login.connect();
    assertThat(aws.operations()).noneMatch(name -> name.matches(".*:(Create|Put|Update).*"));
  }

  @Test
  void whatIsNotAsItWasLeftIsTold() {
    Connected target = login.connect();
    Condition fine = login.driver().verify(target);
    assertThat(fine.problems()).isEmpty();
    assertThat(fine.removal())
        .containsExactly(
            "Delete the bucket "
                + BUCKET
                + " with all old versions, and the KeyValueStore and the access control"
                + " freehold-eu-central-1, and the role of that name, if any server runs there.");
    login.driver().disconnect(target);
    assertThat(login.driver().verify(target).problems())
        .hasSize(4)
        .allMatch(problem -> problem.startsWith("Not done: "));
  }

  @Test
  void disconnectingLeavesNothing() {
    Connected target = login.connect();
    login.driver().disconnect(target);
    assertThat(login.drivers().look("aws", Map.of()).steps()).hasSize(4);
    login.driver().disconnect(target);
  }

  private void deploy(Site site) {
    Target target = login.at(site);
    Activation page = activations.page(site.app());
    Delta delta = target.prepare(page, target.observe());
    target.provision(page, delta, RunningStep.of(site.app(), "provision"));
    target.upload(page, delta, room.blobs, RunningStep.of(site.app(), "upload"));
    target.stage(page, RunningStep.of(site.app(), "stage"));
    target.activate(page, 0, RunningStep.of(site.app(), "activate"));
  }

  @Test
  void whenItIsLeftAllSitesAreSwitchedOffBeforeAnyIsWaitedFor() {
    Connected target = login.connect();
    deploy(new Site("one", Site.PRODUCTION));
    deploy(new Site("two", Site.PRODUCTION));
    aws.forgetCalls();
    login.driver().disconnect(target);
    assertThat(aws.operations())
        .filteredOn(name -> name.matches("cloudfront:(Update|Delete)Distribution"))
        .containsExactly(
            "cloudfront:UpdateDistribution",
            "cloudfront:UpdateDistribution",
            "cloudfront:DeleteDistribution",
            "cloudfront:DeleteDistribution");
    assertThat(aws.distributions()).isZero();
  }

  @Test
  void whatSomebodyElsePutIntoTheBucketDisturbsNothing() {
    Connected target = login.connect();
    deploy(Activations.SITE);
    String site = "sites/" + Account.key(Activations.SITE);
    var keys = AwsBasicCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY);
    var connection =
        new Connection(
            StaticCredentialsProvider.create(keys),
            FakeLogin.REGION,
            Optional.of(aws.endpoint()),
            Duration.ofSeconds(10));
    try (var owner = new Aws(connection)) {
      for (String key :
          List.of(
              "sites/notes/a.json",
              "sites/.notes/a.json",
              "sites/notes./a.json",
              site + "/history/read-me-first.json",
              site + "/history/12345678901234567890-1-a.json")) {
        owner.bucket(BUCKET).write(NewObject.json(key), "{}");
      }
    }
    assertThat(login.driver().histories(target)).hasSize(1);
    assertThat(login.driver().verify(target).problems()).isEmpty();
    login.driver().disconnect(target);
    assertThat(aws.objects()).isEmpty();
  }

  @Test
  void theRootUserIsWarned() {
    aws.callerIs("arn:aws:iam::123456789012:root");
    assertThat(login.drivers().look("aws", Map.of()).hints().getFirst())
        .startsWith("These are keys of the account's root user");
  }

  @Test
  void whatIsWrongWithALoginIsSaid() {
    refused(Map.of("profile", "ghost"), "aws.login-missing");
    refused(Map.of("profile", "nowhere"), "aws.region-missing");
    for (String region : List.of("mars-1", "cn-north-1", "us-gov-west-1", "aws-global")) {
      refused(Map.of("region", region), "aws.region-unknown");
    }
    refused(Map.of("profile", "stranger"), "aws.login-refused");
    aws.sessionToken("another");
    refused(Map.of(), "aws.login-refused");
  }

  private void refused(Map<String, String> values, String code) {
    assertThatThrownBy(() -> login.drivers().look("aws", values))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void profilesAreFoundTheUsualOneFirst() {
    assertThat(login.driver().fields().getFirst().found())
        .extracting(found -> found.value())
        .isEqualTo(List.of("default", "nowhere", "stranger"));
  }
}
