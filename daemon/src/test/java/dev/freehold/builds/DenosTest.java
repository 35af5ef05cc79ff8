package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Deno of a machine is taken, where programs say what they are. */
class DenosTest {
  @TempDir Path temporary;
  private Path folder;
  private BuildBench bench;
  private final Map<String, String> environment = new HashMap<>(System.getenv());

  @BeforeEach
  void aMachineToWhichOneWasBrought() throws IOException {
    folder = temporary.toRealPath();
    bench = new BuildBench(folder);
    for (String name :
        new String[] {"linux-x64-glibc", "linux-arm64-glibc", "darwin-x64", "darwin-arm64"}) {
      Path brought = tools().resolve("@deno").resolve(name).resolve("2");
      Files.createFile(Files.createDirectories(brought).resolve("deno"));
    }
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("VERSIONS", folder.resolve("versions").toString());
  }

  private Path tools() {
    return bench.home.cache().resolve("tools");
  }

  private Denos denos() {
    return new Denos(
        new ProcessRunner(environment),
        environment,
        bench.toolchains(),
        new Tools(bench.home, bench.sandboxes()));
  }

  private Path program(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private Path deno(String path, String version) throws IOException {
    return program(
        path,
        """
        #!/bin/sh
        case $1 in
          --version) echo 'deno VERSION (stable, release, x86_64-unknown-linux-gnu)' ;;
          eval) test "$2" = 'console.log(Deno.execPath())' && realpath "$0" ;;
        esac
        """
            .replace("VERSION", version));
  }

  private void assertIsBrought() {
    assertThat(denos().forServer().program()).startsWith(tools()).hasFileName("deno");
    assertThat(denos().identity()).startsWith("deno 2 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/sh\nexec \"$VERSIONS/deno\" \"$@\"\n",
        "#!/usr/bin/env node\nrequire('child_process').spawnSync(process.env.VERSIONS + '/deno',"
            + " process.argv.slice(2), { stdio: 'inherit' });\n"
      })
  void whatStandsInFrontOfItIsAskedForDenoItself(String shim) throws IOException {
    Path real = deno("versions/deno", "2.9.6");
    program("bin/deno", shim);
    Denos.Deno found = denos().forServer();
    assertThat(found.program()).isEqualTo(real);
    assertThat(found.folders()).containsExactly(real);
    assertThat(denos().identity()).startsWith("deno 2.9.6 ");
  }

  @Test
  void homebrewsIsLinkedAgainstItsOtherPackages() throws IOException {
    Path real = deno("Cellar/deno/2.9.6/bin/deno", "2.9.6");
    Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("bin/deno"), real);
    Denos.Deno found = denos().forServer();
    assertThat(found.program()).isEqualTo(real);
    assertThat(found.folders()).containsExactly(folder);
  }

  @Test
  void anOldOneIsNotTaken() throws IOException {
    deno("bin/deno", "2.8.3");
    assertIsBrought();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#!/bin/sh\ntest $1 = --version && echo 'deno 2.9.6 (stable)'\n",
        "#!/bin/sh\ntest $1 = eval && echo /gone/deno || echo 'deno 2.9.6 (stable)'\n",
        "#!/bin/sh\ntest $1 = eval && echo deno || echo 'deno 2.9.6 (stable)'\n",
        "#!/gone/interpreter\n",
        "#!/bin/sh\n"
            + "test $1 = eval && realpath \"$0\" || test -n \"$VERSIONS\" && echo 'deno 2.9.6'\n"
      })
  void oneThatDoesNotSayWhereItIsOrDoesNotRunAloneIsNotTaken(String program) throws IOException {
    program("bin/deno", program);
    assertIsBrought();
  }
}
