package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseComparerTest {
  private final Sample staging = Sample.staging();
  private final Sample production = Sample.production();

  @Test
  void theSameReleaseIsTheSameBytes() {
    Report report = Sample.compare(new ReleaseComparer(), staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.same())
        .containsExactly("Both have v2 live: the same bytes, artifact ffffffffff.");
  }

  @Test
  void aNewerReleaseIsWhatStagingIsFor() {
    staging.release = Optional.of(3);
    Difference found = Sample.only(new ReleaseComparer(), staging, production);
    assertThat(found.severity()).isEqualTo(Severity.HARMLESS);
    assertThat(found.from()).isEqualTo("v3");
    assertThat(found.to()).isEqualTo("v2");
    assertThat(found.promoted()).isTrue();
    assertThat(found.action())
        .isEqualTo("freehold promote --from staging --to production --app shop");
  }

  @Test
  void anOlderReleaseLies() {
    staging.release = Optional.of(1);
    Difference found = Sample.only(new ReleaseComparer(), staging, production);
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.action())
        .isEqualTo("freehold promote --from production --to staging --app shop");
  }

  @Test
  void nothingLiveIsUnknown() {
    production.release = Optional.empty();
    Report report = Sample.compare(new ReleaseComparer(), staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.same()).isEmpty();
    assertThat(report.unknown())
        .containsExactly(new Unknown("release", "what is live", "Nothing is live in production."));
  }

  @Test
  void aPlaceThatCouldNotBeAskedIsSaid() {
    staging.trouble = Optional.of("The server did not answer.");
    assertThat(Sample.compare(new ReleaseComparer(), staging, production).unknown())
        .containsExactly(
            new Unknown("target", "what is live in staging", "The server did not answer."));
  }

  @Test
  void theSameSourcesWithOtherValuesInsideMayLie() {
    staging.release = Optional.of(3);
    staging.artifact = "e".repeat(64);
    staging.baked = Map.of("VITE_API", "one");
    production.baked = Map.of("VITE_API", "two");
    Report report = Sample.compare(new BuildComparer(), staging, production);
    assertThat(report.differences())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(Severity.MAY_LIE);
              assertThat(found.reason()).contains("VITE_API");
              assertThat(found.promoted()).isFalse();
            });
    assertThat(report.unknown())
        .extracting(Unknown::what)
        .containsExactly("Node and the machine of the builds");
  }

  @Test
  void otherAdaptationsOfAnOutdatedReleaseLie() {
    staging.release = Optional.of(1);
    staging.commit = "c1";
    staging.artifact = "e".repeat(64);
    production.adaptations = List.of("vite-runtime-variables");
    Difference found = Sample.only(new BuildComparer(), staging, production);
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.from()).isEqualTo("none");
    assertThat(found.to()).isEqualTo("vite-runtime-variables");
  }

  @Test
  void theSameBytesNeedNoComparingOfTheirBuilds() {
    Report report = Sample.compare(new BuildComparer(), staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.unknown()).isEmpty();
  }
}
