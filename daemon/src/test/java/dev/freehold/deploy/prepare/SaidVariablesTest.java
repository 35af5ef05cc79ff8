package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.app.Variable.Source;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaidVariablesTest {
  private static final Settings SETTINGS =
      new Settings(
          "s",
          "e",
          1,
          List.of(
              new Variable("API_KEY", "k", Source.USER),
              new Variable("HOST", "0.0.0.0", Source.EXPORT),
              new Variable("PORT", "3000", Source.USER)));

  @Test
  void theOwnersValueOfWhatFreeholdSaysIsNamed() {
    var web =
        new Service(
            "web", "/", List.of("node", "server.js"), "", Map.of(), "/", List.of(), NodeRange.ANY);
    assertThat(
            SaidVariables.inVain(
                SETTINGS, new Serving("public", Optional.empty(), List.of(web), List.of())))
        .containsExactly("Freehold says PORT to the app's server: your value is not used.");
  }

  @Test
  void aPageReadsNone() {
    assertThat(SaidVariables.inVain(SETTINGS, Serving.files(Optional.empty()))).isEmpty();
  }
}
