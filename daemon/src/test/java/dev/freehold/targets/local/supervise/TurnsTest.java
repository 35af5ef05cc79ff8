package dev.freehold.targets.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.targets.local.supervise.Turns.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final List<String> begun = new CopyOnWriteArrayList<>();

  @Test
  void nobodyWaitsWhereThereIsRoom() throws Exception {
    var turns = new Turns(2, Duration.ofMinutes(1));
    turns.take(() -> 0, () -> false);
    turns.take(() -> 0, () -> false);
    assertThat(later(turns, "third", new AtomicInteger()).isDone()).isFalse();
  }

  @Test
  void theOneThatMostVisitorsWaitForIsNext() throws Exception {
    var turns = new Turns(1, Duration.ofMinutes(1));
    Turn first = turns.take(() -> 0, () -> false);
    FutureTask<Turn> early = later(turns, "early", new AtomicInteger(1));
    FutureTask<Turn> busy = later(turns, "busy", new AtomicInteger(5));
    FutureTask<Turn> late = later(turns, "late", new AtomicInteger(2));

    turns.over(first);
    turns.over(busy.get(10, TimeUnit.SECONDS));
    turns.over(late.get(10, TimeUnit.SECONDS));
    turns.over(early.get(10, TimeUnit.SECONDS));
    assertThat(begun).containsExactly("busy", "late", "early");
  }

  @Test
  void oneThatStartsForLongHoldsUpNobody() throws Exception {
    var turns = new Turns(1, Duration.ofMillis(300));
    turns.take(() -> 0, () -> false);
    assertThat(later(turns, "next", new AtomicInteger()).get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void whoIsStoppedMeanwhileDoesNotWait() throws Exception {
    var turns = new Turns(1, Duration.ofMinutes(1));
    turns.take(() -> 0, () -> false);
    assertThat(turns.take(() -> 0, () -> true)).isNotNull();
  }

  /** Returns when it waits, or has its turn. */
  private FutureTask<Turn> later(Turns turns, String name, AtomicInteger visitors) {
    var asked = new AtomicInteger();
    var task =
        new FutureTask<>(
            () -> {
              Turn turn = turns.take(visitors::get, () -> asked.incrementAndGet() == 0);
              begun.add(name);
              return turn;
            });
    Thread.startVirtualThread(task);
    await().until(() -> asked.get() > 0 || task.isDone());
    return task;
  }
}
