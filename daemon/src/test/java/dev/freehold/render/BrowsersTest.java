package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.process.Executables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowsersTest {
  @TempDir Path folder;

  private Path program(String path) throws IOException {
    Path program = folder.resolve(path);
    Files.createDirectories(program.getParent());
    Files.createFile(program);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private Browsers browsers() {
    var executables = new Executables(Map.of("PATH", folder.resolve("bin").toString()));
    return new Browsers(executables, List.of(folder.resolve("Applications")));
  }

  @Test
  void chromeComesFirst() throws Exception {
    program("bin/brave-browser");
    Path chrome = program("bin/google-chrome");
    program("bin/chromium");
    assertThat(browsers().find()).contains(new Browser("Google Chrome", chrome));
  }

  @Test
  void everyKindIsFoundOnThePath() throws Exception {
    for (String name : List.of("google-chrome-stable", "chromium-browser", "microsoft-edge")) {
      assertThat(browsers().all()).contains(kind(name, program("bin/" + name)));
    }
    assertThat(browsers().all()).contains(kind("brave", program("bin/brave")));
  }

  private static Browser kind(String name, Path program) {
    return new Browser(
        switch (name) {
          case "google-chrome-stable" -> "Google Chrome";
          case "chromium-browser" -> "Chromium";
          case "microsoft-edge" -> "Microsoft Edge";
          default -> "Brave";
        },
        program);
  }

  @Test
  void applicationsOfMacOsAreFound() throws Exception {
    Path edge = program("Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge");
    Path brave = program("Applications/Brave Browser.app/Contents/MacOS/Brave Browser");
    assertThat(browsers().all())
        .contains(new Browser("Microsoft Edge", edge), new Browser("Brave", brave));
  }

  @Test
  void whatCannotBeRunIsNoBrowser() throws Exception {
    Path chrome = program("bin/google-chrome");
    Files.setPosixFilePermissions(chrome, PosixFilePermissions.fromString("rw-------"));
    assertThat(browsers().all()).noneMatch(browser -> browser.program().equals(chrome));
  }
}
