package dev.freehold.target.ssh;

import dev.freehold.base.Json;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.target.ssh.transport.ServerAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The servers that were set up from this machine. */
public final class ServerStore {
  public static final String KIND = "ssh";

  private final Database database;
  private final Clock clock;

  public ServerStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @param name by which environments refer to it
   * @param tunnelPort on this machine; 0 until it was first used
   */
  public record Stored(String name, ServerAddress address, ServerDetails details, int tunnelPort) {}

  /** Sorted by name. */
  public List<Stored> all() {
    return database.read(
        sql ->
            sql.list(
                "select name, address, details, tunnel_port from targets where kind = ?"
                    + " order by name",
                ServerStore::stored,
                KIND));
  }

  public Optional<Stored> find(String name) {
    return all().stream().filter(server -> server.name().equals(name)).findFirst();
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
                      ? "Add one: freehold target add ssh deploy@example.org"
                      : "There are: "
                          + String.join(", ", known)
                          + "."
                          + NearNames.hint(name, known));
            });
  }

  /** Takes the place of the one with the same name. */
  public void save(String name, ServerAddress address, ServerDetails details) {
    database.change(
        sql ->
            sql.update(
                "insert into targets (name, kind, address, details, tunnel_port, created_at)"
                    + " values (?, ?, ?, ?, 0, ?) on conflict (name) do update set"
                    + " address = excluded.address, details = excluded.details",
                name,
                KIND,
                address.toString(),
                Json.write(details),
                clock.instant()));
  }

  void rememberTunnel(String name, int port) {
    database.change(
        sql -> sql.update("update targets set tunnel_port = ? where name = ?", port, name));
  }

  public void remove(String name) {
    database.change(sql -> sql.update("delete from targets where name = ?", name));
  }

  private static Stored stored(Row row) {
    return new Stored(
        row.text("name"),
        ServerAddress.parse(row.text("address")),
        Json.read(row.text("details"), ServerDetails.class),
        Math.toIntExact(row.number("tunnel_port")));
  }
}
