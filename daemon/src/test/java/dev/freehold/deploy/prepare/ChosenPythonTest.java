package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Serving;
import dev.freehold.release.Artifact;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChosenPythonTest {
  private static final List<Conclusion> DETECTED =
      List.of(
          new Conclusion("framework", "Flask", "requirements.txt names flask"),
          new Conclusion("Python", "one that fits >=3.11", "pyproject.toml asks for >=3.11"));

  @TempDir Path folder;

  private List<Conclusion> saidOf(String file) {
    try (var room = new ReleaseRoom(folder.resolve("home"))) {
      Artifact artifact =
          room.artifacts.assemble(
              new OutputTree().with(file, "x = 1"), Serving.files(Optional.empty()), List.of());
      return ChosenPython.saidIn(DETECTED, artifact);
    }
  }

  @Test
  void thePlanSaysTheVersionThatThePackagesWereMadeFor() {
    assertThat(saidOf("backend/.venv/lib/python3.12/site-packages/flask/app.py"))
        .containsExactly(
            DETECTED.getFirst(),
            new Conclusion("Python", "3.12", "pyproject.toml asks for >=3.11"));
  }

  @Test
  void whereThereIsNoPythonNothingIsSaidOfAnother() {
    assertThat(saidOf("index.html")).isEqualTo(DETECTED);
  }
}
