package dev.freehold.targets.aws;

import dev.freehold.targets.LogPage;
import dev.freehold.targets.aws.Servers.Run;
import dev.freehold.targets.aws.api.ServerLogs;
import dev.freehold.targets.aws.api.ServerLogs.Event;
import dev.freehold.targets.aws.api.ServerLogs.Part;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a site's server printed, page by page, as CloudWatch has it: out of order, and late.
 *
 * <p>Pages follow each other by when CloudWatch took a line, and not by when it was printed, so a
 * line that comes late is on a later page. What was taken so short a time ago that CloudWatch may
 * not show all of it yet waits for the next page. So nothing is lost and nothing comes twice, with
 * one exception: what CloudWatch takes more than {@link #LATEST} after it was printed is seen only
 * without {@code after}. Within a page lines stand as they were printed.
 */
final class PrintedLines {
  /** Lambda brings lines within seconds. */
  static final Duration LATEST = Duration.ofMinutes(2);

  /** Clocks at AWS differ by no more, so nothing is taken so long before it is printed. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  /** Of text, so that a page stays far below what an answer may weigh. */
  private static final int LARGEST_PAGE = 256 * 1024;

  /** How far back the newest lines are looked for, each time that there were too few. */
  private static final List<Duration> BACK =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(2),
          Duration.ofDays(1),
          Duration.ofDays(7),
          // owners may keep them for longer
          Duration.ofDays(3_660));

  private static final Pattern VERSION = Pattern.compile("\\[(?<version>[0-9]+)\\]");

  private final String group;
  private final ServerLogs logs;
  private final Supplier<Map<String, Run>> runs;
  private final Duration settling;
  private final Clock clock;

  /**
   * @param runs by the number of the version
   * @param settling until all that CloudWatch took can be read there
   */
  PrintedLines(
      String group,
      ServerLogs logs,
      Supplier<Map<String, Run>> runs,
      Duration settling,
      Clock clock) {
    this.group = group;
    this.logs = logs;
    this.runs = runs;
    this.settling = settling;
    this.clock = clock;
  }

  /** An event, and where it stands among all. */
  private record Placed(Event event, LogPosition at) {}

  LogPage page(OptionalLong after, int limit) {
    return after.isPresent() ? since(after.getAsLong(), limit) : newest(limit);
  }

  /** Until when all that CloudWatch took can be read, in milliseconds since 1970. */
  private long settled(Part first) {
    return first.now().orElseGet(clock::instant).minus(settling).toEpochMilli();
  }

  private LogPage newest(int limit) {
    var found = new Newest(limit);
    long now = clock.millis();
    Long until = null;
    for (Duration back : BACK) {
      long from = Math.max(0, now - back.toMillis());
      if (!look(found, from, until) || found.isFull()) {
        break;
      }
      until = from - 1;
    }
    return new LogPage(lines(found.events), found.next);
  }

  /**
   * @return false when nothing older can be there
   */
  private boolean look(Newest found, long from, @Nullable Long until) {
    var older = new ArrayDeque<Event>();
    Optional<Part> part = logs.read(group, from, until, null);
    while (part.isPresent()) {
      found.settle(settled(part.get()));
      part.get().events().forEach(event -> found.add(older, event));
      Optional<String> more = part.get().more();
      if (more.isEmpty()) {
        found.events.addAll(0, older);
        return from > 0;
      }
      part = logs.read(group, from, until, more.get());
    }
    return false;
  }

  /** Those that were looked for from the newest back, and where what comes later begins. */
  private static final class Newest {
    private final int limit;
    private final List<Event> events = new ArrayList<>();
    private long settled;
    private long next;
    private int size;
    private boolean dropped;

    Newest(int limit) {
      this.limit = limit;
    }

    /** The first look counts: what is taken during later ones is on the next page. */
    void settle(long millisecond) {
      if (next == 0) {
        settled = millisecond;
        next = LogPosition.endOf(millisecond).number();
      }
    }

    void add(Deque<Event> older, Event event) {
      if (event.taken() > settled || PlatformLines.isOne(event.text())) {
        return;
      }
      older.add(event);
      size += event.text().length();
      int most = limit - events.size();
      while (older.size() > most || size > LARGEST_PAGE && older.size() + events.size() > 1) {
        size -= older.remove().text().length();
        dropped = true;
      }
    }

    boolean isFull() {
      return dropped || events.size() == limit;
    }
  }

  private LogPage since(long after, int limit) {
    LogPosition begin = LogPosition.of(after);
    long from = begin.taken() - LATEST.toMillis();
    var events = new ArrayList<Event>();
    Optional<Part> part = logs.read(group, from, null, null);
    if (part.isEmpty()) {
      return new LogPage(List.of(), after);
    }
    long settled = settled(part.get());
    long printed = 0;
    while (true) {
      for (Event event : part.get().events()) {
        printed = event.at();
        if (event.taken() >= begin.taken() && event.taken() <= event.at() + LATEST.toMillis()) {
          events.add(event);
        }
      }
      Optional<String> more = part.get().more();
      // what is still to come was printed later, and so taken later
      long whole = more.isEmpty() ? settled : Math.min(settled, printed - CLOCKS.toMillis() - 1);
      Cut cut = cut(placed(events, begin, whole), begin, whole, limit);
      part =
          more.isEmpty() || cut.full()
              ? Optional.empty()
              : logs.read(group, from, null, more.get());
      if (part.isEmpty()) {
        return new LogPage(lines(cut.events()), cut.next().number());
      }
    }
  }

  /** Those after a place, and not after a millisecond, in the order in which they were taken. */
  private static List<Placed> placed(List<Event> events, LogPosition begin, long whole) {
    var placed = new ArrayList<Placed>();
    LogPosition last = LogPosition.endOf(begin.taken() - 1);
    List<Event> taken =
        events.stream()
            .filter(event -> event.taken() <= whole)
            .sorted(Comparator.comparingLong(Event::taken))
            .toList();
    for (Event event : taken) {
      last = last.next(event.taken());
      if (last.compareTo(begin) > 0) {
        placed.add(new Placed(event, last));
      }
    }
    return placed;
  }

  /**
   * @param full whether there may be more than fits
   */
  private record Cut(List<Event> events, LogPosition next, boolean full) {}

  private static Cut cut(List<Placed> placed, LogPosition begin, long whole, int limit) {
    var events = new ArrayList<Event>();
    LogPosition next = begin;
    int size = 0;
    for (Placed one : placed) {
      String text = one.event().text();
      if (!PlatformLines.isOne(text)) {
        size += text.length();
        if (events.size() == limit || !events.isEmpty() && size > LARGEST_PAGE) {
          return new Cut(events, next, true);
        }
        events.add(one.event());
      }
      next = one.at();
    }
    LogPosition end = LogPosition.endOf(whole);
    return new Cut(events, end.compareTo(begin) > 0 ? end : begin, false);
  }

  private List<LogPage.Line> lines(List<Event> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    Map<String, Run> versions = runs.get();
    return events.stream()
        .sorted(Comparator.comparingLong(Event::at))
        .map(event -> line(event, versions))
        .toList();
  }

  private static LogPage.Line line(Event event, Map<String, Run> versions) {
    Matcher version = VERSION.matcher(event.stream());
    Run run =
        version.find() ? versions.getOrDefault(version.group("version"), Run.UNKNOWN) : Run.UNKNOWN;
    return new LogPage.Line(
        Instant.ofEpochMilli(event.at()),
        run.release(),
        run.server(),
        event.text().stripTrailing());
  }
}
