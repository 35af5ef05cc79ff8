package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project as the stand-in keeps it. */
final class FakeProject {
  final String id;
  final String name;
  final long created = System.currentTimeMillis();
  final Map<String, FakeDomain> domains = new LinkedHashMap<>();
  final Map<String, ObjectNode> variables = new LinkedHashMap<>();
  final Map<String, FakeDeployment> deployments = new LinkedHashMap<>();
  final List<FakeDeployment> productions = new ArrayList<>();
  Optional<String> bypass = Optional.empty();
  boolean assignsByItself = true;
  private Optional<AliasJob> job = Optional.empty();
  private boolean jobDone;

  FakeProject(String id, String name) {
    this.id = id;
    this.name = name;
    domains.put(name + ".vercel.app", new FakeDomain(name + ".vercel.app", Optional.empty(), true));
  }

  static final class FakeDomain {
    final String name;
    final Optional<String> redirect;
    boolean verified;

    FakeDomain(String name, Optional<String> redirect, boolean verified) {
      this.name = name;
      this.redirect = redirect;
      this.verified = verified;
    }
  }

  /** Moves the production domains to another deployment at an instant. */
  record AliasJob(
      String type,
      Optional<String> from,
      FakeDeployment to,
      long requestedAt,
      long doneAt,
      boolean fails) {}

  void request(AliasJob next) {
    settle();
    job = Optional.of(next);
    jobDone = false;
    settle();
  }

  /** What time has brought about. */
  void settle() {
    long now = System.currentTimeMillis();
    job.filter(j -> !jobDone && now >= j.doneAt()).ifPresent(this::finish);
    deployments.values().stream()
        .filter(d -> d.production && d.isReady() && !d.promoted && assignsByItself)
        .filter(d -> d.request.path("autoAssignCustomDomains").asBoolean(true))
        .forEach(this::switchTo);
  }

  private void finish(AliasJob over) {
    jobDone = true;
    if (!over.fails()) {
      switchTo(over.to());
      assignsByItself = over.type().equals("promote");
    }
  }

  private void switchTo(FakeDeployment deployment) {
    deployment.promoted = true;
    productions.add(deployment);
  }

  Optional<FakeDeployment> production() {
    return productions.isEmpty() ? Optional.empty() : Optional.of(productions.getLast());
  }

  boolean isProduction(FakeDeployment deployment) {
    return production().filter(now -> now == deployment).isPresent();
  }

  List<String> aliasesOf(FakeDeployment deployment) {
    return isProduction(deployment)
        ? domains.values().stream().filter(d -> d.verified).map(d -> d.name).toList()
        : List.of();
  }

  ObjectNode shown(String team) {
    settle();
    ObjectNode shown = Json.mapper().createObjectNode();
    shown.put("id", id).put("name", name).put("accountId", FakeVercel.TEAM);
    shown.put("createdAt", created).put("updatedAt", created).put("framework", (String) null);
    shown.put("nodeVersion", "22.x");
    ObjectNode targets = shown.putObject("targets");
    production().ifPresent(now -> targets.set("production", now.shown(team)));
    var latest = shown.putArray("latestDeployments");
    deployments.values().forEach(d -> latest.add(d.shown(team)));
    var env = shown.putArray("env");
    variables.values().forEach(env::add);
    shown.set("lastAliasRequest", job.<JsonNode>map(this::shown).orElse(null));
    ObjectNode keys = shown.putObject("protectionBypass");
    bypass.ifPresent(
        key -> keys.putObject(key).put("scope", "automation-bypass").put("createdAt", created));
    return shown;
  }

  private ObjectNode shown(AliasJob job) {
    String status = job.fails() ? "failed" : "succeeded";
    return Json.mapper()
        .createObjectNode()
        .put("type", job.type())
        .put("fromDeploymentId", job.from().orElse(null))
        .put("toDeploymentId", job.to().id)
        .put("requestedAt", job.requestedAt())
        .put("jobStatus", jobDone ? status : "in-progress");
  }
}
