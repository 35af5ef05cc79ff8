package dev.freehold.host;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Everything that the host is doing for the extension, by the id of the frame that asked. */
final class Running {
  /** As many chunks of an upload, there and back, fit into the host's small heap. */
  private static final int MOST = 32;

  private final Map<String, Thread> threads = new ConcurrentHashMap<>();
  private final FrameWriter out;

  /** Work whose result is the last frame with its id. */
  @FunctionalInterface
  interface Work {
    /**
     * @param wanted whether anyone still waits for it
     */
    byte[] run(BooleanSupplier wanted);
  }

  Running(FrameWriter out) {
    this.out = out;
  }

  void start(String id, Work work) throws Refusal {
    if (threads.size() >= MOST) {
      throw new Refusal(
          "host.busy",
          MOST + " requests and subscriptions are running, and no more can.",
          "Wait for one of them to end.");
    }
    Thread thread = Thread.ofPlatform().daemon().unstarted(() -> run(id, work));
    if (threads.putIfAbsent(id, thread) != null) {
      throw new Refusal(
          "host.id-taken",
          "A request or subscription with the id " + id + " is still running.",
          "Give each frame an id of its own.");
    }
    thread.start();
  }

  private void run(String id, Work work) {
    Thread self = Thread.currentThread();
    byte[] last = last(id, work, () -> threads.get(id) == self);
    // whoever takes it off the list has the last word
    if (threads.remove(id, self)) {
      out.write(last);
    }
  }

  private static byte[] last(String id, Work work, BooleanSupplier wanted) {
    try {
      return work.run(wanted);
    } catch (RuntimeException e) {
      return Answers.error(
          Optional.of(id),
          new Trouble(
              "host.bug",
              "The native host ran into a bug: " + e + ".",
              "Report it; connecting again may help."));
    }
  }

  /** Nothing with this id is written after it. */
  void stop(String id) {
    Thread thread = threads.remove(id);
    if (thread != null) {
      thread.interrupt();
    }
  }

  void stopAll() {
    threads.keySet().forEach(this::stop);
  }
}
