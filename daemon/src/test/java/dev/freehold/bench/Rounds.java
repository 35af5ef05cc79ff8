package dev.freehold.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does several things in turn, so that whatever else the machine does hits all of them. */
final class Rounds {
  /** One round of one contestant. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /**
   * @param prepare what a round needs, outside the clock
   */
  record Contestant(Work prepare, Work measured) {}

  private Rounds() {}

  /** The contestants' times in their order. */
  static List<Samples> alternate(int warmUp, int rounds, Contestant... contestants)
      throws Exception {
    var times = new ArrayList<List<Duration>>();
    for (Contestant _ : contestants) {
      times.add(new ArrayList<>());
    }
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < contestants.length; i++) {
        contestants[i].prepare().run();
        Duration time = time(contestants[i].measured());
        if (round >= 0) {
          times.get(i).add(time);
        }
      }
    }
    return times.stream().map(Samples::new).toList();
  }

  static Duration time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
