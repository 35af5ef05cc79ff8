package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random edits of many texts on both sides, settled at once, and compared with what git itself
 * makes of each text.
 */
class SettlePropertyTest extends RepositoryTestBase {
  private static final int FILES = 150;

  private final long seed = Long.getLong("freehold.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private int words;

  private final Map<String, List<String>> base = new TreeMap<>();
  private final Map<String, List<String>> mine = new TreeMap<>();
  private final Map<String, List<String>> theirs = new TreeMap<>();

  @Test
  void settledTextsAreWhatGitMakesOfThem() throws Exception {
    for (int round = 0; round < 3; round++) {
      String app = "shop" + round;
      repository = repositories.open(app);
      base.clear();
      mine.clear();
      theirs.clear();
      for (int i = 0; i < FILES; i++) {
        String path = "folder" + i % 7 + "/text" + i;
        base.put(path, text());
        mine.put(path, edited(path));
        theirs.put(path, edited(path));
      }
      Map<String, ConflictSide> take = conflict();
      assertThat(take.size()).as("seed %d: conflicts", seed).isGreaterThan(FILES / 10);
      repository.settle(
          List.of(),
          new Solution(
              repository.head("main").orElseThrow(),
              repository.head("builder").orElseThrow(),
              take));
      Map<String, String> settled =
          MapTree.texts(repository.files(repository.head("main").orElseThrow()));
      Map<String, String> byGit = byGit(take);
      settled.forEach(
          (path, text) -> {
            String where =
                "seed %d, round %s, %s, of base %s, mine %s, theirs %s, taking %s"
                    .formatted(
                        seed,
                        round(app),
                        path,
                        base.get(path),
                        mine.get(path),
                        theirs.get(path),
                        take.get(path));
            assertThat(text).as(where).isEqualTo(byGit.get(path));
            assertThat(text).as(where).doesNotContain("<<<<<<<", ">>>>>>>", "=======");
          });
      assertThat(settled).hasSize(FILES);
      assertNothingIsLost(take, settled);
      git.assertSound(repository.folder());
    }
  }

  private static String round(String app) {
    return app.substring("shop".length());
  }

  /**
   * Every line is unlike any other. So a line of one side that the settled text lacks was in a
   * place where the other side was taken, and the other way round.
   */
  private void assertNothingIsLost(Map<String, ConflictSide> take, Map<String, String> settled) {
    for (String path : settled.keySet()) {
      Optional<ConflictSide> side = Optional.ofNullable(take.get(path));
      String text = settled.getOrDefault(path, "");
      for (ConflictSide each : ConflictSide.values()) {
        if (side.isEmpty() || side.get() == each) {
          List<String> added = new ArrayList<>(of(each, path));
          added.removeAll(base.getOrDefault(path, List.of()));
          assertThat(added)
              .as("seed %d, %s: all that %s added", seed, path, each)
              .allMatch(text::contains);
        }
      }
    }
  }

  private List<String> of(ConflictSide side, String path) {
    return (side == ConflictSide.MAIN ? mine : theirs).getOrDefault(path, List.of());
  }

  /** Brings both sides in; returns a side for each file in conflict. */
  private Map<String, ConflictSide> conflict() throws Exception {
    importExport(tree(base));
    Path clone = freshClone();
    for (var file : mine.entrySet()) {
      Files.writeString(clone.resolve(file.getKey()), String.join("", file.getValue()));
    }
    git.commitAndPush(clone, "Work");
    try {
      importExport(tree(theirs));
    } catch (UserError e) {
      assertThat(e.code()).isEqualTo("git.conflict");
    }
    var take = new TreeMap<String, ConflictSide>();
    for (ConflictFile file : repository.conflicts(List.of(), Optional.empty(), FILES).files()) {
      take.put(file.path(), random.nextBoolean() ? ConflictSide.MAIN : ConflictSide.BUILDER);
    }
    return take;
  }

  private static MapTree tree(Map<String, List<String>> texts) {
    var tree = new MapTree();
    texts.forEach((path, lines) -> tree.with(path, String.join("", lines)));
    return tree;
  }

  /** One process for all of them. */
  private Map<String, String> byGit(Map<String, ConflictSide> take) throws Exception {
    Path there = Files.createTempDirectory(folder, "by-git");
    var script = new StringBuilder("set -e\n");
    int number = 0;
    var files = new TreeMap<String, Path>();
    for (String path : base.keySet()) {
      Path at = Files.createDirectory(there.resolve(String.valueOf(number++)));
      write(at.resolve("base"), base, path);
      write(at.resolve("main"), mine, path);
      write(at.resolve("builder"), theirs, path);
      String favour =
          Optional.ofNullable(take.get(path))
              .map(side -> side == ConflictSide.MAIN ? "--ours" : "--theirs")
              .orElse("");
      script.append("(cd %s; git merge-file %s main base builder)\n".formatted(at, favour));
      files.put(path, at.resolve("main"));
    }
    var shell = new ProcessBuilder("sh", "-c", script.toString()).redirectErrorStream(true);
    shell.environment().putAll(git.environment());
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("seed %d: %s", seed, said).isZero();
    var texts = new TreeMap<String, String>();
    for (var file : files.entrySet()) {
      texts.put(file.getKey(), Files.readString(file.getValue()));
    }
    return texts;
  }

  private static void write(Path file, Map<String, List<String>> texts, String path)
      throws Exception {
    Files.writeString(file, String.join("", texts.getOrDefault(path, List.of())));
  }

  private List<String> text() {
    var lines = new ArrayList<String>();
    for (int i = random.nextInt(3, 30); i > 0; i--) {
      lines.add(line());
    }
    return maybeWithoutItsLastLineFeed(lines);
  }

  private String line() {
    return "word " + words++ + (random.nextInt(5) == 0 ? "\r\n" : "\n");
  }

  private List<String> maybeWithoutItsLastLineFeed(List<String> lines) {
    if (random.nextInt(4) == 0 && !lines.isEmpty()) {
      lines.set(lines.size() - 1, lines.getLast().strip());
    }
    return lines;
  }

  private List<String> edited(String path) {
    var lines = new ArrayList<>(base.getOrDefault(path, List.of()));
    for (int i = random.nextInt(4); i > 0 && !lines.isEmpty(); i--) {
      int at = random.nextInt(lines.size());
      switch (random.nextInt(3)) {
        case 0 -> lines.set(at, line());
        case 1 -> lines.add(at, line());
        default -> lines.remove(at);
      }
    }
    for (int i = 0; i < lines.size() - 1; i++) {
      if (!lines.get(i).endsWith("\n")) {
        lines.set(i, lines.get(i) + "\n");
      }
    }
    return lines;
  }
}
