package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.MemoryTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracesTest {
  private static final List<String> TRACES = List.of("VITE_URL", "shop.base44.app", "");

  @Test
  void whatTheBuiltFilesHaveIsFound() {
    assertThat(
            Traces.in(
                MemoryTree.of("assets/a.js", "fetch(e.VITE_URL)", "index.html", "<p>"), TRACES))
        .containsExactly("VITE_URL");
    assertThat(
            Traces.in(
                MemoryTree.of("a.css", "url(https://shop.base44.app/x)", "a.mjs", "VITE_URL"),
                TRACES))
        .containsExactlyInAnyOrder("VITE_URL", "shop.base44.app");
  }

  @Test
  void whatOthersWroteAndWhatDoesNotRunShowsNothing() {
    assertThat(
            Traces.in(
                MemoryTree.of(
                    "server/node_modules/x/a.js",
                    "VITE_URL",
                    "assets/a.js.map",
                    "VITE_URL",
                    "pictures/a.png",
                    "VITE_URL",
                    "backend/.venv/lib/a.py",
                    "VITE_URL"),
                TRACES))
        .isEmpty();
  }

  @Test
  void oneAcrossTwoChunksIsFound() {
    String far = "x".repeat((1 << 20) - 4) + "VITE_URL" + "x".repeat(1 << 20);
    assertThat(Traces.in(MemoryTree.of("a.js", far), TRACES)).containsExactly("VITE_URL");
  }
}
