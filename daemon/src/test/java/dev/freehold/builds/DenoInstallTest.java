package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.FreeholdException;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.file.FileTree;
import dev.freehold.file.Home;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Deno, and a registry of npm packages beside it. */
class DenoInstallTest {
  /** One for all: Deno is brought into it once. */
  @TempDir static Path temporary;

  private BuildBench bench;

  @BeforeEach
  void newBench() {
    bench = new BuildBench(temporary);
  }

  private Dependencies obtain(Map<String, String> files, NpmSettings settings) {
    FileTree tree = bench.tree(files);
    var server =
        new Deno("", "main.ts", List.of(), Optional.of("deno.lock").filter(files::containsKey));
    var install = new DenoInstall(tree, server, bench.denos(), settings);
    return bench.cache().obtain(install, bench.sandboxes().choose(false), bench.listener);
  }

  private NpmSettings settings() {
    return bench.toolchains().find().settings();
  }

  private static NpmSettings from(TinyRegistry registry) {
    return new NpmSettings(
        Map.of("npm_config_registry", registry.address()),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  @Test
  void packagesComeFromTheRegistryThatNpmHasAndLieWhereAnyDenoLooks() throws IOException {
    try (var registry = new TinyRegistry()) {
      registry.release("tiny", "1.2.0", "2020-01-01T00:00:00.000Z", "{}");
      var files =
          Map.of(
              "main.ts",
              "import 'tiny/package.json' with { type: 'json' };",
              "deno.json",
              "{\"imports\": {\"tiny\": \"npm:tiny@^1\", \"tiny/\": \"npm:/tiny@^1/\"}}");
      try (Dependencies modules = obtain(files, from(registry))) {
        assertThat(Files.readString(modules.folder().resolve("deno.lock"))).contains("tiny@1.2.0");
        Path packages = modules.folder().resolve("npm/registry.npmjs.org");
        assertThat(packages.resolve("tiny/1.2.0/package.json")).isRegularFile();
        assertThat(packages.resolve("tiny/registry.json")).doesNotExist();
        try (var all = Files.list(modules.folder())) {
          assertThat(all.map(file -> file.getFileName().toString()))
              .containsExactlyInAnyOrder("deno.lock", "npm");
        }
      }
    }
    assertThat(bench.home.work()).isEmptyDirectory();
  }

  @Test
  void aServerWithoutImportsNeedsNothing() {
    try (Dependencies modules =
        obtain(Map.of("main.ts", "Deno.serve(() => new Response());"), settings())) {
      assertThat(modules.folder()).isEmptyDirectory();
    }
  }

  @Test
  void whatStandsInFrontOfDenoIsNotNeededInTheSandbox() throws IOException {
    Path brought = bench.denos().find(bench.listener).program();
    Path shims = Files.createDirectories(temporary.resolve("shims"));
    Path shim =
        Files.writeString(shims.resolve("deno"), "#!/bin/sh\nexec " + brought + " \"$@\"\n");
    assertThat(shim.toFile().setExecutable(true)).isTrue();
    var environment = new HashMap<>(System.getenv());
    environment.merge("PATH", shims.toString(), (path, first) -> first + ":" + path);
    var denos =
        new Denos(
            new ProcessRunner(environment),
            environment,
            bench.toolchains(),
            new Tools(new Home(temporary.resolve("empty")), bench.sandboxes()));
    FileTree tree = bench.tree(Map.of("main.ts", "Deno.serve(() => new Response());"));
    var install =
        new DenoInstall(
            tree, new Deno("", "main.ts", List.of(), Optional.empty()), denos, settings());
    try (Dependencies modules =
        bench.cache().obtain(install, bench.sandboxes().choose(false), bench.listener)) {
      assertThat(modules.folder()).isEmptyDirectory();
    }
    assertThat(denos.forServer().program()).isEqualTo(brought);
  }

  @Test
  void aLockFileThatDoesNotFitIsSaid() throws IOException {
    try (var registry = new TinyRegistry()) {
      registry.release("tiny", "1.2.0", "2020-01-01T00:00:00.000Z", "{}");
      var files =
          Map.of(
              "main.ts", "import 'npm:tiny@1/package.json' with { type: 'json' };",
              "deno.lock", "{\"version\": \"5\"}");
      var refused =
          catchThrowableOfType(FreeholdException.class, () -> obtain(files, from(registry)));
      assertThat(refused.code()).isEqualTo("build.install-failed");
      assertThat(refused.remedy()).startsWith("Run deno install so that deno.lock fits");
    }
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    var missing =
        catchThrowableOfType(
            FreeholdException.class,
            () -> obtain(Map.of("main.ts", "import './gone.ts';"), settings()));
    assertThat(missing.code()).isEqualTo("build.install-failed");
    assertThat(missing.getMessage()).contains("Module not found", "gone.ts");
    String address;
    try (var registry = new TinyRegistry()) {
      address = registry.address();
    }
    var closed =
        new NpmSettings(
            Map.of("npm_config_registry", address),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    var unreachable =
        catchThrowableOfType(
            FreeholdException.class,
            () -> obtain(Map.of("main.ts", "import 'npm:tiny@1';"), closed));
    assertThat(unreachable.code()).isEqualTo("build.registry-unreachable");
  }
}
