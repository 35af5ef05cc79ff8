package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.DeployTestBase;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.git.BuilderRepository;
import dev.freehold.git.GitCli;
import dev.freehold.git.remote.NoKeptLogins;
import dev.freehold.git.remote.NoSsh;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.process.ProcessRunner;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a source brings goes the way of every export. */
class SourcedDeploymentTest extends DeployTestBase {
  private BuilderRepository builder;
  private Sourcing sourcing;

  @BeforeEach
  void aShopThatItsBuilderSyncs() throws Exception {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString());
    var logins =
        new RemoteLogins(
            new ProcessRunner(environment), environment, folder, "127.0.0.1", new NoKeptLogins());
    var apps =
        new AppRemotes(
            room.repositories,
            new RemoteLine(logins, new NoSsh(), Duration.ofSeconds(10), 64 << 20));
    sourcing =
        new Sourcing(
            apps,
            new SourceStore(room.database, Clock.systemUTC()),
            new Remotes(room.database, Clock.systemUTC()),
            room.exports);
    builder = new BuilderRepository(folder.resolve("builder.git"), new GitCli(folder.resolve("b")));
    builder.writes("index.html", page("one"));
    for (int i = 0; i < 10; i++) {
      builder.writes("about" + i + ".html", page("about"));
    }
    builder.pushes("main", "One");
    sourcing.choose(room.app(), RemoteUrl.parse(builder.folder().toString()), Optional.empty());
  }

  private static String page(String text) {
    return "<!doctype html><title>Shop</title><h1>" + text + "</h1>\n";
  }

  private Plan plan(FetchedCommit fetched) {
    return room.prepared(
        room.planning.deploy(
            room.app(), room.production(), fetched.exportId(), false, false, fetched.subject()));
  }

  private FetchedCommit fetch(Optional<String> follow) {
    return sourcing.fetch(room.app(), follow, false);
  }

  private Optional<String> taken() {
    return sourcing.show(room.app()).taken();
  }

  @Test
  void whatWasFetchedIsOnMainAndLiveAndTaken() throws Exception {
    FetchedCommit one = fetch(Optional.empty());
    room.carryOut(plan(one));
    assertThat(live()).isEqualTo("v1");
    assertThat(taken()).contains(one.commit());
    assertThat(room.repositories.open(DeployRoom.APP).log("builder", 1).getFirst().message())
        .startsWith("One");
    FetchedCommit same = fetch(Optional.empty());
    assertThat(same.unchanged()).isTrue();
    assertThat(plan(same).state()).as("main as it is").isEqualTo(PlanState.UNCHANGED);
    builder.writes("index.html", page("two"));
    String two = builder.pushes("main", "Two");
    room.carryOut(plan(fetch(Optional.empty())));
    assertThat(live()).isEqualTo("v2");
    assertThat(taken()).contains(two);
  }

  @Test
  void aCommitWithASecretIsNotTaken() throws Exception {
    FetchedCommit one = fetch(Optional.empty());
    room.carryOut(plan(one));
    builder.writes("key.js", "const key = 'sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc" + "';\n");
    builder.pushes("main", "Pay");
    Plan plan = plan(fetch(Optional.empty()));
    assertThat(plan.state()).isNotEqualTo(PlanState.READY);
    assertThat(taken()).contains(one.commit());
    assertThat(fetch(Optional.empty()).unchanged()).isFalse();
  }

  @Test
  void aRepositoryWithAReadmeOnlyInThePlaceOfTheOldOneMakesNoEmptyPage() throws Exception {
    room.carryOut(plan(fetch(Optional.empty())));
    builder.without().writes("README.md", "# Shop\n");
    String now = builder.rewrites("main", "First commit");
    refuses("source.rewritten", () -> fetch(Optional.empty()));
    Plan plan = plan(fetch(Optional.of(now)));
    assertThat(plan.state()).isEqualTo(PlanState.FAILED);
    assertThat(code(plan.failure())).contains("intake.shrink");
    assertThat(live()).isEqualTo("v1");
    assertThat(taken()).isNotEqualTo(Optional.of(now));

    builder.deletes("main");
    refuses("source.empty", () -> fetch(Optional.empty()));
    assertThat(live()).isEqualTo("v1");
  }
}
