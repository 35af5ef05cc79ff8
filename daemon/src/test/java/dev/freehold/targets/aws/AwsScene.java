package dev.freehold.targets.aws;

import dev.freehold.file.BlobSource;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.fake.FakeAws;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** An empty account at the stand-in that is connected, with a database of its own. */
public final class AwsScene implements AutoCloseable {
  public static final String REGION = FakeLogin.REGION;
  public final FakeAws aws = new FakeAws();
  private final Database database;
  private final FakeLogin login;

  /**
   * @param root of what is written down of the account
   */
  public AwsScene(BlobSource blobs, Path root) throws IOException {
    var home = new Home(root);
    Home.privateFolder(root);
    database = Database.open(home.database(), home.backups());
    login = FakeLogin.in(home, database, blobs, Clock.systemUTC(), aws, Duration.ofSeconds(30));
    login.connect();
  }

  public Target target(Site site) {
    return login.at(site);
  }

  @Override
  public void close() {
    login.close();
    database.close();
    aws.close();
  }
}
