package dev.freehold.render;

import dev.freehold.base.FreeholdException;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.process.Command;
import dev.freehold.process.Limits;
import dev.freehold.process.OutputListener;
import dev.freehold.process.ProcessRunner;
import dev.freehold.render.Look.NotSeen;
import dev.freehold.render.Rendering.NotRendered;
import dev.freehold.render.Rendering.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Shows a page in the user's browser, without a window and with a profile that is made for it and
 * deleted. One page at a time: a browser is large.
 */
public final class PageRenderer {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 50;
  private static final Limits LIMITS = new Limits(4L << 30, 128);

  private final Supplier<Optional<Browser>> browser;
  private final ProcessRunner processes;
  private final Path profiles;
  private final Duration deadline;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** What a killed daemon left is known by the name of another start. */
  private final String start = UUID.randomUUID().toString();

  /**
   * @param profiles a folder of ours for profiles
   */
  public PageRenderer(Supplier<Optional<Browser>> browser, ProcessRunner processes, Path profiles) {
    this(browser, processes, profiles, DEADLINE);
  }

  /**
   * @param deadline after which the browser and everything it started is killed
   */
  PageRenderer(
      Supplier<Optional<Browser>> browser,
      ProcessRunner processes,
      Path profiles,
      Duration deadline) {
    this.browser = browser;
    this.processes = processes;
    this.profiles = profiles;
    this.deadline = deadline;
  }

  /**
   * Its picture through its first window. Never throws for what the page, the browser or this
   * machine does.
   *
   * @param cancelled asked many times a second; true kills the browser
   */
  public Rendering render(Page page, BooleanSupplier cancelled) {
    return renderAll(page, cancelled)
        .getOrDefault(
            page.windows().getFirst(),
            new NotRendered(Reason.FAILED, "There is no picture of this window."));
  }

  /** As {@link #render}, through all of its windows. */
  public Map<Window, Rendering> renderAll(Page page, BooleanSupplier cancelled) {
    return switch (look(page, cancelled)) {
      case Look.Seen seen when seen.pictures().keySet().containsAll(page.windows()) ->
          seen.renderings();
      case Look.Seen _ -> none(page, Reason.FAILED, "The page sends itself on without end.");
      case Look.NotSeen missing -> none(page, missing.reason(), missing.why());
    };
  }

  private static Map<Window, Rendering> none(Page page, Reason reason, String why) {
    var none = new EnumMap<Window, Rendering>(Window.class);
    page.windows().forEach(window -> none.put(window, new NotRendered(reason, why)));
    return none;
  }

  /** As {@link #render}, with all that the browser tells of the page. */
  public Look look(Page page, BooleanSupplier cancelled) {
    Optional<Browser> found = browser.get();
    if (found.isEmpty()) {
      return new NotSeen(
          Reason.NO_BROWSER, "No Chrome, Chromium, Edge or Brave was found on this machine.");
    }
    if (!myTurn(cancelled)) {
      return new NotSeen(Reason.TIMED_OUT, "Another page was being shown all the time.");
    }
    try {
      return look(found.get(), page, cancelled);
    } catch (IOException e) {
      return new NotSeen(Reason.FAILED, "The browser's folder failed: " + e.getMessage());
    } catch (FreeholdException e) {
      boolean late = e.code().equals("process.timed-out");
      return new NotSeen(late ? Reason.TIMED_OUT : Reason.FAILED, e.getMessage());
    } finally {
      oneAtATime.unlock();
    }
  }

  private boolean myTurn(BooleanSupplier cancelled) {
    long giveUp = System.nanoTime() + deadline.toNanos();
    try {
      while (!cancelled.getAsBoolean() && System.nanoTime() < giveUp) {
        if (oneAtATime.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private Look look(Browser with, Page page, BooleanSupplier cancelled) throws IOException {
    deleteLeftovers();
    Path profile = profiles.resolve(start + "." + UUID.randomUUID());
    Home.privateFolder(profile);
    try {
      return visit(with, page, profile, cancelled);
    } finally {
      Folders.delete(profile);
    }
  }

  private Look visit(Browser with, Page page, Path profile, BooleanSupplier cancelled) {
    Command command = command(BrowserArguments.of(with, page, profile), profile);
    try {
      return processes.converse(
          command, OutputListener.NONE, cancelled, (said, told) -> Visit.of(page, said, told));
    } catch (IOException e) {
      return new NotSeen(
          Reason.FAILED, with.name() + " made no picture of the page: " + e.getMessage());
    }
  }

  private Command command(List<String> arguments, Path profile) {
    return Command.of(profile, arguments)
        .withEnvironment(
            Map.of(
                "HOME", profile.toString(),
                "PATH", processes.executables().path(),
                "LANG", "C.UTF-8"))
        .withTimeout(deadline)
        .withLimits(LIMITS);
  }

  private void deleteLeftovers() throws IOException {
    Home.privateFolder(profiles);
    try (var folders = Files.newDirectoryStream(profiles)) {
      for (Path folder : folders) {
        if (!folder.getFileName().toString().startsWith(start)) {
          deleteUnlessUsed(folder);
        }
      }
    }
  }

  private static void deleteUnlessUsed(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      // a browser that outlived a killed daemon still writes there; the next picture deletes it
      return;
    }
  }
}
