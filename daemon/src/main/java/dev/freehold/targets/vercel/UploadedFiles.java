package dev.freehold.targets.vercel;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.store.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Which files a team has at Vercel already: what was uploaded once is never sent again. */
final class UploadedFiles {
  private final Database database;

  UploadedFiles(Database database) {
    this.database = database;
  }

  /** SHA-1 of those that the team has. */
  Map<Sha256, String> known(String team, Collection<Sha256> files) {
    String wanted = Json.write(files.stream().map(Sha256::hex).toList());
    var known = new HashMap<Sha256, String>();
    database.read(
        sql -> {
          sql.list(
                  "select sha256, sha1 from vercel_files where team = ?"
                      + " and sha256 in (select value from json_each(?))",
                  row -> Map.entry(new Sha256(row.text("sha256")), row.text("sha1")),
                  team,
                  wanted)
              .forEach(file -> known.put(file.getKey(), file.getValue()));
          return known;
        });
    return known;
  }

  void add(String team, Map<Sha256, String> uploaded) {
    database.change(
        sql ->
            uploaded.forEach(
                (sha256, sha1) ->
                    sql.update(
                        "insert or replace into vercel_files (team, sha256, sha1) values (?, ?, ?)",
                        team,
                        sha256.hex(),
                        sha1)));
  }

  /** Vercel keeps files only for a while. */
  void forget(String team, Collection<String> sha1) {
    database.change(
        sql ->
            sql.update(
                "delete from vercel_files where team = ?"
                    + " and sha1 in (select value from json_each(?))",
                team,
                Json.write(sha1)));
  }
}
