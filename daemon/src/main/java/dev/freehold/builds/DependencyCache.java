package dev.freehold.builds;

import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Installed packages by what was installed, so that only a change of the lock file needs the
 * network again. A folder under its key is complete: it is renamed there when everything is on
 * disk.
 */
public final class DependencyCache {
  private static final String TREE = "tree";
  private static final String STORED = "stored.json";

  private final Home home;
  private final ProcessRunner runner;
  private final Clock clock;
  private final Map<String, ReentrantLock> installing = new ConcurrentHashMap<>();
  private final Map<String, Integer> inUse = new HashMap<>();

  public DependencyCache(Home home, ProcessRunner runner, Clock clock) {
    this.home = home;
    this.runner = runner;
    this.clock = clock;
  }

  /** Installs unless that was done before; two that want the same wait for one install. */
  Dependencies obtain(Installation install, Sandbox sandbox, BuildListener listener) {
    String key = install.key();
    use(key);
    ReentrantLock lock = installing.computeIfAbsent(key, _ -> new ReentrantLock());
    boolean done = false;
    try {
      await(lock, listener);
      try {
        if (Files.isDirectory(entry(key))) {
          listener.line("The packages are installed already.");
          makeScratch(entry(key).resolve(TREE), stored(entry(key)).places(), install);
        } else {
          install(key, install, sandbox, listener);
        }
        Files.setLastModifiedTime(entry(key), FileTime.from(clock.instant()));
      } finally {
        lock.unlock();
      }
      Stored stored = stored(entry(key));
      var dependencies =
          new Dependencies(
              key,
              entry(key).resolve(TREE),
              stored.places(),
              install.scratch(),
              install.own(),
              stored.adaptations(),
              () -> release(key));
      done = true;
      return dependencies;
    } catch (IOException e) {
      throw MachineError.io("Storing the installed packages", e);
    } finally {
      if (!done) {
        release(key);
      }
    }
  }

  /**
   * Deletes what was not used for longest, until at most {@code maxBytes} are left. What a build
   * uses right now stays.
   *
   * @return freed bytes
   */
  public long prune(long maxBytes) {
    try {
      Path folder = Files.createDirectories(root());
      var entries = new ArrayList<Entry>();
      try (var keys = Files.list(folder)) {
        for (Path entry : (Iterable<Path>) keys::iterator) {
          entries.add(new Entry(entry, Files.getLastModifiedTime(entry), bytes(entry)));
        }
      }
      entries.sort(Comparator.comparing(Entry::used).reversed());
      long kept = 0;
      long freed = 0;
      for (Entry entry : entries) {
        if (kept + entry.bytes <= maxBytes || !discard(entry.folder)) {
          kept += entry.bytes;
        } else {
          freed += entry.bytes;
        }
      }
      return freed;
    } catch (IOException e) {
      throw MachineError.io("Pruning the installed packages", e);
    }
  }

  private static Stored stored(Path entry) throws IOException {
    return Json.read(Files.readString(entry.resolve(STORED)), Stored.class);
  }

  /** In a workspace other packages are built as well. */
  private static void makeScratch(Path tree, List<String> places, Installation install)
      throws IOException {
    for (String place : places) {
      for (String name : install.scratch()) {
        Files.createDirectories(tree.resolve(place).resolve(name));
      }
    }
  }

  private void install(String key, Installation install, Sandbox sandbox, BuildListener listener)
      throws IOException {
    Workshop workshop = Workshop.in(home.work(), "install");
    try {
      Path npmCache = Files.createDirectories(home.cache().resolve("npm"));
      var installed = install.run(workshop, sandbox, npmCache, listener);
      Path ready = Files.createDirectories(workshop.folder().resolve("ready"));
      for (String place : installed.places()) {
        Path to = ready.resolve(TREE).resolve(place);
        Files.createDirectories(to.getParent());
        Files.move(installed.tree().resolve(place), to, StandardCopyOption.ATOMIC_MOVE);
      }
      makeScratch(ready.resolve(TREE), installed.places(), install);
      Files.writeString(
          ready.resolve(STORED),
          Json.write(new Stored(installed.places(), installed.adaptations())));
      sync(ready);
      Files.createDirectories(root());
      Files.move(ready, entry(key), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      workshop.delete();
    }
  }

  /** Thousands of small files: one flush of their file system instead of an fsync each. */
  private void sync(Path folder) {
    boolean one = System.getProperty("os.name", "").startsWith("Linux");
    runner.run(
        one ? Command.of(folder, "sync", "-f", folder.toString()) : Command.of(folder, "sync"));
  }

  private static void await(ReentrantLock lock, BuildListener listener) {
    try {
      while (!lock.tryLock(100, TimeUnit.MILLISECONDS)) {
        if (listener.cancelled()) {
          throw cancelled();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cancelled();
    }
  }

  private static UserError cancelled() {
    return new UserError(
        "process.cancelled",
        "The build was cancelled while it waited for another one to install the same packages.",
        "Start it again when you want it to finish.");
  }

  private synchronized void use(String key) {
    inUse.merge(key, 1, Integer::sum);
  }

  private synchronized void release(String key) {
    inUse.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  /** Moves it out of reach first, so that no build sees half of it. */
  private boolean discard(Path entry) throws IOException {
    Path doomed = Workshop.in(home.work(), "discarded").folder();
    synchronized (this) {
      if (inUse.containsKey(entry.getFileName().toString())) {
        return false;
      }
      Files.createDirectories(home.work());
      Files.move(entry, doomed, StandardCopyOption.ATOMIC_MOVE);
    }
    Folders.delete(doomed);
    return true;
  }

  private static long bytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          sum += Files.size(file);
        }
      }
      return sum;
    }
  }

  private Path root() {
    return home.cache().resolve("dependencies");
  }

  private Path entry(String key) {
    return root().resolve(key);
  }

  private record Stored(List<String> places, List<Adaptation> adaptations) {}

  private record Entry(Path folder, FileTime used, long bytes) {}
}
