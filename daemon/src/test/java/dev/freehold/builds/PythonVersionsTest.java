package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonVersionsTest {
  @TempDir Path packages;

  private List<String> notes(String requirements, String... installed) throws IOException {
    for (String name : installed) {
      Files.createDirectories(packages.resolve(name + ".dist-info"));
    }
    return PythonVersions.notes(requirements, "requirements.txt", packages);
  }

  @Test
  void whatIsLeftOpenIsToldWithWhatWasTaken() throws IOException {
    assertThat(
            notes(
                "fastapi==0.116.1\nPython_Dotenv\nuvicorn[standard]>=0.30 # fast\n-r more.txt\n",
                "fastapi-0.116.1",
                "python_dotenv-1.1.0",
                "uvicorn-0.35.0"))
        .singleElement()
        .asString()
        .contains("Python_Dotenv (1.1.0), uvicorn (0.35.0).")
        .doesNotContain("fastapi");
  }

  @Test
  void aPrefixLeavesTheVersionOpenToo() throws IOException {
    assertThat(
            notes(
                "flask==3.*\nclick ==8.1.* ; python_version > '3'\n", "flask-3.1.0", "click-8.1.3"))
        .singleElement()
        .asString()
        .contains("flask (3.1.0), click (8.1.3).");
    assertThat(notes("flask (==3.1.0)\nclick>=8,==8.1.3,<9\n", "flask-3.1.0", "click-8.1.3"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "passlib-1.7.4, bcrypt-5.0.0, bcrypt==4.3.0",
    "openai-1.40.0, httpx-0.28.1, httpx==0.27.2",
    "openai-1.55.2, httpx-1.0, httpx==0.27.2",
    "motor-3.5.1, pymongo-4.10.1, pymongo==4.8.0",
    "Flask-2.2.2, werkzeug-3.0.1, werkzeug==2.3.8"
  })
  void aKnownPairThatDoesNotWorkIsNamedWithWhatToWrite(String one, String two, String instead)
      throws IOException {
    assertThat(notes("x==1.0\n", one, two))
        .singleElement()
        .asString()
        .startsWith(
            one.toLowerCase(Locale.ROOT).replace("-", " ")
                + " fails with "
                + two.replace("-", " ")
                + " ")
        .endsWith(": write " + instead + " into requirements.txt.");
  }

  @ParameterizedTest
  @CsvSource({
    "passlib-1.7.4, bcrypt-4.3.0",
    "passlib-1.8.0, bcrypt-5.0.0",
    "openai-0.28.1, httpx-0.28.1",
    "openai-1.55.3, httpx-0.28.1",
    "openai-1.40.0, httpx-0.27.2",
    "motor-3.6.0, pymongo-4.10.1",
    "motor-3.5.1, pymongo-4.8.0",
    "motor-3.5.1, bcrypt-5.0.0",
    "flask-2.2.5, werkzeug-3.0.1",
    "flask-2.2.2, werkzeug-2.3.8"
  })
  void pairsThatWorkAreNot(String one, String two) throws IOException {
    assertThat(notes("x==1.0\n", one, two)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "api/requirements.txt, write bcrypt==4.3.0 into api/requirements.txt",
    "pyproject.toml, write bcrypt==4.3.0 into pyproject.toml",
    "uv.lock, 'pin bcrypt==4.3.0 in pyproject.toml and lock again, so that uv.lock has it'",
    "api/pdm.lock,"
        + " 'pin bcrypt==4.3.0 in api/pyproject.toml and lock again, so that api/pdm.lock has it'",
    "api/Pipfile.lock,"
        + " 'pin bcrypt==4.3.0 in api/Pipfile and lock again, so that api/Pipfile.lock has it'"
  })
  void aLockFileIsNotWrittenByHand(String file, String remedy) {
    assertThat(MisfitPackages.notes(Map.of("passlib", "1.7.4", "bcrypt", "5.0.0"), file))
        .singleElement()
        .asString()
        .endsWith(": " + remedy + ".");
  }

  @Test
  void versionsThatAreSaidAreNoNews() throws IOException {
    assertThat(notes("passlib==1.7.4\nbcrypt==4.3.0\n", "passlib-1.7.4", "bcrypt-4.3.0")).isEmpty();
  }
}
