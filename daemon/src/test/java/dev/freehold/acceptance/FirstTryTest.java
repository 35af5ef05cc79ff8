package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.acceptance.FirstTry.End;
import dev.freehold.acceptance.FirstTry.Said;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstTryTest {
  private static final Said LIVE = deploy("/a", 0);
  private static final Said REFUSED = deploy("/a", 2);

  private static Said deploy(String folder, int exit) {
    return new Said(List.of("deploy", folder, "--yes"), exit);
  }

  private static Map<String, End> ends(Said... commands) {
    return FirstTry.ends(List.of(commands), false);
  }

  @Test
  void theFirstDeploymentDecides() {
    assertThat(ends(LIVE)).containsExactly(Map.entry("/a", End.LIVE_AT_ONCE));
    assertThat(ends(LIVE, REFUSED)).containsExactly(Map.entry("/a", End.LIVE_AT_ONCE));
    assertThat(ends(REFUSED)).containsExactly(Map.entry("/a", End.REFUSED));
    assertThat(ends(REFUSED, LIVE)).as("mended").containsExactly(Map.entry("/a", End.REFUSED));
    assertThat(ends(new Said(List.of("status"), 0))).isEmpty();
  }

  @Test
  void anAnswerOnTheWayIsOneThatWasAskedFor() {
    var value = new Said(List.of("var", "set", "KEY=1"), 0);
    var offer = new Said(List.of("app", "set", "with=placeholders"), 0);
    assertThat(ends(REFUSED, value, LIVE)).containsEntry("/a", End.ASKED);
    assertThat(ends(value, LIVE)).containsEntry("/a", End.ASKED);
    assertThat(ends(offer, LIVE)).containsEntry("/a", End.ASKED);
    assertThat(ends(LIVE, value, LIVE)).containsEntry("/a", End.LIVE_AT_ONCE);
    var consent = new Said(List.of("deploy", "/a", "--yes", "--allow-script", "b"), 0);
    assertThat(ends(consent)).containsEntry("/a", End.ASKED);
  }

  @Test
  void everyExportCountsForItself() {
    assertThat(ends(LIVE, deploy("/b", 2)))
        .containsEntry("/a", End.LIVE_AT_ONCE)
        .containsEntry("/b", End.REFUSED);
    var other = new Said(List.of("var", "set", "KEY=1", "--app", "b"), 0);
    assertThat(ends(other, LIVE)).containsEntry("/a", End.LIVE_AT_ONCE);
  }

  @Test
  void aTestThatFailsMakesThemWrong() {
    assertThat(FirstTry.ends(List.of(LIVE, deploy("/b", 2)), true).values())
        .containsOnly(End.WRONG);
  }
}
