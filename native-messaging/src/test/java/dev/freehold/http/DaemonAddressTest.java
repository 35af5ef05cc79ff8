package dev.freehold.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DaemonAddressTest {
  @Test
  void theHomeIsWhereTheUserSays() {
    assertThat(DaemonAddress.home(Map.of("FREEHOLD_HOME", "/srv/../srv/fh")))
        .isEqualTo(Path.of("/srv/fh"));
    Path usual = Path.of(System.getProperty("user.home"), ".freehold");
    assertThat(DaemonAddress.home(Map.of())).isEqualTo(usual);
    assertThat(DaemonAddress.home(Map.of("FREEHOLD_HOME", " "))).isEqualTo(usual);
  }

  @Test
  void theSocketIsInTheHomeIfItsPathIsShortEnough() {
    assertThat(DaemonAddress.socket(Path.of("/srv/fh")))
        .isEqualTo(Path.of("/srv/fh/run/daemon.sock"));
    Path longest = Path.of("/" + "x".repeat(100 - "//run/daemon.sock".length()));
    assertThat(DaemonAddress.socket(longest)).startsWithRaw(longest);
    Path longer = Path.of(longest + "x");
    assertThat(DaemonAddress.socket(longer).toString())
        .matches("/tmp/freehold-[0-9a-f]{16}/daemon\\.sock");
    assertThat(DaemonAddress.socket(Path.of("/" + "é".repeat(60))))
        .as("bytes count, not letters")
        .startsWithRaw(Path.of("/tmp"));
  }
}
