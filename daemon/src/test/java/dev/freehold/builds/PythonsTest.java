package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.MachineError;
import dev.freehold.detect.python.PythonRange;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Python of a machine is taken, where programs say what they are. */
class PythonsTest {
  @TempDir Path folder;
  private Pythons pythons;

  @BeforeEach
  void aMachineWithThreeOfThem() throws IOException {
    // all that the usual folders may have as well, so that the machine of the test is no matter
    for (String none : new String[] {"3.8", "3.9", "3.10", "3.12", "3.14"}) {
      program("python" + none, "exit 1");
    }
    has("python3", "3.11.2", true);
    has("python3.11", "3.11.2", true);
    has("python3.13", "3.13.5", true);
    has("python3.9", "3.9.2", false);
    var environment = Map.of("PATH", folder.toString());
    pythons = new Pythons(new ProcessRunner(environment), environment);
  }

  private void has(String name, String release, boolean pip) throws IOException {
    program(
        name,
        "printf '%s\\n' "
            + folder.resolve(name)
            + " /usr "
            + release.replaceFirst("\\.\\d+$", "")
            + " "
            + release
            + " linux-x86_64 "
            + (pip ? "True" : "False"));
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', python3, 3.11",
    "'>=3.11', '', python3, 3.11",
    "'>=3.11.4', '', python3.13, 3.13",
    "'>=3.12', '', python3.13, 3.13",
    "'>=3.9', 3.13, python3.13, 3.13",
    "'>=3.9', 3.12, python3, 3.11",
    "'==3.13', '', python3.13, 3.13",
    "'', 3.9, python3, 3.11",
    "'<3.10', '', python3.9, 3.9"
  })
  void theOneThatFitsIsTaken(String range, String wished, String program, String version) {
    var python = pythons.find(new PythonRange(range, wished));
    assertThat(python.program()).isEqualTo(folder.resolve(program));
    assertThat(python.version()).isEqualTo(version);
  }

  @Test
  void whereNoneFitsItIsSaidWhatThereIsAndWhatToDo() {
    MachineError none = missing("==3.12");
    assertThat(none.code()).isEqualTo("build.python-missing");
    assertThat(none)
        .hasMessage(
            "The app asks for Python ==3.12, and this machine has only 3.11.2, 3.13.5, 3.9.2.");
    assertThat(none.remedy())
        .startsWith("Install Python 3.12 with pip")
        .endsWith("freehold app set python=3.11");
  }

  @Test
  void aVersionThatThereIsNotIsTheAppsToChange() {
    MachineError none = missing(">=2.7,<3");
    assertThat(none).hasMessageContaining("asks for Python >=2.7,<3");
    assertThat(none.remedy()).startsWith("Have the app ask for a version that there is");
  }

  private MachineError missing(String range) {
    return catchThrowableOfType(MachineError.class, () -> pythons.find(new PythonRange(range, "")));
  }
}
