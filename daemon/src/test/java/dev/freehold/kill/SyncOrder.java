package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Traces the daemon's system calls during a deployment and checks their order. */
final class SyncOrder {
  private static final Pattern CALL =
      Pattern.compile("^(?:\\[pid\\s+)?(\\d+)\\]?\\s+[0-9.]+\\s+(\\w+)\\((.*)$");
  private static final Pattern PATH = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern DESCRIPTOR = Pattern.compile("^\\d+<([^>]*)>");

  /** Places where a file that appears by rename must be complete after a power loss. */
  private static final List<String> DURABLE =
      List.of("/sites/", "/blobs/", "/artifacts/", "/repositories/");

  private SyncOrder() {}

  static void check(Path... before) throws Exception {
    Path folder = Files.createTempDirectory("fh-sync");
    var home = new Home(folder.resolve("h"));
    Path trace = folder.resolve("trace");
    try (var daemon = DaemonUnderTest.start(home, "", before)) {
      Process strace =
          new ProcessBuilder(
                  "strace",
                  "-f",
                  "-y",
                  "-ttt",
                  "-s",
                  "400",
                  "-e",
                  "trace=fsync,fdatasync,rename,renameat,renameat2",
                  "-o",
                  trace.toString(),
                  "-p",
                  String.valueOf(daemon.pid()))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("strace.log").toFile())
              .start();
      org.awaitility.Awaitility.await("strace is attached")
          .until(() -> Files.readString(folder.resolve("strace.log")).contains("attached"));
      new KilledDeployment("one", 0).carryOn(new Driver(daemon.http()));
      strace.destroy();
      assertThat(strace.waitFor(10, TimeUnit.SECONDS)).isTrue();
      verify(Files.readAllLines(trace));
    } finally {
      DaemonUnderTest.endServing(home);
      Folders.delete(folder);
    }
  }

  private static void verify(List<String> calls) {
    Set<String> synced = new HashSet<>();
    Map<String, Integer> unsyncedFolders = new HashMap<>();
    var wrong = new ArrayList<String>();
    int renames = 0;
    for (String line : whole(calls)) {
      Matcher call = CALL.matcher(line);
      if (!call.matches()) {
        continue;
      }
      String arguments = call.group(3);
      if (call.group(2).startsWith("f")) {
        Matcher descriptor = DESCRIPTOR.matcher(arguments);
        if (descriptor.find()) {
          synced.add(descriptor.group(1));
          unsyncedFolders.remove(descriptor.group(1));
        }
        continue;
      }
      Matcher path = PATH.matcher(arguments);
      String from = path.find() ? path.group(1) : "";
      String to = path.find() ? path.group(1) : "";
      if (DURABLE.stream().noneMatch(to::contains)
          || !arguments.endsWith("= 0")
          || inTheMaking(to)) {
        continue;
      }
      renames++;
      if (!synced.contains(from) && !Files.isDirectory(Path.of(to))) {
        wrong.add("renamed without fsync: " + to);
      }
      unsyncedFolders.merge(String.valueOf(Path.of(to).getParent()), 1, Integer::sum);
    }
    assertThat(renames).as("the trace shows renames").isPositive();
    assertThat(wrong).isEmpty();
    assertThat(unsyncedFolders).as("folders with a rename and no fsync after it").isEmpty();
  }

  /** Inside a hidden folder that becomes visible, synced as a whole, by a rename of its own. */
  private static boolean inTheMaking(String path) {
    return path.contains("/work/") || path.contains("/repositories/.");
  }

  /** Puts calls together that strace shows in two halves because another thread came between. */
  private static List<String> whole(List<String> lines) {
    Map<String, String> unfinished = new HashMap<>();
    var whole = new ArrayList<String>();
    for (String line : lines) {
      String thread = line.split("\\s+")[0];
      if (line.endsWith("<unfinished ...>")) {
        unfinished.put(thread, line.substring(0, line.length() - "<unfinished ...>".length()));
      } else if (line.contains(" resumed>")) {
        String begun = unfinished.remove(thread);
        if (begun != null) {
          whole.add(begun + line.substring(line.indexOf(" resumed>") + " resumed>".length()));
        }
      } else {
        whole.add(line);
      }
    }
    return whole;
  }
}
