package dev.freehold.targets.vercel;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.store.Database;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the deployments that were made from here hold, so that later ones can hold it as well. */
final class Outputs {
  private final Database database;

  Outputs(Database database) {
    this.database = database;
  }

  /**
   * @param path as visitors name it
   * @param sha1 by which Vercel knows its bytes
   * @param size in bytes
   * @param immutable whether its name says its content
   */
  record Kept(String path, Sha256 id, String sha1, long size, boolean immutable) {}

  void save(String team, String project, String deployment, List<Kept> files) {
    database.change(
        sql ->
            sql.update(
                "insert or replace into vercel_outputs (deployment, project, team, files)"
                    + " values (?, ?, ?, ?)",
                deployment,
                project,
                team,
                Json.write(files)));
  }

  /** Whether it was written down what a deployment holds. */
  boolean knows(String deployment) {
    return database.read(
        sql ->
            sql.first(
                    "select 1 as known from vercel_outputs where deployment = ?",
                    row -> row.flag("known"),
                    deployment)
                .isPresent());
  }

  /** By deployment. */
  Map<String, List<Kept>> of(String project) {
    var outputs = new LinkedHashMap<String, List<Kept>>();
    database
        .read(
            sql ->
                sql.list(
                    "select deployment, files from vercel_outputs where project = ?"
                        + " order by deployment",
                    row ->
                        Map.entry(
                            row.text("deployment"),
                            List.of(Json.read(row.text("files"), Kept[].class))),
                    project))
        .forEach(output -> outputs.put(output.getKey(), output.getValue()));
    return outputs;
  }

  /**
   * Of deployments that are no more. Vercel may drop files that no deployment has, so these are
   * sent again when they are needed again.
   */
  void forget(String team, Collection<String> deployments) {
    String gone = Json.write(deployments);
    database.change(
        sql -> {
          sql.update(
              "delete from vercel_files where team = ? and sha256 in (select file.value ->> 'id'"
                  + " from vercel_outputs, json_each(files) as file where deployment in (select"
                  + " value from json_each(?))) and sha256 not in (select file.value ->> 'id' from"
                  + " vercel_outputs, json_each(files) as file where team = ? and deployment not"
                  + " in (select value from json_each(?)))",
              team,
              gone,
              team,
              gone);
          sql.update(
              "delete from vercel_outputs where deployment in (select value from json_each(?))",
              gone);
        });
  }
}
