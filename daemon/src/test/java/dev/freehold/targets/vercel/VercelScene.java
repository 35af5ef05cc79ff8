package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.file.BlobSource;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** An empty account at the stand-in that is connected, with a database of its own. */
public final class VercelScene implements AutoCloseable {
  public final FakeVercel vercel = new FakeVercel().paid().taking(0, 0);
  private final Database database;
  private final FakeAccount account;

  /**
   * @param root of what is written down of the account
   */
  public VercelScene(BlobSource blobs, Path root) {
    var home = new Home(root);
    Home.privateFolder(root);
    database = Database.open(home.database(), home.backups());
    account =
        FakeAccount.in(home, database, blobs, Clock.systemUTC(), vercel, Duration.ofSeconds(30));
    account.connect();
  }

  public Target target(Site site) {
    return account.at(site, Optional.empty());
  }

  /** What was deployed last, as a folder that Vercel's own program takes. */
  public void writeOutput(Path project) throws IOException {
    String newest = vercel.deploymentsOf(vercel.projects().getLast()).getLast();
    for (JsonNode file : vercel.requestOf(newest).path("files")) {
      Path path = project.resolve(file.path("file").asText());
      Files.createDirectories(path.getParent());
      Files.write(path, vercel.file(file.path("sha").asText()));
    }
  }

  @Override
  public void close() {
    account.close();
    database.close();
    vercel.close();
  }
}
