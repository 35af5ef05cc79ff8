package dev.freehold.intake;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.file.ShownPath;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code exports}. */
final class ExportRows {
  private final Database database;

  ExportRows(Database database) {
    this.database = database;
  }

  void insert(Export export) {
    database.change(
        sql ->
            sql.update(
                "insert into exports (id, name, kind, state, created_at) values (?, ?, ?, ?, ?)",
                export.id(),
                export.name(),
                export.kind().wireName(),
                export.state(),
                export.createdAt()));
  }

  /**
   * @throws UserError {@code intake.unknown-export}
   */
  Export find(String id) {
    return maybe(id)
        .orElseThrow(
            () ->
                new UserError(
                    "intake.unknown-export",
                    "There is no export with the id '" + ShownPath.of(id) + "'.",
                    "Start the export again; one that nobody went on with is removed after a"
                        + " while."));
  }

  Optional<Export> maybe(String id) {
    return database.read(
        sql -> sql.first("select * from exports where id = ?", ExportRows::export, id));
  }

  void complete(String id, Kind kind, long received, Receipt receipt, Instant at) {
    database.change(
        sql ->
            sql.update(
                "update exports set state = ?, kind = ?, received = ?, receipt = ?, files = ?,"
                    + " bytes = ?, tree_sha256 = ?, completed_at = ? where id = ?",
                State.COMPLETE,
                kind.wireName(),
                received,
                Json.write(receipt),
                receipt.files(),
                receipt.bytes(),
                receipt.sha256(),
                at,
                id));
  }

  void refuse(String id, long received, Rejection rejection, Instant at) {
    database.change(
        sql ->
            sql.update(
                "update exports set state = ?, received = ?, error = ?, completed_at = ?"
                    + " where id = ?",
                State.REFUSED,
                received,
                Json.write(rejection),
                at,
                id));
  }

  void claim(String id, String appId) {
    database.change(sql -> sql.update("update exports set app_id = ? where id = ?", appId, id));
  }

  void delete(String id) {
    database.change(sql -> sql.update("delete from exports where id = ?", id));
  }

  /** The newest other export that the app used. */
  Optional<Export> lastClaimed(String appId, String otherThan) {
    return database.read(
        sql ->
            sql.first(
                "select * from exports where app_id = ? and state = ? and id <> ?"
                    + " order by completed_at desc, id desc limit 1",
                ExportRows::export,
                appId,
                State.COMPLETE,
                otherThan));
  }

  /** Ids of those that no app used. */
  List<String> unclaimedBefore(Instant time) {
    return database.read(
        sql ->
            sql.list(
                "select id from exports where app_id is null and created_at < ?",
                row -> row.text("id"),
                time));
  }

  private static Export export(Row row) {
    return new Export(
        row.text("id"),
        row.text("name"),
        Kind.of(row.text("kind")),
        row.enumeration("state", State.class),
        row.number("received"),
        row.maybeText("app_id").orElse(null),
        row.maybeText("receipt").map(text -> Json.read(text, Receipt.class)).orElse(null),
        row.maybeText("error").map(text -> Json.read(text, Rejection.class)).orElse(null),
        row.time("created_at"),
        row.maybeTime("completed_at").orElse(null));
  }
}
