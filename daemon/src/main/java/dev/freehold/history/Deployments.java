package dev.freehold.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.git.Repositories;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The deployments of the apps, newest first. */
public final class Deployments {
  public static final int LARGEST_PAGE = 100;

  /** In bytes; the API refuses to answer with more than 768 KiB. */
  private static final int LARGEST_REPLY = 512 * 1024;

  private static final String SELECT =
      """
      select d.*, a.slug, e.name as environment, r.number, r.commit_id, p.number as previous_number,
        exists (select 1 from pictures where deployment_id = d.id and window = 'desktop') as screenshot
      from deployments d
        join apps a on a.id = d.app_id
        join environments e on e.id = d.environment_id
        join releases r on r.id = d.release_id
        left join releases p on p.id = d.previous_release_id
      """;

  private final Database database;
  private final CommitMessages messages;

  public Deployments(Database database, Repositories repositories) {
    this.database = database;
    this.messages = new CommitMessages(repositories);
  }

  /**
   * A page of the history of one app. Ids are sorted by time, so the page is a range of the index.
   *
   * @param environmentId empty for all environments
   * @param before id of the last deployment of the page before; empty for the newest
   * @param limit at most 100; fewer are returned when they are very large
   */
  public Page page(
      String appId, Optional<String> environmentId, Optional<String> before, int limit) {
    int size = Math.clamp(limit, 1, LARGEST_PAGE);
    var parameters = new ArrayList<Object>();
    var where = new StringBuilder("where ");
    if (environmentId.isPresent()) {
      where.append("d.environment_id = ?");
      parameters.add(environmentId.get());
    } else {
      where.append("d.app_id = ?");
      parameters.add(appId);
    }
    before.ifPresent(
        id -> {
          where.append(" and d.id < ?");
          parameters.add(id);
        });
    parameters.add(size + 1);
    return database.read(
        sql -> {
          List<Found> found =
              sql.list(
                  SELECT + where + " order by d.id desc limit ?",
                  Deployments::found,
                  parameters.toArray());
          boolean more = found.size() > size;
          List<DeploymentView> views = complete(sql, more ? found.subList(0, size) : found);
          return fitting(views, more);
        });
  }

  /** As many as fit into one reply; what is cut off is on the next page. */
  private static Page fitting(List<DeploymentView> views, boolean more) {
    int bytes = 0;
    int fit = 0;
    while (fit < views.size()) {
      bytes += Json.write(views.get(fit)).getBytes(StandardCharsets.UTF_8).length;
      if (fit > 0 && bytes > LARGEST_REPLY) {
        break;
      }
      fit++;
    }
    List<DeploymentView> shown = views.subList(0, fit);
    boolean next = more || fit < views.size();
    return new Page(shown, next ? Optional.of(shown.getLast().deployment()) : Optional.empty());
  }

  /**
   * One deployment with its effects.
   *
   * @throws UserError {@code deployment.unknown}
   */
  public DeploymentView one(String id) {
    return database.read(
        sql -> {
          Found found =
              sql.first(SELECT + "where d.id = ?", Deployments::found, id)
                  .orElseThrow(
                      () ->
                          new UserError(
                              "deployment.unknown",
                              "There is no deployment " + id + ".",
                              "See them with 'freehold history'."));
          DeploymentView view = complete(sql, List.of(found)).getFirst();
          return view.alone(
              Estimates.deployment(sql, found.environmentId(), found.watchSeconds()),
              effects(sql, found.planId(), id));
        });
  }

  private List<DeploymentView> complete(Sql sql, List<Found> found) {
    var runs = new ArrayList<String>();
    for (Found each : found) {
      runs.add(each.planId());
      runs.add(each.view().deployment());
    }
    RunRows rows = RunRows.of(sql, runs);
    return found.stream()
        .map(
            each ->
                each.view()
                    .withCommitMessage(messages.of(each.view().app(), each.view().commit()))
                    .with(
                        rows.steps(each.planId(), each.view().deployment()),
                        rows.findings(each.planId()),
                        rows.findingsCount(each.planId())))
        .toList();
  }

  private static List<EffectView> effects(Sql sql, String planId, String id) {
    return sql.list(
        "select kind, summary, refs, at from effects where run_id in (?, ?)"
            + " order by at, run_id, ordinal, position",
        row ->
            new EffectView(
                row.text("kind"),
                row.text("summary"),
                Json.read(row.text("refs"), JsonNode.class),
                row.time("at")),
        planId,
        id);
  }

  private static Found found(Row row) {
    var view =
        new DeploymentView(
            row.text("slug"),
            row.text("environment"),
            row.text("id"),
            row.text("kind"),
            row.text("state"),
            "v" + row.integer("number"),
            row.text("release_id"),
            row.maybeText("previous_number").map(number -> "v" + number),
            row.text("commit_id"),
            "",
            row.maybeText("url"),
            row.flag("screenshot"),
            new DeploymentView.Uploaded(
                row.integer("uploaded_files"), row.number("uploaded_bytes")),
            List.of(),
            List.of(),
            0,
            row.time("started_at"),
            row.maybeTime("finished_at"),
            row.text("reason"),
            row.text("who"),
            row.maybeText("error").map(text -> Json.read(text, JsonNode.class)),
            Optional.empty(),
            Optional.empty());
    return new Found(
        row.text("plan_id"), row.text("environment_id"), row.integer("watch_seconds"), view);
  }

  /**
   * @param next id to ask for the page behind; empty when this is the last one
   */
  public record Page(List<DeploymentView> deployments, Optional<String> next) {}

  private record Found(
      String planId, String environmentId, int watchSeconds, DeploymentView view) {}
}
