package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches back and forth while wrk asks as fast as it can: it counts what fails. */
@Tag("soak")
class SwitchesUnderWrkIT {
  private static final int SWITCHES = 200;
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");

  @TempDir Path folder;

  @Test
  void noRequestFailsWhileAnAppOfFilesIsSwitched() throws Exception {
    try (var scene = ServerScene.start();
        var room = new ReleaseRoom(folder.resolve("home"))) {
      var activations = new Activations(room);
      switchBackAndForth(
          scene, scene.target(room.blobs), room, activations.page("one"), activations.page("two"));
    }
  }

  @Test
  void noRequestFailsWhileAServerIsSwitched() throws Exception {
    try (var scene = ServerScene.start();
        var room = new ReleaseRoom(folder.resolve("home"))) {
      var activations = new Activations(room);
      switchBackAndForth(
          scene,
          scene.target(room.blobs),
          room,
          ServerApp.of(activations, "one", ServerApp.INSTALLED, Map.of()),
          ServerApp.of(activations, "two", ServerApp.INSTALLED, Map.of()));
    }
  }

  private static void switchBackAndForth(
      ServerScene scene, Target target, ReleaseRoom room, Activation one, Activation two)
      throws Exception {
    List<Activation> releases = List.of(one, two);
    for (Activation release : releases) {
      var delta = target.prepare(release, target.observe());
      String run = "deployment of " + release.release().name();
      target.provision(release, delta, RunningStep.of(run, "provision"));
      target.upload(release, delta, room.blobs, RunningStep.of(run, "upload"));
      target.stage(release, RunningStep.of(run, "stage"));
      long generation = target.observe().pointer().generation();
      target.activate(release, generation, RunningStep.of(run, "activate"));
    }
    Process wrk =
        new ProcessBuilder(
                "wrk", "-t1", "-c8", "-d300s", "http://127.0.0.1:" + scene.machine.http + "/")
            .redirectErrorStream(true)
            .start();
    for (int i = 0; i < SWITCHES; i++) {
      target.activate(releases.get(i % 2), 2 + i, RunningStep.of("switch-" + i, "activate"));
    }
    // it counts what it did until it is interrupted
    new ProcessBuilder("kill", "-INT", Long.toString(wrk.pid())).start().waitFor();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).doesNotContain("Non-2xx", "Socket errors");
    Matcher requests = REQUESTS.matcher(said);
    assertThat(requests.find()).as(said).isTrue();
    assertThat(Integer.parseInt(requests.group(1))).isGreaterThan(10 * SWITCHES);
    assertThat(target.observe().pointer().generation()).isEqualTo(2 + SWITCHES);
  }
}
