package dev.freehold.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionalPeersTest {
  @TempDir Path folder;

  private List<String> into(String manifest) throws IOException {
    Files.writeString(folder.resolve("package.json"), manifest);
    return OptionalPeers.into(folder.resolve("package.json"));
  }

  @Test
  void theAppsOwnOptionalPeersBecomeItsPackages() throws IOException {
    assertThat(
            into(
                """
                {"dependencies":{"lucide-react":"0.487.0"},
                 "peerDependencies":{"react":"18.3.1","react-dom":"18.3.1","vue":"3"},
                 "peerDependenciesMeta":{"react":{"optional":true},"react-dom":{"optional":true}}}
                """))
        .containsExactly("react", "react-dom");
    assertThat(folder.resolve("package.json"))
        .content()
        .contains(
            "\"dependencies\":{\"lucide-react\":\"0.487.0\",\"react\":\"18.3.1\","
                + "\"react-dom\":\"18.3.1\"}");
  }

  @Test
  void whatIsThereAlreadyOrIsNoJsonStays() throws IOException {
    for (String manifest :
        List.of(
            "{\"dependencies\":{\"react\":\"19\"},\"peerDependencies\":{\"react\":\"18\"},"
                + "\"peerDependenciesMeta\":{\"react\":{\"optional\":true}}}",
            "{\"peerDependencies\":{\"react\":\"18\"}}",
            "{ not json",
            "[]")) {
      assertThat(into(manifest)).isEmpty();
      assertThat(folder.resolve("package.json")).hasContent(manifest);
    }
    assertThat(OptionalPeers.into(folder.resolve("none.json"))).isEmpty();
  }
}
