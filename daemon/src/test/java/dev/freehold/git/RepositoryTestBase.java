package dev.freehold.git;

import dev.freehold.file.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A home with one app's repository, and a developer's git. */
public abstract class RepositoryTestBase {
  protected static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir protected Path folder;
  protected Home home;
  protected Repositories repositories;
  protected AppRepository repository;
  protected GitCli git;

  @BeforeEach
  protected void open() throws Exception {
    home = new Home(folder.resolve("home"));
    repositories = new Repositories(home, Clock.fixed(NOW, ZoneOffset.UTC));
    repository = repositories.open("shop");
    git = new GitCli(folder.resolve("developer"));
  }

  @AfterEach
  void everyRepositoryIsSound() throws Exception {
    git.assertSound(repository.folder());
    repositories.close();
  }

  protected ImportResult importExport(MapTree export, String... owned) {
    return repository.importExport(export, List.of(owned), "lovable", "Export");
  }

  /** A developer writes a file, commits and pushes to main. */
  protected void developerPushes(String path, String text) throws Exception {
    Path clone = freshClone();
    Path file = clone.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    git.commitAndPush(clone, "Change " + path);
  }

  protected Path freshClone() throws Exception {
    return git.clone(repository.folder(), Files.createTempDirectory(folder, "clone"));
  }
}
