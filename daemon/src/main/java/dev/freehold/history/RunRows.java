package dev.freehold.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.check.Finding;
import dev.freehold.deploy.engine.Outputs;
import dev.freehold.deploy.model.Question;
import dev.freehold.deploy.prepare.Built;
import dev.freehold.deploy.prepare.Findings;
import dev.freehold.deploy.prepare.Preparation;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Steps and findings of many runs, read at once. */
final class RunRows {
  static final int MOST_FINDINGS = 100;

  private final Map<String, List<StepRow>> byRun;

  private RunRows(Map<String, List<StepRow>> byRun) {
    this.byRun = byRun;
  }

  static RunRows of(Sql sql, Collection<String> runs) {
    if (runs.isEmpty()) {
      return new RunRows(Map.of());
    }
    String places = String.join(", ", Collections.nCopies(runs.size(), "?"));
    List<StepRow> rows =
        sql.list(
            "select run_id, name, state, attempt, started_at, finished_at,"
                + " case when name like 'check%' or name = 'build' then output end as output"
                + " from steps where run_id in ("
                + places
                + ") order by run_id, ordinal",
            RunRows::step,
            runs.toArray());
    return new RunRows(rows.stream().collect(Collectors.groupingBy(StepRow::run)));
  }

  List<StepView> steps(String... runs) {
    var views = new ArrayList<StepView>();
    for (String run : runs) {
      byRun.getOrDefault(run, List.of()).forEach(row -> views.add(row.view()));
    }
    return List.copyOf(views);
  }

  /** The gravest first; at most as many as anybody reads, so that a reply stays small. */
  List<Finding> findings(String run) {
    return all(run).stream()
        .sorted(Comparator.comparing(Finding::severity))
        .limit(MOST_FINDINGS)
        .toList();
  }

  /** Notes are not counted: they say what the code may do, and not what is wrong. */
  int findingsCount(String run) {
    return (int)
        all(run).stream().filter(found -> found.severity() != Finding.Severity.INFO).count();
  }

  /** What only the owner can answer, in the order of asking. */
  List<Question> questions(String run) {
    return Stream.concat(
            outputs(run).flatMap(output -> output.questions().stream()),
            rows(run, Preparation.BUILD::equals)
                .map(output -> Outputs.as(output, Built.class))
                .flatMap(built -> built.questions().stream()))
        .toList();
  }

  private List<Finding> all(String run) {
    return Findings.merged(outputs(run));
  }

  private Stream<Findings> outputs(String run) {
    return rows(run, Preparation.CHECKS::contains)
        .map(output -> Outputs.as(output, Findings.class));
  }

  private Stream<JsonNode> rows(String run, Predicate<String> named) {
    return byRun.getOrDefault(run, List.of()).stream()
        .filter(row -> named.test(row.view().name()))
        .flatMap(row -> row.output().stream());
  }

  private static StepRow step(Row row) {
    var started = row.maybeTime("started_at");
    var finished = row.maybeTime("finished_at");
    Optional<Long> millis =
        started.flatMap(s -> finished.map(f -> Math.max(0, f.toEpochMilli() - s.toEpochMilli())));
    return new StepRow(
        row.text("run_id"),
        new StepView(row.text("name"), row.text("state"), millis, row.integer("attempt")),
        row.maybeText("output").map(text -> Json.read(text, JsonNode.class)));
  }

  private record StepRow(String run, StepView view, Optional<JsonNode> output) {}
}
