package dev.freehold.git;

import dev.freehold.base.MachineError;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/** Every app's repository, {@code <home>/repositories/<slug>.git}, open until this is closed. */
public final class Repositories implements AutoCloseable {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final Home home;
  private final Clock clock;
  private final ConcurrentMap<String, AppRepository> repositories = new ConcurrentHashMap<>();

  public Repositories(Home home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  /**
   * The app's repository; made when the app has none yet. Always the same object for one slug.
   *
   * @throws MachineError {@code machine.io}
   */
  public AppRepository open(String slug) {
    if (!SLUG.matcher(slug).matches()) {
      throw new IllegalArgumentException("not a slug: " + slug);
    }
    return repositories.computeIfAbsent(slug, this::openFolder);
  }

  /** The app's repository; empty when it has none yet. Makes nothing. */
  public Optional<AppRepository> find(String slug) {
    return Files.exists(folder(slug)) ? Optional.of(open(slug)) : Optional.empty();
  }

  /** Where the app's repository is, or will be. */
  public Path folder(String slug) {
    return home.repositories().resolve(slug + ".git");
  }

  /**
   * Deletes the app's repository; one rename, so that no half of it is ever opened.
   *
   * @throws MachineError {@code machine.io}
   */
  public void delete(String slug) {
    Path folder = folder(slug);
    Optional.ofNullable(repositories.remove(slug)).ifPresent(AppRepository::close);
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Path gone = Files.createTempDirectory(home.work(), "repository");
      Files.move(folder, gone.resolve("git"), StandardCopyOption.ATOMIC_MOVE);
      DurableFiles.syncFolder(home.repositories());
      Folders.delete(gone);
    } catch (IOException e) {
      throw MachineError.io("Deleting the repository " + folder, e);
    }
  }

  private AppRepository openFolder(String slug) {
    Path folder = folder(slug);
    try {
      return new AppRepository(slug, folder, BareRepository.openOrCreate(folder), clock);
    } catch (IOException e) {
      throw MachineError.io("Opening the repository " + folder, e);
    }
  }

  @Override
  public void close() {
    repositories.values().forEach(AppRepository::close);
    repositories.clear();
  }
}
