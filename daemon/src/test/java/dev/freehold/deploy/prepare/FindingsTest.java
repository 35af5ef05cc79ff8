package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.check.Finding;
import dev.freehold.check.Finding.Severity;
import dev.freehold.check.Reading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static Finding finding(String id, Severity severity) {
    return new Finding(id, severity, "check.x", "x", "a.ts", 1, "A.", "B.");
  }

  @Test
  void aLaterCheckKnowsMoreAboutTheSameFinding() {
    Finding note = finding("F-1", Severity.INFO);
    Finding other = finding("F-2", Severity.ERROR);
    assertThat(
            Findings.merged(
                Stream.of(
                    Findings.of(List.of(note, other)), Findings.of(List.of(Reading.proven(note))))))
        .containsExactly(finding("F-1", Severity.WARNING), other);
  }

  @Test
  void whatAnEarlierVersionStoredIsRead() {
    Findings read = Json.read("{\"findings\":[]}", Findings.class);
    assertThat(read).isEqualTo(Findings.of(List.of()));
  }
}
