package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  @ParameterizedTest
  @CsvSource({
    "root, apps/web",
    "root, .",
    "start, node server.js --port 1",
    "backend, https://my-app.base44.app",
    "asset-source, https://my-app.lovable.app",
    "asset-source, http://127.0.0.1:4001",
    "python, 3.12",
    "with, build-network",
    "with, 'placeholders,public-registry'",
    "without, 'own-minifier,root-address'"
  })
  void canBeSaid(String word, String value) {
    assertThatCode(() -> Overrides.check(word, value)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "root, ../other",
    "backend, http://my-app.base44.app",
    "asset-source, http://my-app.lovable.app",
    "asset-source, https://my-app.lovable.app/path",
    "asset-source, https://ada:secret@my-app.lovable.app",
    "node, newest",
    "start, ' node'",
    "with, build-networks",
    "with, 'build-network,telemetry'",
    "with, ''"
  })
  void canNotBeSaid(String word, String value) {
    assertThat(refused(word, value).code()).isEqualTo("app.override-invalid");
  }

  @Test
  void whoeverNamesAnUnknownAdaptationLearnsWhichThereAre() {
    assertThat(refused("with", "network").remedy())
        .contains("build-network", "no-builder-telemetry", "placeholders", "public-registry");
  }

  @Test
  void anUnknownWordIsRefused() {
    assertThat(refused("colour", "red").code()).isEqualTo("app.override-unknown");
  }

  @Test
  void whatIsOfferedIsWantedByItsId() {
    var overrides = new Overrides(Map.of("with", "placeholders,build-network"));
    assertThat(overrides.wants(Offer.BUILD_NETWORK)).isTrue();
    assertThat(overrides.wants(Offer.PUBLIC_REGISTRY)).isFalse();
  }

  private static UserError refused(String word, String value) {
    return catchThrowableOfType(UserError.class, () -> Overrides.check(word, value));
  }
}
