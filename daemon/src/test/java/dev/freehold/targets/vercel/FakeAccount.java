package dev.freehold.targets.vercel;

import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import dev.freehold.credential.EncryptionKey;
import dev.freehold.credential.Vault;
import dev.freehold.file.BlobSource;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.registry.Drivers;
import dev.freehold.targets.registry.TargetStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The account at the stand-in, as a home knows it. */
record FakeAccount(VercelDriver driver, Drivers drivers) implements AutoCloseable {
  private static final String NAME = "vercel";

  static FakeAccount in(
      Home home,
      Database database,
      BlobSource blobs,
      Clock clock,
      FakeVercel vercel,
      Duration patience) {
    var driver =
        new VercelDriver(
            Endpoint.standIn(vercel.api(), patience),
            new Tokens(Map.of(), home.root(), clock),
            VercelDriver.Stores.in(database, clock),
            blobs,
            clock);
    var vault = new Vault(EncryptionKey.find(Map.of(), home.encryptionKey()));
    return new FakeAccount(
        driver, new Drivers(List.of(driver), new TargetStore(database, vault, clock)));
  }

  /**
   * @param more besides the token
   */
  Connected connect(String name, Map<String, String> more) {
    var values = new HashMap<>(more);
    values.put("token", FakeVercel.TOKEN);
    String shown = drivers.look(NAME, values).hash();
    return drivers.connect(name, NAME, values, shown, Progress.NONE);
  }

  Connected connect() {
    return connect(NAME, Map.of());
  }

  Target at(Site site, Optional<Domain> domain) {
    return drivers.open(site, new Placement(NAME, domain));
  }

  @Override
  public void close() {
    drivers.close();
  }
}
