package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.history.EffectView;
import dev.freehold.process.Executables;
import dev.freehold.render.Browsers;
import dev.freehold.render.ScriptedBrowser;
import dev.freehold.render.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PictureTest extends DeployTestBase {
  private void scripted(String script) throws IOException {
    var browser = ScriptedBrowser.write(folder, script);
    room.browser = () -> Optional.of(browser);
  }

  private Deployment watched(String text) {
    return room.carryOut(room.plan(text), 1);
  }

  private boolean shown(Deployment deployment) {
    return room.deployments.one(deployment.id()).screenshot();
  }

  private Optional<EffectView> missing(Deployment deployment) {
    return room.deployments.one(deployment.id()).effects().orElseThrow().stream()
        .filter(effect -> effect.kind().equals("picture.missing"))
        .findFirst();
  }

  private String text(Deployment deployment) {
    return new String(room.screenshots.of(deployment.id(), Window.DESKTOP), StandardCharsets.UTF_8);
  }

  private long blobsThatSay(String text) throws IOException {
    try (var files = Files.walk(room.home.blobs())) {
      long count = 0;
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        count += Files.readString(file, StandardCharsets.ISO_8859_1).equals(text) ? 1 : 0;
      }
      return count;
    }
  }

  @Test
  void aWatchedDeploymentHasPicturesOfItsPage() throws IOException {
    var browsers = new Browsers(new Executables(System.getenv()), folder);
    assertThat(browsers.find()).as("install Chromium to run this test").isPresent();
    room.browser = browsers::find;
    room.site
        .with("/", 200, "text/html", "<!doctype html><h1>Shop</h1><script>fetch('/ran')</script>")
        .with("/ran", 200, "text/plain", "yes");
    Deployment deployment = watched("one");
    assertThat(missing(deployment)).isEmpty();
    assertThat(shown(deployment)).isTrue();
    assertThat(size(room.screenshots.of(deployment.id(), Window.DESKTOP))).isEqualTo("640 x 400");
    assertThat(size(room.screenshots.of(deployment.id(), Window.PHONE))).isEqualTo("390 x 844");
    assertThat(room.site.asked()).contains("shop.localhost /ran");
  }

  private static String size(byte[] picture) throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(picture));
    return image.getWidth() + " x " + image.getHeight();
  }

  @Test
  void withoutAWatchThereIsNoPictureAndNothingToSay() throws Exception {
    scripted("echo picture > \"$picture\"\n");
    Deployment deployment = room.deploy("one");
    assertThat(shown(deployment)).isFalse();
    assertThat(missing(deployment)).isEmpty();
    refuses("deployment.no-screenshot", () -> room.screenshots.of(deployment.id(), Window.DESKTOP));
    refuses("deployment.unknown", () -> room.screenshots.of("nobody", Window.DESKTOP));
  }

  @Test
  void withoutABrowserTheDeploymentSucceedsAndSaysWhyThereIsNoPicture() {
    Deployment deployment = watched("one");
    assertThat(deployment.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(missing(deployment))
        .hasValueSatisfying(
            effect -> {
              assertThat(effect.summary()).contains("No Chrome");
              assertThat(effect.refs().path("reason").asText()).isEqualTo("no-browser");
            });
    assertThat(shown(deployment)).isFalse();
  }

  @Test
  void aBrowserThatFailsFailsNoDeployment() throws Exception {
    scripted("exit 3\n");
    Deployment deployment = watched("one");
    assertThat(deployment.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(missing(deployment)).isPresent();
  }

  @Test
  void aReleaseThatIsSwitchedBackGetsNoPicture() throws Exception {
    room.deploy("one");
    scripted("sleep 1000\n");
    Deployment running =
        room.approvals.approve(DeployRoom.approval(room.plan("two"), "request", 60));
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> steps(running).contains("watch running"));
    room.site.with("/", 503, "text/html", "broken");
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.SWITCHED_BACK);
    assertThat(shown(ended)).isFalse();
  }

  @Test
  void aWatchThatWasInterruptedTakesItsPictureAfterTheRestart() throws Exception {
    scripted("sleep 1000\n");
    Deployment running =
        room.approvals.approve(DeployRoom.approval(room.plan("one"), "request", 1));
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> steps(running).contains("watch running"));
    room.stop();
    assertThat(steps(running)).contains("watch running");
    scripted("echo later > \"$picture\"\n");
    room.start();
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(text(running)).isEqualTo("later\n");
  }

  @Test
  void aRollbackHasAPictureOfItsOwn() throws Exception {
    scripted("echo first > \"$picture\"\n");
    Deployment first = watched("one");
    room.deploy("two");
    scripted("echo back > \"$picture\"\n");
    Deployment back =
        room.carryOut(
            room.prepared(
                room.planning.rollback(room.app(), room.production(), Optional.of("v1"), "")),
            1);
    assertThat(text(first)).isEqualTo("first\n");
    assertThat(text(back)).isEqualTo("back\n");
  }

  @Test
  void pruningAReleaseDeletesItsPicturesAndNoOthers() throws Exception {
    scripted("echo old > \"$picture\"\n");
    Deployment old = watched("one");
    room.deploy("two");
    scripted("echo new > \"$picture\"\n");
    Deployment live = watched("three");
    assertThat(blobsThatSay("old\n")).isEqualTo(1);
    assertThat(room.pruning.prune(room.app(), 1).removed()).containsExactly("v1");
    assertThat(shown(old)).isFalse();
    refuses("deployment.no-screenshot", () -> room.screenshots.of(old.id(), Window.DESKTOP));
    assertThat(blobsThatSay("old\n")).isZero();
    assertThat(text(live)).isEqualTo("new\n");
  }
}
