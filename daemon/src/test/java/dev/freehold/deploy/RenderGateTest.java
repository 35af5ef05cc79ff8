package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Environment;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.history.EffectView;
import dev.freehold.process.Executables;
import dev.freehold.render.Browser;
import dev.freehold.render.Browsers;
import dev.freehold.render.ScriptedBrowser;
import dev.freehold.render.Window;
import dev.freehold.step.Effect;
import dev.freehold.targets.Target;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nothing goes live that was not looked at. */
class RenderGateTest extends DeployTestBase {
  private void gate(String script) throws IOException {
    var browser = ScriptedBrowser.write(folder, script);
    room.gateBrowser = () -> Optional.of(browser);
  }

  @Test
  void aPageThatStaysBlankDoesNotGoLive() {
    Deployment before = room.deploy("one");
    realBrowser();
    room.site.with("/", 200, "text/html", "<!doctype html><div id=root></div>");
    Deployment blank = room.deploy("two");
    assertThat(blank.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(code(blank.failure())).contains("gate.blank-page");
    assertThat(steps(blank)).contains("health failed", "activate skipped");
    assertThat(before.state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void theOwnerMayOverruleTheLookForOneDeployment() {
    realBrowser();
    room.site.with("/", 200, "text/html", "<!doctype html><div id=root></div>");
    Deployment blank = room.carryOut(room.planWhateverTheLookShows("one"));
    assertThat(blank.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.deployments.one(blank.id()).effects().orElseThrow())
        .filteredOn(effect -> effect.kind().equals(Effect.NOTE))
        .extracting(EffectView::summary)
        .anyMatch(said -> said.startsWith("It went live all the same, as agreed. The page stays"));
    assertThat(code(room.deploy("two").failure())).contains("gate.blank-page");
  }

  @Test
  void aBrowserThatFailsOnceIsAskedAgain() throws Exception {
    gate(
        "if [ -e '%s' ]; then echo '<p>a</p>' | tee \"$picture\"; else : > '%s'; exit 1; fi\n"
            .formatted(folder.resolve("asked"), folder.resolve("asked")));
    assertThat(room.deploy("one").state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void aPageThatIsBlankOnceIsLookedAtAgain() throws Exception {
    realBrowser();
    String late = "<!doctype html><div id=root></div><script src='/late.js'></script>";
    room.site
        .with("/", 200, "text/html", late)
        .with("/late.js", 200, "text/javascript", "root.textContent = 'Hi'")
        .next("/late.js", 2, 200);
    // once for the health check, and once for the first look
    assertThat(room.deploy("one").state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void whatVisitorsLackIsNotedBeforeSixPicturesThatAreNotThere() {
    realBrowser();
    String pictures =
        IntStream.range(0, 6)
            .mapToObj(i -> "<img src='/picture" + i + ".png'>")
            .collect(Collectors.joining());
    room.site.with(
        "/",
        200,
        "text/html",
        "<!doctype html><p>a</p>"
            + pictures
            + "<script>for (const to of ['x', 'y']) fetch('http://localhost:9/' + to).catch(() =>"
            + " 0)</script>");
    Deployment told = room.deploy("one");
    assertThat(told.state()).isEqualTo(DeploymentState.SUCCEEDED);
    List<String> notes =
        room.deployments.one(told.id()).effects().orElseThrow().stream()
            .filter(effect -> effect.kind().equals(Effect.NOTE))
            .map(EffectView::summary)
            .toList();
    assertThat(notes.getFirst())
        .startsWith("The page asks http://localhost:9/x and 1 more there, which is this machine");
    assertThat(notes)
        .filteredOn(note -> note.contains("/picture"))
        .satisfiesExactly(
            look ->
                assertThat(look)
                    .startsWith("6 files that the page asks for are not there: ")
                    .endsWith(" and 3 more."),
            health ->
                assertThat(health)
                    .startsWith("/picture0.png is answered with status 404. And ")
                    .endsWith(" more like it."));
  }

  @Test
  void aPageThatSendsItselfOnIsStoppedAndNamed() {
    realBrowser();
    room.site.with(
        "/", 200, "text/html", "<!doctype html><p>a</p><script>location.reload()</script>");
    Deployment looping = room.deploy("two");
    assertThat(code(looping.failure())).contains("gate.page-loops");
    assertThat(looping.failure().orElseThrow().remedy()).doesNotContain("--no-render-check");
  }

  @Test
  void whatNeedsHttpsIsNotShownToVisitorsWithout() {
    realBrowser();
    room.site.with(
        "/",
        200,
        "text/html",
        "<!doctype html><p id=a></p><script>a.textContent = crypto.randomUUID()</script>");
    room.target().at(URI.create("http://203.0.113.7/"));
    Deployment refused = room.deploy("one");
    assertThat(code(refused.failure())).contains("gate.blank-page");
    assertThat(refused.failure().orElseThrow().message()).contains("works over https only");
    assertThat(refused.failure().orElseThrow().remedy()).contains("freehold domain add");
    room.target().at(URI.create("https://shop.example/"));
    assertThat(room.deploy("two").state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void theLookBeforeGoingLiveTakesThePictures() throws Exception {
    gate("echo '<p>shown</p>' | tee \"$picture\"\n");
    Path asked = folder.resolve("asked");
    Browser other = ScriptedBrowser.write(folder, ": > '" + asked + "'; exit 1\n");
    room.browser = () -> Optional.of(other);
    Deployment deployed = room.carryOut(room.plan("one"), 1);
    assertThat(deployed.state()).isEqualTo(DeploymentState.SUCCEEDED);
    for (Window window : Window.values()) {
      assertThat(new String(room.screenshots.of(deployed.id(), window), StandardCharsets.UTF_8))
          .isEqualTo("<p>shown</p>\n");
    }
    assertThat(asked).doesNotExist();
  }

  private void realBrowser() {
    var browsers = new Browsers(new Executables(System.getenv()), folder);
    assertThat(browsers.find()).as("install Chromium to run this test").isPresent();
    room.gateBrowser = browsers::find;
  }

  @Test
  void aRollbackDoesNotWaitForALook() throws Exception {
    room.deploy("one");
    room.deploy("two");
    gate("exit 1\n");
    Deployment back =
        room.carryOut(
            room.prepared(
                room.planning.rollback(room.app(), room.production(), Optional.of("v1"), "")),
            0);
    assertThat(back.state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void withoutABrowserNothingGoesLiveOnAServerUntilTheOwnerAgrees() {
    room.goesWithoutLook = false;
    Deployment refused = room.deploy("one");
    assertThat(code(refused.failure())).contains("gate.no-browser");
    assertThat(live()).isEqualTo("nothing");
    assertThat(room.plan("one").body().orElseThrow().notes())
        .singleElement()
        .asString()
        .endsWith("so it will not go live: install one, or agree with --no-render-check.");
    room.goesWithoutLook = true;
    assertThat(room.deploy("one").state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void onThisMachineItGoesLiveWithoutABrowserAndSaysSo() {
    room.goesWithoutLook = false;
    room.place(Environment.LOCAL);
    assertThat(room.plan("one").body().orElseThrow().notes())
        .singleElement()
        .asString()
        .endsWith("it goes live on this machine all the same: open it yourself.");
    Deployment deployed = room.deploy("one");
    assertThat(deployed.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.deployments.one(deployed.id()).effects().orElseThrow())
        .filteredOn(effect -> effect.kind().equals(Effect.NOTE))
        .singleElement()
        .extracting(EffectView::summary)
        .asString()
        .startsWith("Nobody looked at the page before it went live.");
  }

  @Test
  void aLookDuringWhichTheLineWasCutIsRepeated() {
    var looks = new AtomicInteger();
    room.site.with("/", 503, "text/html", "cut");
    room.elsewhere =
        Optional.of(
            site ->
                (Target)
                    Proxy.newProxyInstance(
                        Target.class.getClassLoader(),
                        new Class<?>[] {Target.class},
                        (_, called, arguments) -> {
                          if (called.getName().equals("interruptions")) {
                            return (long) looks.get();
                          }
                          if (called.getName().equals("reach") && looks.incrementAndGet() == 2) {
                            room.site.with("/", 200, "text/html", "<h1>one</h1>");
                          }
                          return called.invoke(room.target(site.environment()), arguments);
                        }));
    Deployment deployed = room.deploy("one");
    assertThat(deployed.failure()).isEmpty();
    assertThat(deployed.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(looks).hasValue(2);
  }

  @Test
  void aBrowserThatShowsNothingKeepsTheGateClosed() throws Exception {
    room.goesWithoutLook = false;
    gate("exit 1\n");
    assertThat(code(room.deploy("one").failure())).contains("gate.render-failed");
  }

  @Test
  void aLookThatIsCancelledEndsAsCancelled() throws Exception {
    room.goesWithoutLook = false;
    gate(": > '%s'; sleep 20\n".formatted(folder.resolve("looking")));
    Deployment running =
        room.approvals.approve(DeployRoom.approval(room.plan("one"), "request", 0));
    Awaitility.await().until(() -> Files.exists(folder.resolve("looking")));
    room.approvals.cancel(running.id());
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.CANCELLED);
    assertThat(code(ended.failure())).contains("deploy.cancelled");
  }
}
