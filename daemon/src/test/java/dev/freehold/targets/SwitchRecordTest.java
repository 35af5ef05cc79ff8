package dev.freehold.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.app.Domain;
import dev.freehold.base.Json;
import dev.freehold.release.ReleaseRoom;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchRecordTest {
  @TempDir Path folder;

  private SwitchRecord record(ReleaseRoom room, String url, Optional<Domain> domain) {
    return SwitchRecord.of(
        new Activations(room).page("one"),
        1,
        "run",
        room.clock.instant(),
        "ann@laptop",
        URI.create(url),
        domain);
  }

  /** Another machine must not take a provider's own name for one of the owner's. */
  @Test
  void onlyNamesOfTheOwnerAreTakenOver() {
    try (var room = new ReleaseRoom(folder)) {
      SwitchRecord own = record(room, "https://guestbook.host.example/", Optional.empty());
      assertThat(own.names()).isEmpty();
      assertThat(Json.read(Json.write(own), SwitchRecord.class)).isEqualTo(own);
    }
  }

  @Test
  void aRecordOfBeforeHadOnlyItsAddress() {
    var domain = new Domain("app.example.org", true);
    try (var room = new ReleaseRoom(folder)) {
      SwitchRecord now = record(room, "https://app.example.org/", Optional.of(domain));
      assertThat(now.names()).containsExactly("app.example.org", "www.app.example.org");
      var before = (ObjectNode) Json.tree(now);
      before.remove("names");
      assertThat(Json.read(before.toString(), SwitchRecord.class)).isEqualTo(now);
      before.put("url", "http://127.0.0.1/");
      assertThat(Json.read(before.toString(), SwitchRecord.class).names()).isEmpty();
    }
  }
}
