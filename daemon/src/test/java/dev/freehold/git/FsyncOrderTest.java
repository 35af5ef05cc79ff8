package dev.freehold.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page cache hides a missing fsync from every kill, so the order of the calls is checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FsyncOrderTest {
  private static final Pattern OPEN =
      Pattern.compile("openat\\(AT_FDCWD, \"([^\"]+)\", [^)]*\\)\\s*= (\\d+)");
  private static final Pattern SYNC = Pattern.compile("(?:fsync|fdatasync)\\((\\d+)\\)\\s*= 0");
  private static final Pattern RENAME = Pattern.compile("rename\\(\"([^\"]+)\", \"([^\"]+)\"\\)");

  private final List<String> calls = new ArrayList<>();
  private Path bare;

  @BeforeAll
  void traceOneImport(@TempDir Path folder) throws Exception {
    var home = new Home(folder.resolve("home"));
    bare = home.repositories().resolve("shop.git");
    Path export = Files.createDirectories(folder.resolve("export"));
    Files.writeString(export.resolve("index.html"), "<p>Hi");
    Path trace = folder.resolve("trace");
    var strace =
        List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-e",
            "trace=fsync,fdatasync,rename,renameat,renameat2,openat",
            "-o",
            trace.toString());
    Process process = ImportProcess.of(strace, Map.of(), home, export).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    var files = new HashMap<String, String>();
    for (String line : joined(Files.readAllLines(trace))) {
      Matcher open = OPEN.matcher(line);
      Matcher sync = SYNC.matcher(line);
      Matcher rename = RENAME.matcher(line);
      if (open.find()) {
        files.put(open.group(2), open.group(1));
      } else if (sync.find()) {
        calls.add("sync " + files.get(sync.group(1)));
      } else if (rename.find()) {
        calls.add("rename " + rename.group(1) + " to " + rename.group(2));
      }
    }
  }

  /** Puts the two halves of a call together that another thread interrupted. */
  private static List<String> joined(List<String> lines) {
    var begun = new HashMap<String, String>();
    var whole = new ArrayList<String>();
    for (String line : lines) {
      String thread = line.substring(0, line.indexOf(' '));
      if (line.endsWith("<unfinished ...>")) {
        begun.put(thread, line.replace("<unfinished ...>", ""));
      } else if (line.contains(" resumed>")) {
        whole.add(begun.remove(thread) + line.substring(line.indexOf(" resumed>") + 9));
      } else {
        whole.add(line);
      }
    }
    return whole;
  }

  private int rename(String from, String to) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).matches("rename " + from + " to " + to)) {
        return i;
      }
    }
    throw new AssertionError("no rename of " + from + " to " + to + " in " + calls);
  }

  private String source(int rename) {
    return calls.get(rename).substring("rename ".length()).replaceFirst(" to .*", "");
  }

  @Test
  void packAndIndexAreSyncedBeforeTheyAreVisibleAndTheirFolderAfter() {
    int pack = rename(".*\\.pack", bare + "/objects/pack/pack-.*\\.pack");
    int index = rename(".*\\.idx", bare + "/objects/pack/pack-.*\\.idx");
    assertThat(calls.subList(0, pack)).contains("sync " + source(pack), "sync " + source(index));
    assertThat(index).as("a pack without index is invisible").isGreaterThan(pack);
    int builder = rename(".*", bare + "/refs/heads/builder");
    assertThat(calls.subList(index, builder)).contains("sync " + bare + "/objects/pack");
  }

  @Test
  void branchesAreSyncedBeforeTheyMoveAndTheirFolderAfter() {
    int last = 0;
    for (String branch : List.of("builder", "main")) {
      int moved = rename(".*", bare + "/refs/heads/" + branch);
      assertThat(source(moved)).isEqualTo(bare + "/refs/heads/" + branch + ".lock");
      assertThat(calls.subList(last, moved)).contains("sync " + source(moved));
      last = moved;
    }
    assertThat(calls.subList(last, calls.size())).contains("sync " + bare + "/refs/heads");
  }

  @Test
  void aRepositoryIsSyncedBeforeItHasItsName() {
    int made = rename(".*/\\.shop\\.git\\..*", bare.toString());
    assertThat(calls.subList(0, made))
        .contains("sync " + source(made) + "/HEAD", "sync " + source(made));
    assertThat(calls.subList(made, calls.size())).contains("sync " + bare.getParent());
  }
}
