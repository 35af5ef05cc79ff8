package dev.freehold.target.store;

import dev.freehold.app.Environment;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.target.site.HostNames;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The targets that were added on this machine, of every kind. */
public final class TargetStore {
  private static final String SELECT =
      "select name, kind, address, details, tunnel_port from targets";

  private final Database database;
  private final Clock clock;

  public TargetStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param name by which environments refer to it
   * @param kind {@code ssh}, {@code vercel}
   * @param address as its owner knows it
   * @param details JSON of its kind
   * @param tunnelPort on this machine; 0 until it was first used
   */
  public record Stored(String name, String kind, String address, String details, int tunnelPort) {}

  /** Sorted by name. */
  public List<Stored> all() {
    return database.read(sql -> sql.list(SELECT + " order by name", TargetStore::stored));
  }

  public List<Stored> all(String kind) {
    return all().stream().filter(target -> target.kind().equals(kind)).toList();
  }

  public Optional<Stored> find(String name) {
    return database.read(sql -> sql.first(SELECT + " where name = ?", TargetStore::stored, name));
  }

  /**
   * @throws UserError {@code target.unknown}, naming those there are
   */
  public Stored require(String name) {
    return find(name)
        .orElseThrow(
            () -> {
              List<String> known = all().stream().map(Stored::name).toList();
              return new UserError(
                  "target.unknown",
                  "There is no target called '" + name + "'.",
                  known.isEmpty()
                      ? "Add one: freehold target add ssh deploy@example.org, or freehold target"
                          + " add vercel"
                      : "There are: "
                          + String.join(", ", known)
                          + "."
                          + NearNames.hint(name, known));
            });
  }

  /**
   * Takes the place of the one with the same name.
   *
   * @throws UserError {@code target.name-invalid}, {@code target.name-taken} by one of another kind
   */
  public void save(String name, String kind, String address, String details) {
    checkName(name);
    find(name)
        .filter(other -> !other.kind().equals(kind))
        .ifPresent(
            other -> {
              throw new UserError(
                  "target.name-taken",
                  "There is a target called '" + name + "' already, for " + other.address() + ".",
                  "Give this one another name with --name.");
            });
    database.change(
        sql ->
            sql.update(
                "insert into targets (name, kind, address, details, tunnel_port, created_at)"
                    + " values (?, ?, ?, ?, 0, ?) on conflict (name) do update set"
                    + " address = excluded.address, details = excluded.details",
                name,
                kind,
                address,
                details,
                clock.instant()));
  }

  /**
   * @throws UserError {@code target.name-invalid}
   */
  public static void checkName(String name) {
    if (!HostNames.isLabel(name) || name.equals(Environment.LOCAL)) {
      throw new UserError(
          "target.name-invalid",
          "A target can't be called '" + name + "'.",
          "Use small letters, digits and dashes, such as production-server; 'local' is this"
              + " machine.");
    }
  }

  public void rememberTunnel(String name, int port) {
    database.change(
        sql -> sql.update("update targets set tunnel_port = ? where name = ?", port, name));
  }

  public void remove(String name) {
    database.change(sql -> sql.update("delete from targets where name = ?", name));
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.text("name"),
        row.text("kind"),
        row.text("address"),
        row.text("details"),
        Math.toIntExact(row.number("tunnel_port")));
  }
}
