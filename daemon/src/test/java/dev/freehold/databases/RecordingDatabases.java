package dev.freehold.databases;

import dev.freehold.databases.postgres.PostgresDatabases;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes who is looked at, and has nobody answer. */
public final class RecordingDatabases implements Databases {
  private final Databases real = new PostgresDatabases();

  /** Names of the variables that were looked at. */
  public final List<String> looks = new CopyOnWriteArrayList<>();

  @Override
  public boolean reads(String address) {
    return real.reads(address);
  }

  @Override
  public Sessions sessions(String address) {
    return real.sessions(address);
  }

  @Override
  public Look look(DatabaseVariable variable) {
    looks.add(variable.name());
    return new Look.Failed(variable.name() + " can't be looked at: nobody answers.");
  }
}
