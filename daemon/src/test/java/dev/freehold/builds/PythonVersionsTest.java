package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void aKnownPairThatDoesNotWorkIsNamedWithWhatToWrite() throws IOException {
    assertThat(notes("passlib[bcrypt]==1.7.4\n", "passlib-1.7.4", "bcrypt-5.0.0"))
        .singleElement()
        .asString()
        .contains("bcrypt==4.3.0");
  }

  @Test
  void versionsThatAreSaidAreNoNews() throws IOException {
    assertThat(notes("passlib==1.7.4\nbcrypt==4.3.0\n", "passlib-1.7.4", "bcrypt-4.3.0")).isEmpty();
  }
}
