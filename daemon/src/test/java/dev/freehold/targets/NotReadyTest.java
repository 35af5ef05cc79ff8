package dev.freehold.targets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.targets.site.NotReady;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotReadyTest {
  private static String message(List<String> tail) {
    return NotReady.of("v1", "The server ended with exit code 1 before it answered.", tail)
        .getMessage();
  }

  @Test
  void theErrorsOwnLineOfNodeComesFirstHoweverMuchIsPrintedBelowIt() {
    var tail = new ArrayList<>(List.of("node:internal/x:1", "    throw err;", ""));
    tail.add("Error: Could not locate the bindings file. Tried:");
    for (int i = 0; i < 30; i++) {
      tail.add(" -> /app/node_modules/better-sqlite3/build/" + i + ".node");
    }
    assertThat(message(tail))
        .contains(
            "before it answered.\nIt says: Error: Could not locate the bindings file. Tried:\n")
        .contains("/29.node")
        .doesNotContain("/9.node");
  }

  @Test
  void ofPythonItIsTheLastLine() {
    assertThat(
            message(
                List.of(
                    "Traceback (most recent call last):",
                    "KeyError: 'first'",
                    "During handling of the above exception, another exception occurred:",
                    "pydantic_core._pydantic_core.ValidationError: MONGO_URL is missing")))
        .contains("It says: pydantic_core._pydantic_core.ValidationError: MONGO_URL is missing\n");
  }

  @Test
  void whatIsNoErrorIsNotSingledOut() {
    assertThat(message(List.of("Listening on 3000"))).doesNotContain("It says:");
    assertThat(message(List.of())).endsWith("before it answered.");
  }
}
