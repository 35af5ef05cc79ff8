package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Delta;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Site;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.TargetContract;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract on a server with a real sshd, and what can happen on the way there. */
class SshTargetTest extends TargetContract {
  private static ServerScene scene;

  @BeforeAll
  static void startServer() throws Exception {
    scene = ServerScene.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    scene.close();
  }

  @Override
  protected Target open() {
    return scene.anew(room);
  }

  @Override
  protected Object everythingThere() {
    return scene.everything();
  }

  @Override
  protected String fetch(Staged at, String path) throws Exception {
    HttpResponse<String> answer = ServerScene.get(at, path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return ServerScene.get(target.live(), path);
  }

  @Test
  void whatWasDamagedOnTheServerIsNoticedAndBroughtAnew() throws Exception {
    Activation one = activations.page("one");
    deploy(one);
    String folder = "/srv/freehold/guestbook/production";
    scene.there("cd " + folder + "; for f in releases/*/public/index.html; do echo x > $f; done");
    assertThatThrownBy(() -> bring(one, "d2"))
        .isInstanceOfSatisfying(
            ProviderError.class, e -> assertThat(e.code()).isEqualTo("target.files-damaged"));
    deploy(one);
    assertThat(get("/").body()).contains("<h1>one</h1>");
  }

  @Test
  void anUploadThatWasCutGoesOnWhereItWas() throws Exception {
    Activation one = activations.withFilm("one");
    Delta delta = target.prepare(one, target.observe());
    target.provision(one, delta, step("d1", "provision"));
    String folder = "/srv/freehold/guestbook/production";
    String half = one.artifact().files().getFirst().blob().hex();
    scene.there(
        "cd " + folder + "/incoming; mkdir cut; echo half > cut/" + half + "; chown -R deploy cut");
    target.upload(one, delta, room.blobs, RunningStep.again("d1", "upload"));
    target.stage(one, step("d1", "stage"));
    target.activate(one, 0, step("d1", "activate"));
    assertThat(get("/").body()).contains("<h1>one</h1>");
    assertThat(scene.there("ls " + folder + "/incoming")).isEmpty();
  }

  @Test
  void aFullDiskIsSaidAndWhatIsLiveGoesOn() throws Exception {
    deploy(activations.page("one"));
    Activation film = activations.withFilm("two");
    scene.there("mount -o remount,size=$(( $(df -k --output=used /srv | tail -n 1) + 200 ))k /srv");
    try {
      assertThatThrownBy(() -> bring(film, "d2"))
          .isInstanceOfSatisfying(
              UserError.class, e -> assertThat(e.code()).isEqualTo("target.disk-full"));
      assertThat(get("/").body()).contains("<h1>one</h1>");
    } finally {
      scene.there("mount -o remount,size=1g /srv");
    }
    deploy(film);
    assertThat(get("/").body()).contains("<h1>two</h1>");
  }

  @Test
  void onlyOneAppAnswersAtAnAddress() throws Exception {
    deploy(activations.page("one"));
    Target other =
        scene.target(
            room.blobs,
            scene.logins.to(scene.machine.address("deploy")),
            new Site(Activations.APP, "staging"));
    Object before = everythingThere();
    assertThatThrownBy(() -> other.prepare(activations.page("two"), other.observe()))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.address-taken");
              assertThat(e.getMessage()).contains("guestbook.production");
            });
    assertThat(everythingThere()).isEqualTo(before);
  }

  @Test
  void anAddressThatIsTakenIsRefusedAlsoWhenTheSiteHadAnotherBefore() {
    deploy(activations.page("one"));
    var staging = new Site(Activations.APP, "staging");
    var remote = scene.logins.to(scene.machine.address("deploy"));
    Activation page = activations.page("two");
    Target before = scene.target(room.blobs, remote, staging, "127.0.0.2");
    Delta delta = before.prepare(page, before.observe());
    before.provision(page, delta, step("s1", "provision"));
    before.upload(page, delta, room.blobs, step("s1", "upload"));
    before.stage(page, step("s1", "stage"));
    before.activate(page, 0, step("s1", "activate"));

    Target moved = scene.target(room.blobs, remote, staging);
    assertThatThrownBy(() -> moved.prepare(page, moved.observe()))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.address-taken");
              assertThat(e.getMessage()).contains("guestbook.production", "http://127.0.0.1");
            });
    before.prepare(page, before.observe());
  }

  /**
   * The page cache hides a missing sync from every kill, so the order of the calls is looked at.
   */
  @Test
  void aNameIsOnTheDiskBeforeItCountsAndWhatItLeadsToBeforeTheName() {
    deploy(activations.page("one"));
    String where = "$(readlink current) $(ls releases/*.json | wc -l) ";
    String two = scene.synced(where, () -> deploy(activations.page("two")));
    assertThat(two.lines().filter(line -> line.startsWith("views/")))
        .containsSubsequence(
            "views/1 1 -f releases",
            "views/1 2 -f unpacked/view",
            "views/1 2 releases staged",
            "views/1 2 -f views/2",
            "views/2 2 . history.jsonl");
    assertThat(two).containsSubsequence("-f .\n", " /srv/freehold/guestbook/production/blobs\n");
    Activation three =
        activations.of(Activations.app("three"), Serving.files(Optional.empty()), Map.of("A", "b"));
    assertThat(scene.synced(where, () -> deploy(three)).lines())
        .as("the web server's rules")
        .anyMatch(line -> line.matches("views/2 3 /srv/freehold/web/.*[.]new"))
        .contains("views/2 3 /srv/freehold/web");
  }

  /** The line is cut after so many bytes of a deployment, and the same steps are done again. */
  @ParameterizedTest
  @ValueSource(ints = {1_000, 6_000, 12_000, 20_000, 40_000, 80_000, 160_000, 250_000})
  void aDeploymentGoesOnAfterTheLineWasCutAtAnyByte(int bytes) throws Exception {
    deploy(activations.page("one"));
    byte[] noise = new byte[200_000];
    new Random(bytes).nextBytes(noise);
    Activation two =
        activations.of(
            Activations.app("two").with("noise.bin", noise), Map.of("VITE_TITLE", "title of two"));
    try (Relay relay = Relay.to(scene.machine.port());
        Logins through = scene.machine.loginsByAlias()) {
      target =
          scene.target(
              room.blobs,
              through.to(ServerAddress.parse("deploy@127.0.0.1:" + relay.port())),
              Activations.SITE);
      target.observe();
      relay.cutAfter(bytes);
      try {
        bring(two, "d2");
        target.activate(two, 1, step("d2", "activate"));
      } catch (ProviderError e) {
        assertThat(e.code()).isEqualTo("ssh.connection-lost");
        assertThat(e.retryable()).as("the engine does it again").isTrue();
        assertThat(get("/").body()).containsAnyOf("<h1>one</h1>", "<h1>two</h1>");
        bring(two, "d2");
        target.activate(two, 1, step("d2", "activate"));
      }
      relay.cutAfter(Long.MAX_VALUE);
      assertThat(target.observe().pointer().generation()).isEqualTo(2);
      assertThat(get("/").body()).contains("<h1>two</h1>");
      assertThat(get("/__freehold/env.js").body()).contains("title of two");
    }
  }

  /** Whatever a script of ours was doing there when it was killed, the same steps end well. */
  @ParameterizedTest
  @ValueSource(ints = {40, 90, 140, 200, 270, 350})
  void aDeploymentGoesOnAfterItsScriptWasKilledThere(int millis) throws Exception {
    deploy(activations.page("one"));
    byte[] noise = new byte[3_000_000];
    new Random(millis).nextBytes(noise);
    Activation two =
        activations.of(
            Activations.app("two").with("noise.bin", noise), Map.of("VITE_TITLE", "title of two"));
    var killer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Thread.sleep(millis);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  scene.there("pkill -KILL -u deploy -x sh; pkill -KILL -u deploy -x tar; true");
                });
    try {
      bring(two, "d2");
      target.activate(two, 1, step("d2", "activate"));
      killer.join();
    } catch (FreeholdException e) {
      assertThat(e.code()).isIn("ssh.connection-lost", "target.command-failed");
      assertThat(get("/").body()).containsAnyOf("<h1>one</h1>", "<h1>two</h1>");
      killer.join();
      bring(two, "d2");
      target.activate(two, 1, step("d2", "activate"));
    }
    assertThat(target.observe().pointer().generation()).isEqualTo(2);
    assertThat(get("/").body()).contains("<h1>two</h1>");
    assertThat(get("/__freehold/env.js").body()).contains("title of two");
  }
}
