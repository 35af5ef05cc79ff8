package dev.freehold.targets.local;

import dev.freehold.base.MachineError;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.AppLogs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the servers of local apps printed. */
final class AppLogReader {
  private static final Pattern LINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z) (v\\d+) (\\S+) (.*)");

  /** Of text, so that a page stays far below what an answer may weigh. */
  private static final int LARGEST_PAGE = 256 * 1024;

  private final Home home;

  AppLogReader(Home home) {
    this.home = home;
  }

  void delete(Site site) throws IOException {
    Path file = AppLogs.file(home, site);
    Files.deleteIfExists(file);
    Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".1"));
    Folders.deleteIfEmpty(file.resolveSibling(""));
  }

  /** The last lines. */
  LogPage newest(Site site, int limit) {
    Path file = AppLogs.file(home, site);
    try {
      long size = Files.exists(file) ? Files.size(file) : 0;
      LogPage page = read(file, Math.max(0, size - LARGEST_PAGE), Integer.MAX_VALUE);
      List<LogPage.Line> lines = page.lines();
      return new LogPage(
          lines.subList(Math.max(0, lines.size() - limit), lines.size()), page.next());
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }

  /**
   * What came later.
   *
   * @param next of the page before; when the file was put aside since, the new one is read from its
   *     beginning
   */
  LogPage after(Site site, long next, int limit) {
    Path file = AppLogs.file(home, site);
    try {
      return read(file, Files.exists(file) && Files.size(file) >= next ? next : 0, limit);
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }

  /** Whole lines only: the last one may still be being written. */
  private static LogPage read(Path file, long from, int limit) throws IOException {
    if (!Files.exists(file)) {
      return new LogPage(List.of(), 0);
    }
    var bytes = new byte[LARGEST_PAGE];
    int length;
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      length = Math.max(0, in.read(bytes));
    }
    var lines = new ArrayList<LogPage.Line>();
    int begin = 0;
    for (int i = 0; i < length && lines.size() < limit; i++) {
      if (bytes[i] == '\n') {
        parse(new String(bytes, begin, i - begin, StandardCharsets.UTF_8), lines);
        begin = i + 1;
      }
    }
    return new LogPage(List.copyOf(lines), from + begin);
  }

  private static void parse(String text, List<LogPage.Line> lines) {
    Matcher parts = LINE.matcher(text);
    // the first one after a jump into the file can be half a line
    if (parts.matches()) {
      lines.add(
          new LogPage.Line(
              Instant.parse(parts.group(1)), parts.group(2), parts.group(3), parts.group(4)));
    }
  }
}
