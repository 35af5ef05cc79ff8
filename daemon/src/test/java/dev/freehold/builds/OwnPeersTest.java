package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPeersTest {
  private static final String APP =
      """
      {"name": "app", "dependencies": {"lucide-react": "0.487.0"},
       "peerDependencies": {"react": "18.3.1", "react-dom": "18.3.1", "vue": "3"},
       "peerDependenciesMeta": {"react": {"optional": true}, "react-dom": {"optional": true}}}
      """;

  @Test
  void optionalPeersOfTheAppItselfAreInstalled() {
    assertThat(OwnPeers.leftOut(APP)).containsExactly("react", "react-dom");
    assertThat(OwnPeers.depended(APP).replaceAll("\\s", ""))
        .contains(
            "\"dependencies\":{\"lucide-react\":\"0.487.0\",\"react\":\"18.3.1\",\"react-dom\":\"18.3.1\"}");
    assertThat(
            OwnPeers.depended(
                "{\"peerDependencies\":{\"a\":\"1\"},\"peerDependenciesMeta\":{\"a\":{\"optional\":true}}}"))
        .contains("\"dependencies\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dependencies\":{\"a\":\"1\"},\"peerDependencies\":{\"a\":\"1\"},"
            + "\"peerDependenciesMeta\":{\"a\":{\"optional\":true}}}",
        "{\"peerDependencies\":{\"a\":\"1\"}}",
        "{\"peerDependenciesMeta\":{\"a\":{\"optional\":true}}}",
        "[]",
        "no manifest"
      })
  void whatIsInstalledAnywayStaysAsItIs(String manifest) {
    assertThat(OwnPeers.leftOut(manifest)).isEmpty();
  }
}
