package dev.freehold.targets.local.supervise;

import dev.freehold.base.FreeholdException;
import dev.freehold.detect.Serving.Service;
import dev.freehold.process.Limits;
import dev.freehold.process.OutputListener;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.RunningProcess;
import dev.freehold.targets.local.site.ServicesState.OneService;
import dev.freehold.targets.local.site.ServicesState.State;
import dev.freehold.targets.site.NotReady;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One server of an app, kept running until it is stopped. */
final class ServiceProcess {
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final Duration ASKED_EVERY = Duration.ofMillis(25);
  private static final Duration ASKED_AGAIN_AFTER = Duration.ofSeconds(1);
  private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(1);
  private static final int SILENT_BEFORE_IT_HANGS = 3;
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);
  private static final Duration GIVES_UP_AFTER = Duration.ofSeconds(15);
  private static final Duration COUNTED_FOR = Duration.ofMinutes(1);
  private static final int TAIL = 80;

  /** Starts the program on a port. */
  @FunctionalInterface
  interface Starter {
    RunningProcess start(int port, OutputListener output);
  }

  /** Is told every line, and of every change. */
  interface Listener {
    void line(String service, String text);

    void changed();
  }

  private final Service service;
  private final String host;
  private final Starter starter;
  private final Listener listener;
  private final Turns turns;
  private final Clock clock;
  private final Backoff backoff = new Backoff();
  private final Thread keeper;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private State state = State.STARTING;
  private boolean stopping;
  private boolean wasReady;
  private volatile boolean suspected;
  private final AtomicInteger visitors = new AtomicInteger();
  private int port;
  private final Deque<Instant> failures = new ArrayDeque<>();
  private Optional<String> problem = Optional.empty();
  private List<String> tail = List.of();
  private @Nullable RunningProcess running;

  /**
   * @param host as visitors name it
   * @param turns shared by all servers of this machine
   */
  ServiceProcess(
      Service service, String host, Starter starter, Listener listener, Turns turns, Clock clock) {
    this.service = service;
    this.host = host;
    this.starter = starter;
    this.listener = listener;
    this.turns = turns;
    this.clock = clock;
    this.keeper = Thread.ofVirtual().name("service " + service.name()).unstarted(this::keepRunning);
  }

  Service service() {
    return service;
  }

  void begin() {
    keeper.start();
  }

  /** The port on which it answers, as soon as it does; empty when the time is over before. */
  OptionalInt awaitReady(Duration within) throws InterruptedException {
    long left = within.toNanos();
    visitors.incrementAndGet();
    lock.lock();
    try {
      while (state != State.READY) {
        if (left <= 0 || state == State.STOPPED) {
          return OptionalInt.empty();
        }
        left = change.awaitNanos(left);
      }
      return OptionalInt.of(port);
    } finally {
      lock.unlock();
      visitors.decrementAndGet();
    }
  }

  /**
   * Has it asked whether it still answers. Nobody asks without a reason: each question may wake a
   * database that is paid by the hour.
   */
  void suspect() {
    suspected = true;
  }

  /** Whether it failed repeatedly and never answered. */
  boolean isHopeless(int attempts) {
    lock.lock();
    try {
      return !wasReady && failures.size() >= attempts;
    } finally {
      lock.unlock();
    }
  }

  OneService state() {
    lock.lock();
    try {
      return new OneService(
          service.name(),
          state,
          port,
          failures.size(),
          Optional.ofNullable(failures.peekLast()),
          problem,
          tail);
    } finally {
      lock.unlock();
    }
  }

  /** Returns when it is gone. */
  void stop() {
    RunningProcess process;
    lock.lock();
    try {
      stopping = true;
      process = running;
      change.signalAll();
    } finally {
      lock.unlock();
    }
    if (process != null) {
      process.stop(ENDS_WITHIN);
    }
    awaitKeeper();
  }

  /** One that is just being started is ended by it. */
  private void awaitKeeper() {
    try {
      keeper.join(GIVES_UP_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepRunning() {
    try {
      while (!isStopping()) {
        Instant begun = clock.instant();
        Ended ended = run();
        if (isStopping()) {
          break;
        }
        Duration pause = backoff.afterFailure(begun, clock.instant());
        failed(ended);
        say(ended.problem() + " It is started again in " + pause.toMillis() + " ms.");
        rest(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      become(State.STOPPED, 0);
    }
  }

  /**
   * @param tail what it wrote last
   */
  private record Ended(String problem, List<String> tail) {}

  /** From one start to the end that follows. */
  private Ended run() throws InterruptedException {
    Turns.Turn turn = turns.take(visitors::get, this::isStopping);
    try {
      return isStopping() ? new Ended("It was stopped.", List.of()) : run(turn);
    } finally {
      turns.over(turn);
    }
  }

  private Ended run(Turns.Turn turn) throws InterruptedException {
    RunningProcess process;
    int mine;
    try {
      mine = freePort();
      become(State.STARTING, mine);
      process = starter.start(mine, (_, line) -> listener.line(service.name(), line));
    } catch (FreeholdException e) {
      return new Ended(e.getMessage() + " " + e.remedy(), List.of());
    } catch (IOException e) {
      return new Ended("There is no free port: " + e.getMessage(), List.of());
    }
    hold(process);
    Optional<String> why;
    try {
      why = awaitReady(process, mine);
      if (why.isEmpty()) {
        turns.over(turn);
        become(State.READY, mine);
        why = awaitEnd(process, mine);
      }
    } finally {
      process.stop(Duration.ZERO);
    }
    ProcessResult result = process.ended();
    hold(null);
    return new Ended(
        why.orElseGet(() -> "The server ended with exit code " + result.exitCode() + "."),
        result.tail());
  }

  /** Empty when it answers, or has ended. */
  private Optional<String> awaitReady(RunningProcess process, int mine)
      throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (true) {
      HealthProbe.Result result = HealthProbe.ask(mine, host, service.healthPath());
      if (result == HealthProbe.Result.READY) {
        return Optional.empty();
      }
      // each of its failures may fill a page of its log
      boolean failing = result == HealthProbe.Result.FAILING;
      if (process.awaitEnd(failing ? ASKED_AGAIN_AFTER : ASKED_EVERY)) {
        return Optional.of(endedEarly(process));
      }
      if (process.exceeds(Limits.SERVER)) {
        return Optional.of(tooLarge());
      }
      if (System.nanoTime() - deadline > 0) {
        return Optional.of(
            NotReady.silent(service.healthPath(), READY_WITHIN.toSeconds(), failing));
      }
    }
  }

  private static String endedEarly(RunningProcess process) {
    return "The server ended with exit code " + process.ended().exitCode() + " before it answered.";
  }

  private Optional<String> awaitEnd(RunningProcess process, int mine) throws InterruptedException {
    suspected = false;
    int silent = 0;
    while (!process.awaitEnd(LOOKED_AT_EVERY)) {
      if (process.exceeds(Limits.SERVER)) {
        return Optional.of(tooLarge());
      }
      if (suspected) {
        silent = isSilent(mine) ? silent + 1 : 0;
        suspected = silent > 0;
        if (silent == SILENT_BEFORE_IT_HANGS) {
          return Optional.of(hangs());
        }
      }
    }
    return Optional.empty();
  }

  private boolean isSilent(int mine) {
    return HealthProbe.ask(mine, host, service.healthPath()) == HealthProbe.Result.SILENT;
  }

  private String hangs() {
    return "The server hangs: it let visitors wait, and did not answer GET "
        + service.healthPath()
        + " either, "
        + SILENT_BEFORE_IT_HANGS
        + " times in a row.";
  }

  private static String tooLarge() {
    return "The server was stopped, because it used more than "
        + Limits.SERVER.memory() / (1 << 20)
        + " MiB of memory or "
        + Limits.SERVER.processes()
        + " processes.";
  }

  private void failed(Ended ended) {
    lock.lock();
    try {
      Instant now = clock.instant();
      failures.addLast(now);
      failures.removeIf(failure -> failure.isBefore(now.minus(COUNTED_FOR)));
      problem = Optional.of(ended.problem());
      List<String> all = ended.tail();
      tail = all.subList(Math.max(0, all.size() - TAIL), all.size());
    } finally {
      lock.unlock();
    }
    become(State.DOWN, 0);
  }

  private void say(String text) {
    listener.line(service.name(), "[freehold] " + text);
  }

  private void become(State next, int nextPort) {
    lock.lock();
    try {
      state = next;
      port = nextPort;
      wasReady |= next == State.READY;
      change.signalAll();
    } finally {
      lock.unlock();
    }
    listener.changed();
  }

  /** A stop that came while it was being started did not see it. */
  private void hold(@Nullable RunningProcess process) {
    boolean late;
    lock.lock();
    try {
      running = process;
      late = stopping;
    } finally {
      lock.unlock();
    }
    if (late && process != null) {
      process.stop(ENDS_WITHIN);
    }
  }

  private boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  private void rest(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (!stopping && left > 0) {
        left = change.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
