package dev.freehold.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  @TempDir Path folder;
  private Database database;
  private EventLog log;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("freehold.db"), folder.resolve("backups"));
    database.change(
        sql ->
            sql.update(
                "insert into apps (id, slug, builder, created_at) values ('a1', 'shop', 'x', 0)"));
    log = at(NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private EventLog at(Instant time) {
    return new EventLog(database, Clock.fixed(time, ZoneOffset.UTC));
  }

  private record State(String state) {}

  @Test
  void keepsWhatHappenedInOrder() {
    long first = log.append("r1", "a1", "plan.state", new State("ready"));
    long second = log.append(null, null, "daemon.started", Map.of());
    assertThat(second).isGreaterThan(first);
    List<Event> events = log.after(0, Event.Filter.ALL, 10);
    assertThat(events).extracting(Event::seq).containsExactly(first, second);
    Event event = events.getFirst();
    assertThat(event.run()).contains("r1");
    assertThat(event.app()).contains("shop");
    assertThat(event.at()).isEqualTo(NOW);
    assertThat(event.data().path("state").asText()).isEqualTo("ready");
    assertThat(events.getLast().run()).isEmpty();
    assertThat(events.getLast().app()).isEmpty();
  }

  @Test
  void findsWhatBelongsToARunOrAnApp() {
    long first = log.append("r1", "a1", "log", Map.of());
    long second = log.append("r2", null, "log", Map.of());
    long third = log.append("r1", "a1", "log", Map.of());
    assertThat(seqs(Event.Filter.ofRun("r1"))).containsExactly(first, third);
    assertThat(seqs(Event.Filter.ofApp("shop"))).containsExactly(first, third);
    assertThat(seqs(Event.Filter.ofApp("other"))).isEmpty();
    assertThat(seqs(new Event.Filter(Optional.of("r2"), Optional.of("shop")))).isEmpty();
    assertThat(log.after(first, Event.Filter.ALL, 1))
        .extracting(Event::seq)
        .containsExactly(second);
  }

  @Test
  void takesOnlyObjects() {
    assertThatThrownBy(() -> log.append("r1", "a1", "log", List.of(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tellsOfAnEventOnlyOnceItIsDurable() {
    database.change(
        sql -> {
          log.append(sql, "r1", "a1", "step.done", Map.of());
          assertThat(log.last()).isZero();
        });
    assertThat(log.last()).isEqualTo(1);
    assertThatThrownBy(
            () ->
                database.change(
                    sql -> {
                      log.append(sql, "r1", "a1", "step.done", Map.of());
                      throw new IllegalStateException("crash");
                    }))
        .hasMessage("crash");
    assertThat(log.last()).isEqualTo(1);
    assertThat(seqs(Event.Filter.ALL)).containsExactly(1L);
  }

  @Test
  void needsATransactionToWaitFor() {
    assertThatThrownBy(
            () ->
                database.<Boolean>read(
                    sql -> {
                      sql.afterCommit(() -> {});
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void goesOnCountingAfterARestart() {
    log.append("r1", "a1", "log", Map.of());
    EventLog restarted = at(NOW);
    assertThat(restarted.last()).isEqualTo(1);
    assertThat(restarted.append("r1", "a1", "log", Map.of())).isEqualTo(2);
  }

  @Test
  void wakesThoseWhoWait() throws Exception {
    var waiting = CompletableFuture.supplyAsync(() -> waitAfter(0, Duration.ofSeconds(20)));
    log.append("r1", "a1", "log", Map.of());
    await().until(waiting::isDone);
    assertThat(waiting.get()).isTrue();
    assertThat(log.await(1, Duration.ofMillis(1))).isFalse();
    assertThat(log.await(0, Duration.ofDays(1))).as("it is there already").isTrue();
  }

  @Test
  void letsThoseWhoWaitGoWhenTheyShallStop() throws Exception {
    var stop = new AtomicBoolean();
    var waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return log.await(0, Duration.ofDays(1), stop::get);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    stop.set(true);
    log.wake();
    await().until(waiting::isDone);
    assertThat(waiting.get()).isFalse();
  }

  @Test
  void forgetsWhatIsOldButNotTheNewest() {
    IntStream.range(0, 10).forEach(_ -> log.append("r1", "a1", "log", Map.of()));
    EventLog later = at(NOW.plusSeconds(60));
    later.append("r1", "a1", "log", Map.of());
    assertThat(later.prune(NOW, 1)).as("nothing is older").isZero();
    assertThat(later.prune(NOW.plusSeconds(1), 4)).isEqualTo(7);
    assertThat(seqs(Event.Filter.ALL)).containsExactly(8L, 9L, 10L, 11L);
    assertThat(later.prune(NOW.plusSeconds(3600), 1)).isEqualTo(3);
    assertThat(later.append("r1", "a1", "log", Map.of()))
        .as("a seq never comes back")
        .isEqualTo(12);
  }

  private List<Long> seqs(Event.Filter filter) {
    return log.after(0, filter, 100).stream().map(Event::seq).toList();
  }

  private boolean waitAfter(long seq, Duration timeout) {
    try {
      return log.await(seq, timeout);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
