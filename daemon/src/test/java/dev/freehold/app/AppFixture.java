package dev.freehold.app;

import dev.freehold.base.Ids;
import dev.freehold.credential.Vault;
import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.crypto.spec.SecretKeySpec;

/** The room's stores over a database of their own. */
final class AppFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

  final Database database;
  final Apps apps;
  final Projects projects;
  final Environments environments;
  final OwnedPaths ownedPaths;
  final Consents consents;
  final SettingsStore settings;

  AppFixture(Path folder) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Ids ids = Ids.timeOrdered();
    database = Database.open(folder.resolve("freehold.db"), folder.resolve("backups"));
    apps = new Apps(database, clock, ids);
    projects = new Projects(database, apps, clock);
    environments = new Environments(database, clock, ids);
    ownedPaths = new OwnedPaths(database, clock);
    consents = new Consents(database, clock);
    settings =
        new SettingsStore(database, new Vault(new SecretKeySpec(new byte[32], "AES")), clock, ids);
  }

  @Override
  public void close() {
    database.close();
  }
}
