package dev.freehold.kill;

import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** A home in which version 1 is live or none, and what happens to copies of it. */
final class CrashScene implements AutoCloseable {
  private final KilledApp app;
  private final Path folder;
  private final Home template;
  private final int versions;

  private CrashScene(KilledApp app, Path folder, Home template, int versions) {
    this.app = app;
    this.folder = folder;
    this.template = template;
    this.versions = versions;
  }

  static CrashScene withFirstVersionOf(KilledApp app) throws Exception {
    return of(app, 1);
  }

  /** Where the app goes is ready, and nothing was deployed yet. */
  static CrashScene before(KilledApp app) throws Exception {
    return of(app, 0);
  }

  private static CrashScene of(KilledApp app, int versions) throws Exception {
    Path folder = Files.createTempDirectory("fh-kill");
    var template = new Home(folder.resolve("t"));
    DaemonUnderTest.makeAotCache();
    try (var daemon = DaemonUnderTest.start(template, "", app.surroundings())) {
      var driver = new Driver(daemon.http());
      app.connect(driver);
      if (versions > 0) {
        new KilledDeployment(app, "version-1", 0).carryOn(driver);
      }
    } finally {
      DaemonUnderTest.endServing(template);
    }
    return new CrashScene(app, folder, template, versions);
  }

  /** A copy in which one kill follows the other. */
  KillChain chain(Path... before) throws IOException {
    return new KillChain(app, copy(template, folder), versions, before);
  }

  /**
   * One kill in a copy of its own.
   *
   * @param before class path entries of a seeded bug
   */
  void killAt(String failpoint, Path... before) throws Exception {
    KillPoint point =
        KillPoints.inOrderOfExecution(app).stream()
            .filter(p -> p.failpoint().equals(failpoint))
            .findFirst()
            .orElseThrow();
    try (KillChain chain = chain(before)) {
      chain.killAt(point, Optional.empty());
    }
  }

  static Home copy(Home template, Path folder) throws IOException {
    Path copy = Files.createTempDirectory(folder, "h");
    try (var files = Files.walk(template.root())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path to = copy.resolve(template.root().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else if (Files.isRegularFile(file)) {
          Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return new Home(copy);
  }

  @Override
  public void close() throws Exception {
    app.close();
    Folders.delete(folder);
  }
}
