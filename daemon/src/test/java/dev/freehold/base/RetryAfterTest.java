package dev.freehold.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T06:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "120 | 120",
        "Mon, 30 Nov 2026 06:01:30 GMT | 90",
        "Mon, 30 Nov 2026 05:00:00 GMT | 0"
      })
  void secondsAndDatesAreRead(String header, long seconds) {
    assertThat(RetryAfter.read(header, CLOCK)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "99999999999999999999", "1.5"})
  void anythingElseIsNothing(String header) {
    assertThat(RetryAfter.read(header, CLOCK)).isEmpty();
  }
}
