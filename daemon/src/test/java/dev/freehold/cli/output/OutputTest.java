package dev.freehold.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Units;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void coloursDoNotDisturbColumns() {
    var paint = new Paint(true);
    assertThat(new Table().row(paint.red("ab"), "x").row("abcd", "y").text("  "))
        .isEqualTo("  \u001b[31mab\u001b[0m    x\n  abcd  y\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0,just now",
    "59,59 seconds ago",
    "60,1 minute ago",
    "7200,2 hours ago",
    "86400,1 day ago",
    "8640000,2026-08-14"
  })
  void timesAreToldFromNow(long seconds, String told) {
    assertThat(Units.ago(NOW.minus(Duration.ofSeconds(seconds)), NOW)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "999,999 ms",
    "1500,1.5 s",
    "61000,1 min 1 s",
    "3660000,1 h 1 min",
    "90000000,1 d 1 h"
  })
  void durationsAreShort(long millis, String told) {
    assertThat(Units.millis(millis)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KB", "5242880,5.0 MB", "3221225472,3.0 GB"})
  void sizesAreShort(long bytes, String told) {
    assertThat(Units.bytes(bytes)).isEqualTo(told);
  }

  @Test
  void withoutATerminalProgressIsLines() {
    try (var progress = new Progress(terminal(false, ""), false)) {
      progress.begin("build");
      progress.detail("5/10 files");
      progress.done("build", "4.2 s");
      progress.begin("upload");
      progress.failed("upload", "disk.full");
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("done: build (4.2 s)\nfailed: upload (disk.full)\n");
  }

  @Test
  void onATerminalTheLastLineIsRedrawn() {
    try (var progress = new Progress(terminal(true, ""), false)) {
      progress.begin("build");
      progress.done("build", "");
    }
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("\r\u001b[2K⠋ build")
        .endsWith("\r\u001b[2K✓ build\n");
  }

  @Test
  void silentIsSilent() {
    try (var progress = new Progress(terminal(true, ""), true)) {
      progress.begin("build");
      progress.say("a line");
      progress.done("build", "");
    }
    assertThat(err.size()).isZero();
  }

  @Test
  void onlyYesIsYesAndEachAnswerIsItsOwnLine() {
    Terminal terminal = terminal(true, "yes\nno\nY\n");
    assertThat(terminal.agrees("?")).isTrue();
    assertThat(terminal.agrees("?")).isFalse();
    assertThat(terminal.agrees("?")).isTrue();
    assertThat(terminal.agrees("?")).as("the end of the input").isFalse();
  }

  @Test
  void aLineEndThatIsLeftOffAValueIsSaid() {
    assertThat(terminal(false, "a\nb\n").value()).isEqualTo("a\nb");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("line end").doesNotContain("a\nb");
    err.reset();
    assertThat(terminal(false, "a\r\n\r\n").value()).isEqualTo("a\r\n");
    err.reset();
    assertThat(terminal(false, " a ").value()).isEqualTo(" a ");
    assertThat(err.size()).isZero();
  }

  @Test
  void coloursNeedATerminalAndNobodyWhoMinds() {
    assertThat(Terminals.ofProcess(Map.of("TERM", "xterm"), "012").colour()).isTrue();
    assertThat(Terminals.ofProcess(Map.of("TERM", "xterm"), "02").colour()).isFalse();
    assertThat(Terminals.ofProcess(Map.of("TERM", "dumb"), "012").live()).isFalse();
    assertThat(Terminals.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1"), "012").colour())
        .isFalse();
    assertThat(Terminals.ofProcess(Map.of("TERM", "xterm"), "1").interactive()).isFalse();
  }

  private Terminal terminal(boolean live, String input) {
    return new Terminal(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        true,
        live,
        false);
  }
}
