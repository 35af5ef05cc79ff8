package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite against itself: each bug that it is there to catch is put in on purpose and must turn
 * it red.
 */
@Tag("soak")
class SeededBugIT {
  private static CrashScene scene;
  @TempDir Path classes;

  @BeforeAll
  static void deployTheFirstVersion() throws Exception {
    scene = CrashScene.withFirstVersionOf(KilledApp.PAGE);
  }

  @AfterAll
  static void cleanUp() throws Exception {
    scene.close();
  }

  @Test
  void leavingOutTheIntentIsNoticed() throws Exception {
    Path bug =
        SeededBug.in("dev/freehold/deploy/engine/Engine.java")
            .replacing("StepRecord begun = steps.begin(sql, step);", "StepRecord begun = step;")
            .compiledInto(classes);
    assertThatThrownBy(() -> scene.killAt("step.acted:activate", bug))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("beginnings of");
  }

  @Test
  void aProbeThatAlwaysSaysDidNotHappenIsNoticed() throws Exception {
    Path bug =
        SeededBug.in("dev/freehold/deploy/carryout/Activate.java")
            .replacing("return work.target().probe(record);", "return new Probe.DidNotHappen();")
            .compiledInto(classes);
    assertThatThrownBy(() -> scene.killAt("local.pointer-switched", bug))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("beginnings of");
  }

  @Test
  void aStagingThatIsTakenForDoneBeforeItsServersAnswerIsNoticed() throws Exception {
    Path bug =
        SeededBug.in("dev/freehold/targets/local/LocalTarget.java")
            .replacing(" && answers(staged.release(), step)", "")
            .compiledInto(classes);
    try (var withServer = CrashScene.withFirstVersionOf(new KilledApp.WithServer())) {
      assertThatThrownBy(() -> withServer.killAt("local.staged", bug))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("beginnings of stage");
    }
  }

  @Test
  void leavingOutAnFsyncIsNoticed() throws Exception {
    Path bug =
        SeededBug.in("dev/freehold/file/DurableFiles.java")
            .replacing(
                "channel.force(true);\n    }\n    return temporary;", "}\n    return temporary;")
            .compiledInto(classes);
    assertThatThrownBy(() -> SyncOrder.check(bug))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("renamed without fsync")
        .hasMessageContaining("pointer.json");
  }
}
