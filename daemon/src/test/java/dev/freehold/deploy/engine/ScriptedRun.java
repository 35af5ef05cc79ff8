package dev.freehold.deploy.engine;

import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.store.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A run whose steps do what a test says, and which keeps what the engine told it. */
final class ScriptedRun implements Run {
  final List<String> did = new ArrayList<>();
  final List<String> ends = new ArrayList<>();
  private final Map<String, Supplier<Probe>> probes = new HashMap<>();
  boolean cancelRequested;
  private Optional<Failure> failure = Optional.empty();
  private final Map<String, Function<StepContext, StepOutcome>> acts = new LinkedHashMap<>();

  /** The names in the order of execution. */
  List<String> names() {
    return List.copyOf(acts.keySet());
  }

  ScriptedRun with(String name) {
    return with(name, _ -> StepOutcome.next(Map.of("of", name)));
  }

  ScriptedRun with(String name, Function<StepContext, StepOutcome> act) {
    acts.put(name, act);
    return this;
  }

  /** What a look at the world says about a step that was interrupted. */
  void probe(String name, Supplier<Probe> probe) {
    probes.put(name, probe);
  }

  Failure failure() {
    return failure.orElseThrow();
  }

  @Override
  public String id() {
    return "run";
  }

  @Override
  public String appId() {
    return "app";
  }

  @Override
  public Step step(String name) {
    return new Scripted(name);
  }

  @Override
  public boolean cancelRequested(Sql sql) {
    return cancelRequested;
  }

  @Override
  public void finished(Sql sql) {
    ends.add("finished");
  }

  @Override
  public void failed(Sql sql, Failure failure) {
    this.failure = Optional.of(failure);
    ends.add("failed");
  }

  @Override
  public void cancelled(Sql sql) {
    ends.add("cancelled");
  }

  @Override
  public Failure attention(String question) {
    return new Failure("run.needs-attention", question, "Look.");
  }

  private final class Scripted implements Step {
    private final String name;

    Scripted(String name) {
      this.name = name;
    }

    @Override
    public StepOutcome run(StepContext context) {
      did.add(name);
      return Objects.requireNonNull(acts.get(name), name).apply(context);
    }

    @Override
    public Probe probe(StepRecord record) {
      did.add("probe " + name);
      return probes.getOrDefault(name, Probe.DidNotHappen::new).get();
    }
  }
}
