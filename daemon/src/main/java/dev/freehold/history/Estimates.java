package dev.freehold.history;

import dev.freehold.deploy.carryout.DeploymentRun;
import dev.freehold.deploy.model.Plan;
import dev.freehold.store.Sql;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How long steps may take, by what they took in their environment lately. */
final class Estimates {
  private static final int LATELY = 10;

  private Estimates() {}

  /** Of the steps that lead to the plan. */
  static List<StepEstimate> preparation(Sql sql, Plan plan) {
    Map<String, Long> medians = medians(sql, "plans", plan.environmentId());
    List<String> steps =
        sql.list(
            "select name from steps where run_id = ? order by ordinal",
            row -> row.text("name"),
            plan.id());
    return steps.stream().map(name -> estimate(name, medians)).toList();
  }

  /** Of the steps of a deployment. A watch takes as long as it is asked to. */
  static List<StepEstimate> deployment(Sql sql, String environmentId, int watchSeconds) {
    Map<String, Long> medians = medians(sql, "deployments", environmentId);
    medians.put(DeploymentRun.WATCH, Duration.ofSeconds(watchSeconds).toMillis());
    return DeploymentRun.STEPS.stream().map(name -> estimate(name, medians)).toList();
  }

  private static StepEstimate estimate(String name, Map<String, Long> medians) {
    return new StepEstimate(name, Optional.ofNullable(medians.get(name)));
  }

  private static Map<String, Long> medians(Sql sql, String runs, String environmentId) {
    List<Took> took =
        sql.list(
            "select name, max(0, finished_at - started_at) as millis from steps"
                + " where state = 'done' and run_id in (select id from "
                + runs
                + " where environment_id = ? order by id desc limit ?) order by millis",
            row -> new Took(row.text("name"), row.number("millis")),
            environmentId,
            LATELY);
    return took.stream()
        .collect(
            Collectors.groupingBy(
                Took::name,
                HashMap::new,
                Collectors.collectingAndThen(Collectors.toList(), Estimates::median)));
  }

  /** Of a list that is sorted by time. */
  private static long median(List<Took> sorted) {
    return sorted.get(sorted.size() / 2).millis();
  }

  private record Took(String name, long millis) {}
}
