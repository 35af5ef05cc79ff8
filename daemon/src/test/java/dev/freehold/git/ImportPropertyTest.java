package dev.freehold.git;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random exports and pushes, compared with a model that knows files only as whole. */
class ImportPropertyTest extends RepositoryTestBase {
  private static final String[] PATHS = {
    "index.html", "src/a.ts", "src/b.ts", "src/deep/c.ts", "public/d.txt", "e", "own/x", "own/y"
  };

  private final long seed = Long.getLong("freehold.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, String> export = new TreeMap<>();
  private Map<String, String> main = new TreeMap<>();
  private Map<String, String> base = new TreeMap<>();
  private int texts;

  @Test
  void nothingIsLostWithoutAConflict() throws Exception {
    export.put("index.html", text());
    @Nullable Path clone = null;
    int conflicts = 0;
    int merges = 0;
    for (int round = 0; round < 60; round++) {
      String where = "seed " + seed + ", round " + round;
      if (clone != null && random.nextInt(3) > 0) {
        push(clone, where);
      }
      change(export, 2);
      @Nullable Map<String, String> expected = clone == null ? new TreeMap<>(export) : merged();
      try {
        ImportResult result = importExport(MapTree.of(export), "/own/");
        assertThat(expected).as(where + ": a conflict was not reported").isNotNull();
        assertThat(MapTree.texts(repository.files(result.mainCommit())))
            .as(where)
            .isEqualTo(expected);
        main = requireNonNull(expected);
        base = new TreeMap<>(export);
        merges++;
      } catch (UserError conflict) {
        requireNonNull(clone);
        assertThat(conflict.code()).as(where).isEqualTo("git.conflict");
        assertThat(expected).as(where + ": a conflict out of nothing").isNull();
        conflicts++;
        settle(clone);
      }
      assertThat(MapTree.texts(repository.files(repository.head("builder").orElseThrow())))
          .as(where + ": builder is the export")
          .isEqualTo(export);
      if (clone == null) {
        clone = freshClone();
      }
    }
    assertThat(conflicts).as("seed %d: conflicts happened", seed).isPositive();
    assertThat(merges).as("seed %d: merges happened", seed).isGreaterThan(10);
  }

  /** What main must become, or null for a conflict. */
  private @Nullable Map<String, String> merged() {
    var result = new TreeMap<>(main);
    for (String path : PATHS) {
      String was = base.get(path);
      String ours = main.get(path);
      String theirs = export.get(path);
      if (path.startsWith("own/") || Objects.equals(ours, theirs)) {
        continue;
      }
      if (!Objects.equals(was, theirs)) {
        if (!Objects.equals(was, ours)) {
          return null;
        }
        if (theirs == null) {
          result.remove(path);
        } else {
          result.put(path, theirs);
        }
      }
    }
    return result;
  }

  private void push(Path clone, String where) throws Exception {
    git.run(clone, "fetch", "--quiet", "origin");
    git.run(clone, "reset", "--quiet", "--hard", "origin/main");
    var mine = new TreeMap<>(main);
    change(mine, 1);
    write(clone, mine);
    git.commitAndPush(clone, where);
    main = mine;
  }

  /** As a developer would: take the export, keep the owned paths. */
  private void settle(Path clone) throws Exception {
    git.run(clone, "fetch", "--quiet", "origin");
    git.run(clone, "reset", "--quiet", "--hard", "origin/main");
    git.run(clone, "merge", "--quiet", "-s", "ours", "--no-edit", "origin/builder");
    var settled = new TreeMap<>(export);
    settled.keySet().removeIf(path -> path.startsWith("own/"));
    main.forEach(
        (path, text) -> {
          if (path.startsWith("own/")) {
            settled.put(path, text);
          }
        });
    write(clone, settled);
    git.commitAndPush(clone, "Settle");
    main = settled;
    base = new TreeMap<>(export);
  }

  private void write(Path clone, Map<String, String> files) throws Exception {
    git.run(clone, "rm", "-r", "-q", "--ignore-unmatch", ".");
    for (var file : new HashMap<>(files).entrySet()) {
      Path path = clone.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private void change(Map<String, String> files, int most) {
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String path = PATHS[random.nextInt(PATHS.length)];
      if (random.nextInt(4) == 0) {
        files.remove(path);
      } else {
        files.put(path, text());
      }
    }
  }

  /** One line, unlike any other, so that two changes of one file always touch. */
  private String text() {
    return "text " + texts++ + "\n";
  }
}
