package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Next.js finds where it looks for the app's configuration, by the real Node. */
class NextStandaloneTest {
  /** Prints what is exported: its kind, and what becomes of it. */
  private static final String LOOK =
      """
      const { default: found } = await import('./next.config.mjs');
      const kind = typeof found === 'function' ? 'function' : 'object';
      const made = kind === 'function' ? found('the-phase', { defaultConfig: { a: 1 } }) : found;
      const promise = typeof made.then === 'function';
      const config = await made;
      console.log(JSON.stringify({
        kind, promise, webpack: typeof config.webpack, config,
      }));
      """;

  @TempDir Path folder;

  private JsonNode found(String name, String config, Optional<String> version) throws IOException {
    Files.writeString(folder.resolve("package.json"), "{\"name\": \"app\"}");
    Files.writeString(folder.resolve(name), config);
    Files.writeString(folder.resolve("look.mjs"), LOOK);
    NextStandalone.apply(folder, "/build/web", version);
    return Json.read(
        new ProcessRunner(System.getenv()).run(Command.of(folder, "node", "look.mjs")).stdout(),
        JsonNode.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "next.config.js; module.exports = { webpack: (c) => c, poweredByHeader: false }; object;"
            + " false",
        "next.config.mjs; export default { webpack: (c) => c, poweredByHeader: false }; object;"
            + " false",
        "next.config.mjs; export default Promise.resolve({ webpack: (c) => c, poweredByHeader:"
            + " false }); object; true",
        "next.config.mjs; export default (phase, { defaultConfig }) => ({ webpack: (c) => c,"
            + " poweredByHeader: phase !== 'the-phase' || !defaultConfig.a }); function; false",
        "next.config.js; module.exports = async () => ({ webpack: (c) => c, poweredByHeader: false"
            + " }); function; true"
      })
  void whatTheAppExportsKeepsItsKind(String name, String config, String kind, boolean promise)
      throws IOException {
    JsonNode found = found(name, config, Optional.of("16.0.7"));

    assertThat(found.path("kind").asText()).isEqualTo(kind);
    assertThat(found.path("promise").asBoolean()).isEqualTo(promise);
    assertThat(found.path("webpack").asText()).isEqualTo("function");
    assertThat(found.path("config"))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"poweredByHeader": false, "output": "standalone",
                     "outputFileTracingRoot": "/build/web"}
                    """));
  }

  @Test
  void theAppIsAtTheTopOfWhatItTakesAlong() throws IOException {
    assertThat(
            found(
                    "next.config.mjs",
                    "export default { experimental: { ppr: true }, outputFileTracingRoot: '/' }",
                    Optional.empty())
                .path("config")
                .path("outputFileTracingRoot")
                .asText())
        .isEqualTo("/build/web");
  }

  @Test
  void beforeFifteenThatWasAnExperiment() throws IOException {
    JsonNode config =
        found(
                "next.config.mjs",
                "export default { experimental: { ppr: true } }",
                Optional.of("14.2.35"))
            .path("config");
    assertThat(config.path("experimental"))
        .isEqualTo(
            Json.mapper().readTree("{\"ppr\": true, \"outputFileTracingRoot\": \"/build/web\"}"));
    assertThat(config.has("outputFileTracingRoot")).isFalse();
  }

  @Test
  void anAppWithoutAConfigurationGetsOne() throws IOException {
    NextStandalone.apply(folder, "/build", Optional.of("15.5.0"));
    assertThat(folder.resolve("next.config.mjs")).content().contains("output: 'standalone'");
  }

  @Test
  void rulesForTypesAreNotOfOurs() throws IOException {
    Files.writeString(folder.resolve("next.config.ts"), "export default {}");
    NextStandalone.apply(folder, "/build", Optional.of("16.0.7"));
    assertThat(folder.resolve("next.config.ts"))
        .content()
        .startsWith("// @ts-nocheck\n")
        .contains("import own from './freehold.next.config'");
  }
}
