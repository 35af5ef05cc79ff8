package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code target policy}. */
@Command(
    description = {
      "Print what keys for a kind of place must be allowed, and no more.",
      "It takes the options of 'freehold target add KIND', and changes nothing."
    })
final class PolicyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "KIND", description = "Such as aws.")
  String kind = "";

  @Unmatched List<String> given = new ArrayList<>();

  @Option(
      names = "--for",
      paramLabel = "WORK",
      description = "Print one of them, as a document alone: setup, or deploy.")
  String work = "";

  @Mixin JsonChoice json = new JsonChoice();

  PolicyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode driver = AddTarget.driver(session.api().get("/v1/drivers"), kind);
    Map<String, String> values = new FieldValues(session, driver, json.on).of(given);
    JsonNode answer = session.api().post("/v1/targets/policies", AddTarget.wanted(kind, values));
    if (json.on) {
      session.print(answer);
      return ExitCode.DONE.number();
    }
    List<JsonNode> policies = answer.path("policies").valueStream().toList();
    for (JsonNode policy : work.isEmpty() ? policies : List.of(one(policies))) {
      session.terminal().note(policy.path("name").asText() + ": " + policy.path("about").asText());
      session.terminal().print(Json.pretty(policy.path("document")) + "\n");
    }
    return ExitCode.DONE.number();
  }

  private JsonNode one(List<JsonNode> policies) {
    List<String> names = policies.stream().map(policy -> policy.path("name").asText()).toList();
    return policies.stream()
        .filter(policy -> policy.path("name").asText().equals(work))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.misused(
                    "There is no policy for '" + work + "'.",
                    "There are: " + String.join(", ", names) + "." + NearNames.hint(work, names)));
  }
}
