package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.OutputListener;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.RunningProcess;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildScriptTest {
  private static final String LINE = "getaddrinfo EAI_AGAIN fonts.googleapis.com";

  @TempDir Path temporary;

  /** A script that prints one line and fails. */
  private record Failing(String line) implements Sandbox {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public Optional<FreeholdException> problem() {
      return Optional.empty();
    }

    @Override
    public String seen(Confinement confinement, Path host) {
      return host.toString();
    }

    @Override
    public ProcessResult run(
        Confinement confinement,
        Command command,
        OutputListener listener,
        BooleanSupplier cancelled) {
      listener.line(OutputListener.Stream.ERR, line);
      return new ProcessResult(1, "", List.of(line));
    }

    @Override
    public RunningProcess start(Confinement confinement, Command command, OutputListener listener) {
      throw new AssertionError("a build is waited for");
    }
  }

  private UserError failing(boolean hasNetwork) {
    return failing(hasNetwork, LINE);
  }

  private UserError failing(boolean hasNetwork, String line) {
    var script =
        new BuildScript(
            "vite build", Duration.ofMinutes(1), false, hasNetwork, List.of(), Optional.empty());
    return catchThrowableOfType(
        UserError.class,
        () ->
            script.run(
                new Failing(line),
                Confinement.to(temporary),
                temporary,
                List.of(),
                Map.of(),
                BuildListener.NONE));
  }

  @Test
  void theNetworkIsAdvisedOnlyWhereTheBuildDoesNotHaveItYet() {
    UserError without = failing(false);
    assertThat(without.code()).isEqualTo("build.needs-network");
    assertThat(without.remedy()).contains("freehold app set with=build-network");

    UserError with = failing(true);
    assertThat(with.code()).isEqualTo("build.failed");
    assertThat(with.getMessage()).contains(LINE);
    assertThat(with.remedy()).doesNotContain("build-network");
  }

  @Test
  void aPictureOfFigmaThatWasNotExportedIsNamedWithTheLineThatWantsIt() throws IOException {
    Path source = Files.createDirectories(temporary.resolve("src"));
    Files.writeString(
        source.resolve("App.tsx"),
        "//\nimport logo from 'figma:asset/01.png';\nimport bed from 'figma:asset/fe.png';\n");
    Files.writeString(
        temporary.resolve("vite.config.ts"), "'figma:asset/01.png': 'figma:asset/fe.png'");

    UserError error =
        failing(
            false,
            "[vite]: Rollup failed to resolve import \"figma:asset/fe.png\" from"
                + " \"/app/src/App.tsx\".");

    assertThat(error.code()).isEqualTo("build.failed");
    assertThat(error.getMessage())
        .startsWith(
            "src/App.tsx:3 wants a picture of Figma that is not in the export (fe.png).\n[vite]:");
    assertThat(error.remedy()).contains("src/assets");
  }
}
