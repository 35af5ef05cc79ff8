package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.check.Finding;
import dev.freehold.check.Finding.Severity;
import dev.freehold.check.Reading;
import dev.freehold.check.SecretScanner;
import dev.freehold.check.Stage;
import dev.freehold.file.MemoryTree;
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
  void aKeyThatPagesMayHaveIsToldOnceAndWhereItIsInTheSources() {
    String key = "AI" + "zaSyB7x2Qm9LpR4tKv8WcN3hFd6JgYs1ZuE0a";
    byte[] salt = {1};
    var scanner = new SecretScanner();
    MemoryTree sources =
        MemoryTree.of(
            "src/firebase.ts",
            "init({apiKey:\"" + key + "\",authDomain:\"a.firebaseapp.com\"})",
            "src/other.ts",
            "init({apiKey:\"" + key + "\",authDomain:\"a.firebaseapp.com\"})");
    MemoryTree output =
        MemoryTree.of(
            "assets/index-1a2b.js",
            "init({apiKey:\"" + key + "\",authDomain:\"a.firebaseapp.com\"})");
    assertThat(
            Findings.merged(
                Stream.of(
                    Findings.of(scanner.scan(sources, Stage.SOURCE, salt)),
                    Findings.of(scanner.scan(output, Stage.OUTPUT, salt)))))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.severity()).isEqualTo(Severity.WARNING);
              assertThat(found.file()).isEqualTo("src/firebase.ts");
            });
  }

  @Test
  void whatAnEarlierVersionStoredIsRead() {
    Findings read = Json.read("{\"findings\":[]}", Findings.class);
    assertThat(read).isEqualTo(Findings.of(List.of()));
  }
}
