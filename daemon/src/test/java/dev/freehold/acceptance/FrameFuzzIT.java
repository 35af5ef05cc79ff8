package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.acceptance.MutatedFrames.Mutated;
import dev.freehold.base.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Mutated frames against the real host and the real daemon: no crash, no hang, a clear error for
 * each, and the next good frame works. {@code -Dfreehold.seed=} runs one series again.
 */
class FrameFuzzIT {
  private Launcher freehold;
  private HostProcess host;
  private long daemon;

  @BeforeEach
  void start() throws Exception {
    freehold = Launcher.withNewHome();
    host = HostProcess.greeted(freehold);
    daemon = host.get("first", "/v1/status").at("/body/pid").asLong();
  }

  @AfterEach
  void stop() throws Exception {
    host.close();
    freehold.close();
  }

  @Test
  void aThousandMutatedFrames() throws Exception {
    survives(1_000);
  }

  @Test
  @Tag("soak")
  void tenThousandMutatedFrames() throws Exception {
    survives(10_000);
  }

  private void survives(int count) throws Exception {
    long seed = Long.getLong("freehold.seed", new Random().nextLong());
    System.out.println(count + " mutated frames: -Dfreehold.seed=" + seed);
    var frames = new MutatedFrames(seed);
    for (int i = 0; i < count; i++) {
      Mutated frame = frames.next();
      try {
        if (frame.destroysFraming()) {
          endsTheHost(frame);
        } else {
          isAnswered(frame, "good-" + i);
        }
      } catch (AssertionError e) {
        throw new AssertionError("seed %d, frame %d, %s".formatted(seed, i, shown(frame)), e);
      }
    }
    assertThat(host.get("last", "/v1/status").at("/body/pid").asLong())
        .as("the daemon is still the same")
        .isEqualTo(daemon);
  }

  private void endsTheHost(Mutated frame) throws Exception {
    host.frame(frame.length(), frame.bytes());
    assertThat(host.end()).isEqualTo(1);
    List<JsonNode> said = host.saidMore();
    said.forEach(FrameFuzzIT::isClear);
    assertThat(said.getLast().at("/error/code").asText())
        .isIn("host.frame-length", "host.frame-truncated");
    host = HostProcess.greeted(freehold);
  }

  /** A request may be answered after the good one; everything else is answered in turn. */
  private void isAnswered(Mutated frame, String good) throws Exception {
    host.frame(frame.bytes());
    if (maySubscribe(frame)) {
      host.send("{'id':'m','unsubscribe':true}");
    }
    host.send("{'id':'" + good + "','method':'GET','path':'/v1/status'}");
    boolean goesOn = false;
    boolean answered = false;
    while (!goesOn || !answered) {
      JsonNode said = host.next();
      if (said.path("id").asText().equals(good)) {
        assertThat(said.at("/body/pid").asLong()).as("%s", said).isEqualTo(daemon);
        goesOn = true;
      } else {
        isClear(said);
        answered |= !said.has("event");
      }
    }
  }

  private static boolean maySubscribe(Mutated frame) {
    try {
      return Json.mapper().readTree(frame.bytes()).has("subscribe");
    } catch (IOException e) {
      return false;
    }
  }

  /** An answer, or an error that says what happened and what to do. */
  private static void isClear(JsonNode said) {
    if (said.has("error")) {
      assertThat(said.at("/error/code").asText())
          .matches("[a-z]+\\.[a-z0-9-]+")
          .isNotEqualTo("host.bug");
      assertThat(said.at("/error/message").asText()).isNotBlank();
      assertThat(said.at("/error/remedy").asText()).isNotBlank();
    } else if (said.has("status")) {
      assertThat(said.path("status").asInt()).as("%s", said).isBetween(200, 499);
      if (said.path("status").asInt() >= 400) {
        assertThat(said.at("/body/code").asText()).as("%s", said).matches("[a-z]+\\.[a-z0-9-]+");
        assertThat(said.at("/body/remedy").asText()).as("%s", said).isNotBlank();
      }
    } else {
      assertThat(said.has("hello") || said.has("ended") || said.has("event"))
          .as("%s", said)
          .isTrue();
    }
  }

  private static String shown(Mutated frame) {
    String text = new String(frame.bytes(), StandardCharsets.UTF_8);
    return "%s, length %d: %s"
        .formatted(frame.how(), frame.length(), text.substring(0, Math.min(400, text.length())));
  }
}
