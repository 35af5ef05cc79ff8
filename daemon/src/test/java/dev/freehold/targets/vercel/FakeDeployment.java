package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A deployment as the stand-in keeps it. */
final class FakeDeployment {
  final String id;
  final String url;
  final FakeProject project;
  final boolean production;
  final JsonNode request;
  final long created;
  final long readyAt;
  final EdgeSite site;
  String failure = "";
  boolean promoted;

  FakeDeployment(
      String id,
      String url,
      FakeProject project,
      JsonNode request,
      long created,
      long readyAt,
      EdgeSite site) {
    this.id = id;
    this.url = url;
    this.project = project;
    this.production = request.path("target").asText().equals("production");
    this.request = request;
    this.created = created;
    this.readyAt = readyAt;
    this.site = site;
  }

  Map<String, String> meta() {
    var meta = new TreeMap<String, String>();
    request.path("meta").properties().forEach(e -> meta.put(e.getKey(), e.getValue().asText()));
    return meta;
  }

  /** Of its functions. */
  Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    request.path("env").properties().forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
    return variables;
  }

  boolean isReady() {
    return failure.isEmpty() && System.currentTimeMillis() >= readyAt;
  }

  String state() {
    if (!failure.isEmpty()) {
      return "ERROR";
    }
    return isReady() ? "READY" : "BUILDING";
  }

  /** As {@code GET /v13/deployments/{id}} shows it. */
  ObjectNode shown(String team) {
    ObjectNode shown = Json.mapper().createObjectNode();
    shown.put("id", id).put("uid", id).put("url", url).put("name", project.name);
    shown.put("projectId", project.id).put("version", 2).put("type", "LAMBDAS");
    shown.put("readyState", state()).put("status", state()).put("state", state());
    shown.put("target", production ? "production" : null);
    shown.put("created", created).put("createdAt", created).put("ownerId", FakeVercel.TEAM);
    if (isReady()) {
      shown.put("ready", readyAt).put("readySubstate", promoted ? "PROMOTED" : "STAGED");
    }
    if (!failure.isEmpty()) {
      shown.put("errorMessage", failure).put("errorCode", "BUILD_FAILED");
    }
    List<String> aliases = project.aliasesOf(this);
    shown.put("aliasAssigned", isReady());
    var alias = shown.putArray("alias");
    aliases.forEach(alias::add);
    shown.putObject("team").put("id", FakeVercel.TEAM).put("slug", team);
    shown.putObject("creator").put("uid", "user_1").put("username", "ada");
    shown.put("inspectorUrl", "https://vercel.com/" + team + "/" + project.name + "/" + id);
    shown.putArray("builds");
    var meta = shown.putObject("meta");
    meta().forEach(meta::put);
    return shown;
  }
}
