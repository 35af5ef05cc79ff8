package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.MemoryTree;
import org.junit.jupiter.api.Test;

class CommitVariablesTest {
  @Test
  void theSameFilesHaveTheSameCommitByEveryName() {
    var files = MemoryTree.of("a.js", "1", "b.js", "2");
    var said = CommitVariables.of(files);
    assertThat(said)
        .containsOnlyKeys(
            "GIT_COMMIT", "COMMIT_REF", "VERCEL_GIT_COMMIT_SHA", "CF_PAGES_COMMIT_SHA");
    assertThat(said.values()).allMatch(id -> id.matches("[0-9a-f]{40}"));
    assertThat(CommitVariables.of(MemoryTree.of("a.js", "1", "b.js", "2"))).isEqualTo(said);
    assertThat(CommitVariables.of(files.with("b.js", "3"))).isNotEqualTo(said);
  }
}
