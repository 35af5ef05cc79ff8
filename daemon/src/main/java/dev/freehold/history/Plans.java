package dev.freehold.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.base.Json;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.PlanStore;
import dev.freehold.deploy.prepare.Preparation;
import dev.freehold.detect.Detection;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import java.util.List;
import java.util.Optional;

/** Plans as people see them. */
public final class Plans {
  private final Database database;
  private final Places places;
  private final PlanStore plans;

  public Plans(Database database, Places places, PlanStore plans) {
    this.database = database;
    this.places = places;
    this.plans = plans;
  }

  /**
   * @param next what {@code before} is for the next page; empty at the end
   */
  public record Page(List<PlanSummary> plans, Optional<String> next) {}

  /**
   * Newest first.
   *
   * @param state only plans in this state
   * @param before only plans that are older than the one with this id
   */
  public Page page(String appId, Optional<PlanState> state, Optional<String> before, int size) {
    List<PlanSummary> found =
        database.read(
            sql ->
                sql.list(
                    """
                    select p.id, e.name, p.kind, p.state, p.created_at
                    from plans p join environments e on e.id = p.environment_id
                    where p.app_id = ? and coalesce(?, p.state) = p.state
                      and (? is null or p.id < ?)
                    order by p.id desc limit ?\
                    """,
                    Plans::summary,
                    appId,
                    state.orElse(null),
                    before.orElse(null),
                    before.orElse(null),
                    size + 1));
    boolean more = found.size() > size;
    List<PlanSummary> shown = more ? found.subList(0, size) : found;
    return new Page(shown, more ? Optional.of(shown.getLast().id()) : Optional.empty());
  }

  private static PlanSummary summary(Row row) {
    return new PlanSummary(
        row.text("id"),
        row.text("name"),
        row.text("kind"),
        row.text("state"),
        row.time("created_at"));
  }

  /**
   * @throws dev.freehold.base.UserError {@code plan.unknown}
   */
  public PlanView one(String id) {
    Plan plan = plans.require(id);
    Environment environment = places.environments().byId(plan.environmentId());
    RunRows rows = database.read(sql -> RunRows.of(sql, List.of(id)));
    boolean waits = plan.state() == PlanState.READY;
    return new PlanView(
        plan.id(),
        places.apps().byId(plan.appId()).slug(),
        environment.name(),
        Row.wireName(plan.kind()),
        Row.wireName(plan.state()),
        plan.hash().filter(hash -> waits),
        plan.nonce().filter(nonce -> waits),
        plan.createdAt(),
        rows.steps(id),
        database.read(sql -> Estimates.preparation(sql, plan)),
        database.read(
            sql ->
                Estimates.deployment(
                    sql, plan.environmentId(), places.traits(environment).watchSeconds())),
        rows.findings(id),
        rows.findingsCount(id),
        rows.questions(id),
        plan.body().map(PlanBody::conclusions).orElseGet(() -> detected(id)),
        plan.body().map(PlanBody::adaptations).orElse(List.of()),
        plan.state() == PlanState.UNCHANGED ? liveDeployment(environment) : Optional.empty(),
        plan.body(),
        plan.failure());
  }

  /** What was concluded before a preparation came to nothing. */
  private List<Detection.Conclusion> detected(String id) {
    return database
        .read(
            sql ->
                sql.first(
                    "select output from steps where run_id = ? and name = ? and output is not null",
                    row -> row.text("output"),
                    id,
                    Preparation.DETECT))
        .map(output -> Outputs.as(Json.read(output, JsonNode.class), Detection.class))
        .map(Detection::conclusions)
        .orElse(List.of());
  }

  private Optional<String> liveDeployment(Environment environment) {
    return environment
        .live()
        .map(LiveRelease::releaseId)
        .flatMap(
            release ->
                database.read(
                    sql ->
                        sql.first(
                            "select id from deployments where environment_id = ? and release_id = ?"
                                + " and url is not null order by id desc limit 1",
                            row -> row.text("id"),
                            environment.id(),
                            release)));
  }
}
