package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuilderBranchesTest {
  @Test
  void branchesThatABuilderMakesAreKnownByTheirNames() {
    assertThat(
            besides(
                "main",
                List.of(
                    "Base44-sync",
                    "bolt",
                    "dependabot/npm/vite",
                    "emergent-2",
                    "feature/lovable",
                    "lovable-sync-9",
                    "lovable-sync-10",
                    "main")))
        .containsExactly("lovable-sync-10", "lovable-sync-9", "emergent-2", "bolt", "Base44-sync");
  }

  @Test
  void theNewestTenByTheirNumbersAreLookedAt() {
    List<String> many =
        IntStream.rangeClosed(1, 30).mapToObj(number -> "lovable-sync-" + number).toList();
    assertThat(besides("main", many))
        .hasSize(10)
        .startsWith("lovable-sync-30")
        .endsWith("lovable-sync-21");
  }

  @Test
  void fromABranchOfTheBuilderTheDefaultBranchIsLookedAtToo() {
    assertThat(besides("lovable-sync-1", List.of("lovable-sync-1", "main")))
        .containsExactly("main");
    assertThat(besides("release", List.of("main", "release"))).isEmpty();
  }

  private static List<String> besides(String chosen, List<String> all) {
    return BuilderBranches.besides(chosen, all, Optional.of("main"));
  }
}
