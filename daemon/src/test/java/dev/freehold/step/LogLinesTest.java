package dev.freehold.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLinesTest {
  private static final Duration NEVER = Duration.ofDays(1);

  @TempDir Path folder;
  private Database database;
  private EventLog log;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("freehold.db"), folder.resolve("backups"));
    log = new EventLog(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void manyLinesAreOneEvent() {
    var lines = new LogLines(log, NEVER);
    IntStream.range(0, 150).forEach(i -> lines.log("r1", null, "build", "line " + i));
    assertThat(events()).isEmpty();
    lines.flush("r1");
    assertThat(events()).hasSize(1);
    Event event = events().getFirst();
    assertThat(event.type()).isEqualTo("log");
    assertThat(event.run()).contains("r1");
    assertThat(event.data().path("step").asText()).isEqualTo("build");
    assertThat(linesOf(event)).hasSize(150).startsWith("line 0").endsWith("line 149");
    lines.flush("r1");
    assertThat(events()).as("nothing is told twice").hasSize(1);
  }

  @Test
  void anEventHasAtMost200Lines() {
    var lines = new LogLines(log, NEVER);
    IntStream.range(0, 450).forEach(i -> lines.log("r1", null, "build", "line " + i));
    lines.flush("r1");
    assertThat(events()).extracting(e -> linesOf(e).size()).containsExactly(200, 200, 50);
  }

  @Test
  void longLinesAreCutAndLargeEventsSplit() {
    var lines = new LogLines(log, NEVER);
    IntStream.range(0, 20).forEach(_ -> lines.log("r1", null, "build", "\u0001".repeat(100_000)));
    lines.flush("r1");
    assertThat(events()).hasSizeGreaterThan(1);
    for (Event event : events()) {
      assertThat(event.data().toString().length()).isLessThan(768 * 1024);
      assertThat(linesOf(event)).allSatisfy(l -> assertThat(l).hasSize(8 * 1024 + 1).endsWith("…"));
    }
  }

  @Test
  void aLineIsNotHeldBackForLong() {
    var lines = new LogLines(log);
    lines.log("r1", null, "build", "alone");
    await().until(() -> events().size() == 1);
    lines.log("r1", null, "build", "another");
    await().until(() -> events().size() == 2);
  }

  @Test
  void runsAndStepsAreKeptApartAndInOrder() {
    var lines = new LogLines(log, NEVER);
    lines.log("r1", null, "install", "a");
    lines.log("r2", null, "build", "b");
    lines.log("r1", null, "build", "c");
    lines.flush("r1");
    assertThat(events())
        .extracting(e -> e.data().path("step").asText())
        .containsExactly("install", "build");
    assertThat(log.after(0, Event.Filter.ofRun("r2"), 10)).isEmpty();
    lines.flush("r2");
    assertThat(log.after(0, Event.Filter.ofRun("r2"), 10)).hasSize(1);
  }

  @Test
  void linesThatCouldNotBeStoredAreReportedByTheFlush() {
    var lines = new LogLines(log, Duration.ofMillis(1));
    database.change(sql -> sql.update("alter table events rename to hidden"));
    lines.log("r1", null, "build", "precious");
    assertThatThrownBy(() -> lines.flush("r1")).isInstanceOf(RuntimeException.class);
    database.change(sql -> sql.update("alter table hidden rename to events"));
    lines.flush("r1");
    assertThat(linesOf(events().getFirst())).containsExactly("precious");
  }

  @Test
  void aFloodCostsFewEvents() {
    var lines = new LogLines(log);
    IntStream.range(0, 5_000).forEach(i -> lines.log("r1", null, "build", "line " + i));
    lines.flush("r1");
    var all = new ArrayList<String>();
    List<Event> events = log.after(0, Event.Filter.ALL, 10_000);
    events.forEach(event -> all.addAll(linesOf(event)));
    assertThat(all).isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> "line " + i).toList());
    assertThat(events).hasSizeLessThan(500);
    assertThat(log.append("r1", null, "step.done", Map.of())).isEqualTo(events.size() + 1);
  }

  private List<Event> events() {
    return log.after(0, Event.Filter.ofRun("r1"), 1_000);
  }

  private static List<String> linesOf(Event event) {
    var lines = new ArrayList<String>();
    event.data().path("lines").forEach(line -> lines.add(line.asText()));
    return lines;
  }
}
