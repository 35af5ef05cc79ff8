package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Vercel's API and the sites behind it on one loopback port. It checks what it is sent, keeps what
 * it is told, serves what was deployed, and fails when a test says so. Shapes are those of the
 * public reference and of the official CLI, which is tried against it.
 */
public final class FakeVercel implements AutoCloseable {
  public static final String TOKEN = "standInToken000000000000";
  public static final String TEAM = "team_1";
  public static final String SLUG = "ada";
  private static final Set<String> DEPLOYMENT_KEYS =
      Set.of(
          "name",
          "project",
          "target",
          "version",
          "source",
          "meta",
          "env",
          "build",
          "projectSettings",
          "files",
          "autoAssignCustomDomains",
          "gitMetadata",
          "deploymentId");

  static {
    // Otherwise an answer on a connection that is kept waits 40 ms for the client's
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private final Map<String, FakeProject> projects = new LinkedHashMap<>();
  private final Map<String, Deque<Mishap>> mishaps = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpClient upstream = HttpClient.newHttpClient();
  private String plan = "hobby";
  private long buildMillis;
  private long aliasMillis;
  private boolean protectedDeployments;
  private boolean aliasesFail;
  private int numbers;

  public FakeVercel() {
    this(0);
  }

  /**
   * @param port on the loopback address; 0 for any
   */
  public FakeVercel(int port) {
    calls();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  public URI api() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public synchronized FakeVercel paid() {
    plan = "pro";
    return this;
  }

  public synchronized void onHobbyPlan() {
    plan = "hobby";
  }

  /** Deployments take so long until they are ready, and domains until they are moved. */
  public synchronized FakeVercel taking(long building, long aliasing) {
    buildMillis = building;
    aliasMillis = aliasing;
    return this;
  }

  /** Everything but the production domains asks for a sign-in. */
  public synchronized FakeVercel protectingDeployments() {
    protectedDeployments = true;
    return this;
  }

  /** Domains are not moved any more. */
  public synchronized void failAliases(boolean fail) {
    aliasesFail = fail;
  }

  /**
   * The next call goes wrong.
   *
   * @param call method and path as the table of calls below names them
   */
  public synchronized void next(String call, Mishap mishap) {
    if (calls.stream().noneMatch(known -> known.name().equals(call))) {
      throw new IllegalArgumentException("not a call: " + call);
    }
    mishaps.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(mishap);
  }

  /** Names of the calls, as {@link #next} takes them. */
  public synchronized List<String> known() {
    return calls.stream().map(Call::name).toList();
  }

  /** Names of all calls that came so far, in their order. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized void forgetRequests() {
    requests.clear();
  }

  /** Everything that is kept, in a form that can be compared. */
  public synchronized String everything() {
    var all = new TreeMap<String, Object>();
    projects.values().forEach(p -> all.put(p.name, p.shown(SLUG).toString()));
    all.put("files", files.keySet().stream().sorted().toList());
    return Json.write(all);
  }

  public synchronized long deployments() {
    return projects.values().stream().mapToLong(p -> p.deployments.size()).sum();
  }

  public synchronized List<String> projects() {
    return List.copyOf(projects.keySet());
  }

  public synchronized int files() {
    return files.size();
  }

  /**
   * @param sha1 of one that was uploaded
   */
  public synchronized byte[] file(String sha1) {
    return Objects.requireNonNull(files.get(sha1), sha1);
  }

  /** Files that were uploaded are not kept for ever. */
  public synchronized void forgetFiles() {
    files.clear();
  }

  /**
   * The owner or another program puts files live in a project of theirs, which is made if need be.
   */
  public synchronized String deployOutside(String project, Map<String, String> pages) {
    FakeProject in =
        projects.computeIfAbsent(project, name -> new FakeProject(number("prj"), name));
    var bytes = new TreeMap<String, byte[]>();
    pages.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    ObjectNode request = Json.mapper().createObjectNode().put("target", "production");
    in.assignsByItself = true;
    return add(in, request, new EdgeSite(bytes, Map.of(), Optional.empty()), 0).id;
  }

  /** The owner promotes a deployment in Vercel's dashboard. */
  public synchronized void promoteOutside(String deployment) {
    FakeDeployment to = deployment(deployment);
    alias("promote", to.project, to);
    to.project.settle();
  }

  /** Ids of all deployments of a project, the oldest first. */
  public synchronized List<String> deploymentsOf(String project) {
    return List.copyOf(named(project).deployments.keySet());
  }

  public synchronized String productionOf(String project) {
    FakeProject in = named(project);
    in.settle();
    return in.production().map(live -> live.id).orElse("");
  }

  private FakeProject named(String project) {
    return Objects.requireNonNull(projects.get(project), project);
  }

  /** What was sent when a deployment was made. */
  public synchronized JsonNode requestOf(String deployment) {
    return deployment(deployment).request;
  }

  /** The owner of a domain has set its records. */
  public synchronized void verify(String domain) {
    projects.values().stream()
        .flatMap(p -> p.domains.values().stream())
        .filter(d -> d.name.equals(domain))
        .forEach(d -> d.verified = true);
  }

  private record Call(String name, Pattern path, Answerer answerer) {}

  private record Request(
      String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
    JsonNode json() {
      try {
        return Json.mapper().readTree(body);
      } catch (IOException e) {
        throw ApiException.bad("the body is not JSON");
      }
    }
  }

  private interface Answerer {
    Object answer(MatchResult path, Request request);
  }

  /** Something else than status 200 with JSON. */
  private record Other(int status, String type, byte[] body) {}

  /**
   * @param name method and path; {@code *} stands for one segment
   */
  private void on(String name, Answerer answerer) {
    String path = name.substring(name.indexOf(' ') + 1);
    calls.add(
        new Call(
            name, Pattern.compile("\\Q" + path.replace("*", "\\E([^/]+)\\Q") + "\\E"), answerer));
  }

  private void calls() {
    on("GET /v2/user", (_, _) -> user());
    on("GET /v1/teams", (_, _) -> teams());
    on("GET /v2/teams", (_, _) -> teams());
    on("GET /v2/teams/*", (path, _) -> team(path.group(1)));
    on("GET /teams/*", (path, _) -> team(path.group(1)));
    on("POST /v1/projects", (_, request) -> createProject(request.json()));
    on("GET /v9/projects", (_, request) -> list(request));
    on("GET /v9/projects/*", (path, _) -> project(path.group(1)).shown(SLUG));
    on("DELETE /projects/*", (path, _) -> deleteProject(path.group(1)));
    on("DELETE /v9/projects/*", (path, _) -> deleteProject(path.group(1)));
    on("GET /v9/projects/*/domains", (path, _) -> domains(project(path.group(1))));
    on(
        "POST /v10/projects/*/domains",
        (path, request) -> addDomain(project(path.group(1)), request.json(), "name"));
    on(
        "POST /projects/*/alias",
        (path, request) -> List.of(addDomain(project(path.group(1)), request.json(), "domain")));
    on("DELETE /v9/projects/*/domains/*", (path, _) -> deleteDomain(path.group(1), path.group(2)));
    on(
        "POST /v9/projects/*/domains/*/verify",
        (path, _) -> shown(project(path.group(1)), domain(path.group(1), path.group(2))));
    on("GET /v6/domains/*/config", (path, _) -> domainConfig(path.group(1)));
    on("GET /v10/projects/*/env", (path, _) -> variables(project(path.group(1))));
    on(
        "POST /v10/projects/*/env",
        (path, request) -> addVariables(project(path.group(1)), request));
    on("DELETE /v10/projects/*/env/*", (path, _) -> deleteVariable(path.group(1), path.group(2)));
    on("GET /projects/*/custom-environments", (_, _) -> Map.of("environments", List.of()));
    on("PATCH /v1/projects/*/protection-bypass", (path, _) -> createBypass(project(path.group(1))));
    on("POST /v2/files", (_, request) -> upload(request));
    on("POST /v13/deployments", (_, request) -> createDeployment(request));
    on("GET /v13/deployments/*", (path, _) -> deployment(path.group(1)).shown(SLUG));
    on("DELETE /v13/deployments/*", (path, _) -> deleteDeployment(path.group(1)));
    on("GET /v6/deployments", (_, request) -> list(request.query()));
    on("GET /v3/deployments/*/events", (path, _) -> events(path.group(1)));
    on("GET /v3/now/deployments/*/events", (path, _) -> events(path.group(1)));
    on("POST /v10/projects/*/promote/*", (path, request) -> switchTo("promote", path, request));
    on("POST /v9/projects/*/rollback/*", (path, request) -> switchTo("rollback", path, request));
    for (String type : List.of("promote", "rollback")) {
      on("GET /v9/projects/*/" + type + "/aliases", (path, _) -> aliases(project(path.group(1))));
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    try (exchange) {
      if (host.equals(api().getAuthority())) {
        api(exchange);
      } else {
        visit(exchange, host.replaceFirst("(\\.localhost)?(:[0-9]+)?$", ""));
      }
    }
  }

  private void api(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    byte[] body = exchange.getRequestBody().readAllBytes();
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var request = new Request(uri.getPath(), query(uri.getRawQuery()), headers, body);
    Optional<Mishap> mishap;
    Other reply;
    synchronized (this) {
      Call call = call(exchange.getRequestMethod(), uri.getPath());
      requests.add(call.name());
      mishap = Optional.ofNullable(mishaps.getOrDefault(call.name(), new ArrayDeque<>()).poll());
      if (mishap.isPresent() && !applied(mishap.get())) {
        reply = new Other(0, "", new byte[0]);
      } else {
        reply = reply(call, request);
      }
    }
    if (mishap.isPresent()) {
      fail(exchange, mishap.get(), reply);
    } else {
      send(exchange, reply);
    }
  }

  private static boolean applied(Mishap mishap) {
    return switch (mishap) {
      case RESET, SILENCE, TOO_MANY, NO_MORE_TODAY, FAILING -> false;
      case RESET_AFTER_APPLYING, TRUNCATED, WRONG_TYPE, WRONG_SHAPE -> true;
    };
  }

  private void fail(HttpExchange exchange, Mishap mishap, Other reply) throws IOException {
    switch (mishap) {
      case RESET, RESET_AFTER_APPLYING -> exchange.close();
      case SILENCE -> {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      case TRUNCATED -> {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), Math.max(2, reply.body().length));
        exchange.getResponseBody().write(reply.body(), 0, reply.body().length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case WRONG_TYPE ->
          send(
              exchange,
              new Other(200, "text/html", "<h1>Hotel</h1>".getBytes(StandardCharsets.UTF_8)));
      case WRONG_SHAPE ->
          send(
              exchange,
              new Other(200, "application/json", "{\"id\":[7]}".getBytes(StandardCharsets.UTF_8)));
      case TOO_MANY, NO_MORE_TODAY -> {
        String seconds = mishap == Mishap.TOO_MANY ? "1" : "86400";
        exchange.getResponseHeaders().set("Retry-After", seconds);
        send(exchange, error(new ApiException(429, "rate_limited", "Too many requests.")));
      }
      case FAILING ->
          send(exchange, error(new ApiException(500, "internal_server_error", "Something broke.")));
    }
  }

  private Call call(String method, String path) {
    return calls.stream()
        .filter(c -> c.name().startsWith(method + " ") && c.path().matcher(path).matches())
        .findFirst()
        .orElseGet(
            () ->
                new Call(
                    method + " " + path,
                    Pattern.compile(".*"),
                    (_, _) -> {
                      throw new ApiException(404, "not_found", "No such call.");
                    }));
  }

  private Other reply(Call call, Request request) {
    try {
      String bearer = request.headers().getOrDefault("authorization", "");
      if (!bearer.equals("Bearer " + TOKEN)) {
        throw new ApiException(403, "forbidden", "Not authorized");
      }
      String team = request.query().getOrDefault("teamId", TEAM);
      if (!team.equals(TEAM)) {
        throw new ApiException(403, "forbidden", "You don't have access to the team " + team);
      }
      Matcher path = call.path().matcher(request.path());
      Object answer = path.matches() ? call.answerer().answer(path, request) : Map.of();
      return answer instanceof Other other
          ? other
          : new Other(200, "application/json; charset=utf-8", bytes(answer));
    } catch (ApiException e) {
      return error(e);
    }
  }

  private static byte[] bytes(Object answer) {
    return Json.write(answer).getBytes(StandardCharsets.UTF_8);
  }

  private static Other error(ApiException e) {
    return new Other(e.status, "application/json; charset=utf-8", bytes(e.body));
  }

  private static void send(HttpExchange exchange, Other reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.getResponseHeaders().set("x-vercel-id", "fra1::stand-in-1");
    exchange.sendResponseHeaders(
        reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    exchange.getResponseBody().write(reply.body());
  }

  private static Map<String, String> query(String raw) {
    var query = new HashMap<String, String>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] sides = pair.split("=", 2);
        query.put(decoded(sides[0]), sides.length == 1 ? "" : decoded(sides[1]));
      }
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private ObjectNode user() {
    ObjectNode user = Json.mapper().createObjectNode();
    ObjectNode body =
        user.putObject("user")
            .put("id", "user_1")
            .put("uid", "user_1")
            .put("email", "ada@example.org")
            .put("username", SLUG)
            .put("name", "Ada")
            .put("defaultTeamId", TEAM)
            .put("version", "northstar")
            .put("limited", false);
    body.putObject("billing").put("plan", plan);
    return user;
  }

  private ObjectNode team() {
    ObjectNode team =
        Json.mapper()
            .createObjectNode()
            .put("id", TEAM)
            .put("slug", SLUG)
            .put("name", "Ada's projects");
    team.putObject("membership")
        .put("role", "OWNER")
        .put("confirmed", true)
        .put("uid", "user_1")
        .put("teamId", TEAM);
    team.putObject("billing").put("plan", plan);
    return team;
  }

  private ObjectNode team(String idOrSlug) {
    if (!idOrSlug.equals(TEAM) && !idOrSlug.equals(SLUG)) {
      throw ApiException.notFound("The team " + idOrSlug);
    }
    return team();
  }

  private ObjectNode teams() {
    ObjectNode teams = Json.mapper().createObjectNode();
    teams.putArray("teams").add(team());
    teams.putObject("pagination").put("count", 1).putNull("next").putNull("prev");
    return teams;
  }

  private String number(String prefix) {
    return prefix + "_" + Sha256.of(prefix + ++numbers).hex().substring(0, 12);
  }

  private FakeProject project(String idOrName) {
    return projects.values().stream()
        .filter(p -> p.id.equals(idOrName) || p.name.equals(idOrName))
        .findFirst()
        .orElseThrow(() -> ApiException.notFound("The project " + idOrName));
  }

  private ObjectNode createProject(JsonNode body) {
    String name = body.path("name").asText();
    if (!name.matches("[a-z0-9]([a-z0-9._-]{0,98}[a-z0-9])?") || name.contains("---")) {
      throw ApiException.bad("`name` may only hold lower case letters, digits, '.', '_' and '-'.");
    }
    if (projects.containsKey(name)) {
      throw new ApiException(409, "conflict", "The project '" + name + "' exists already.");
    }
    var project = new FakeProject(number("prj"), name);
    projects.put(name, project);
    return project.shown(SLUG);
  }

  private ObjectNode list(Request request) {
    int limit = Integer.parseInt(request.query().getOrDefault("limit", "20"));
    if (limit > 100) {
      throw ApiException.bad("`limit` should be <= 100.");
    }
    ObjectNode shown = Json.mapper().createObjectNode();
    var list = shown.putArray("projects");
    projects.values().stream().limit(limit).forEach(project -> list.add(project.shown(SLUG)));
    shown.putObject("pagination").put("count", list.size()).putNull("next").putNull("prev");
    return shown;
  }

  private Other deleteProject(String idOrName) {
    FakeProject gone = project(idOrName);
    gone.deployments.values().forEach(deployment -> deployment.site.end());
    projects.remove(gone.name);
    return new Other(204, "application/json", new byte[0]);
  }

  private ObjectNode domains(FakeProject project) {
    ObjectNode shown = Json.mapper().createObjectNode();
    var list = shown.putArray("domains");
    project.domains.values().forEach(d -> list.add(shown(project, d)));
    shown.putObject("pagination").put("count", list.size()).putNull("next").putNull("prev");
    return shown;
  }

  private FakeProject.FakeDomain domain(String project, String name) {
    return Optional.ofNullable(project(project).domains.get(name))
        .orElseThrow(() -> ApiException.notFound("The domain " + name));
  }

  private ObjectNode addDomain(FakeProject project, JsonNode body, String field) {
    String name = body.path(field).asText();
    if (!name.matches("([a-z0-9-]+\\.)+[a-z]{2,}")) {
      throw new ApiException(400, "invalid_domain", "'" + name + "' is not a domain.");
    }
    if (project.domains.containsKey(name)) {
      throw new ApiException(
          400, "domain_already_in_use", "The project has the domain " + name + " already.");
    }
    boolean elsewhere = projects.values().stream().anyMatch(p -> p.domains.containsKey(name));
    if (elsewhere) {
      throw new ApiException(
          409, "domain_already_in_use", "The domain " + name + " is used by another project.");
    }
    Optional<String> redirect =
        Optional.of(body.path("redirect").asText()).filter(text -> !text.isEmpty());
    redirect.ifPresent(
        to -> {
          if (!project.domains.containsKey(to)) {
            throw ApiException.bad("`redirect` is not a domain of the project.");
          }
        });
    var domain = new FakeProject.FakeDomain(name, redirect, !name.startsWith("taken."));
    project.domains.put(name, domain);
    return shown(project, domain);
  }

  private static ObjectNode shown(FakeProject project, FakeProject.FakeDomain domain) {
    ObjectNode shown =
        Json.mapper()
            .createObjectNode()
            .put("name", domain.name)
            .put("domain", domain.name)
            .put("apexName", domain.name.replaceFirst("^.*?([^.]+\\.[^.]+)$", "$1"))
            .put("projectId", project.id)
            .put("redirect", domain.redirect.orElse(null))
            .put("verified", domain.verified);
    if (!domain.verified) {
      shown
          .putArray("verification")
          .addObject()
          .put("type", "TXT")
          .put("domain", "_vercel." + shown.path("apexName").asText())
          .put("value", "vc-domain-verify=" + domain.name + ",0123456789")
          .put("reason", "pending_domain_verification");
    }
    return shown;
  }

  private Map<String, Object> deleteDomain(String project, String name) {
    project(project).domains.remove(domain(project, name).name);
    return Map.of();
  }

  private ObjectNode domainConfig(String name) {
    ObjectNode config = Json.mapper().createObjectNode();
    boolean well = name.startsWith("set.");
    config.put("configuredBy", well ? "CNAME" : null).put("misconfigured", !well);
    config.putArray("acceptedChallenges");
    config
        .putArray("recommendedIPv4")
        .addObject()
        .put("rank", 1)
        .putArray("value")
        .add("216.198.79.1");
    config
        .putArray("recommendedCNAME")
        .addObject()
        .put("rank", 1)
        .put("value", "0123456789abcdef.vercel-dns-017.com.");
    return config;
  }

  private static ObjectNode variables(FakeProject project) {
    ObjectNode shown = Json.mapper().createObjectNode();
    var list = shown.putArray("envs");
    project.variables.values().forEach(list::add);
    return shown;
  }

  private ObjectNode addVariables(FakeProject project, Request request) {
    boolean upsert = request.query().getOrDefault("upsert", "").equals("true");
    JsonNode body = request.json();
    List<JsonNode> all = new ArrayList<>();
    if (body.isArray()) {
      body.forEach(all::add);
    } else {
      all.add(body);
    }
    ObjectNode answer = Json.mapper().createObjectNode();
    var created = answer.putArray("created");
    answer.putArray("failed");
    for (JsonNode variable : all) {
      String key = variable.path("key").asText();
      String type = variable.path("type").asText();
      if (!key.matches("[A-Za-z_][A-Za-z0-9_]*") || !variable.path("value").isTextual()) {
        throw ApiException.bad("a variable needs `key` and `value`.");
      }
      if (!Set.of("plain", "encrypted", "sensitive").contains(type)) {
        throw ApiException.bad("`type` is " + type + ".");
      }
      if (!variable.path("target").isArray() || variable.path("target").isEmpty()) {
        throw ApiException.bad("`target` is missing.");
      }
      ObjectNode before = project.variables.get(key);
      if (before != null && !upsert) {
        throw new ApiException(
            400, "ENV_ALREADY_EXISTS", "The variable " + key + " exists already.");
      }
      ObjectNode kept = variable.deepCopy();
      kept.put("id", before == null ? number("env") : before.path("id").asText());
      if (!type.equals("plain")) {
        kept.put("value", "");
      }
      project.variables.put(key, kept);
      created.add(kept);
    }
    return answer;
  }

  private Map<String, Object> deleteVariable(String project, String id) {
    project(project).variables.values().removeIf(v -> v.path("id").asText().equals(id));
    return Map.of();
  }

  private ObjectNode createBypass(FakeProject project) {
    project.bypass = Optional.of("bypass0123456789abcdef0123456789");
    return Json.mapper()
        .createObjectNode()
        .set("protectionBypass", project.shown(SLUG).path("protectionBypass"));
  }

  private Map<String, Object> upload(Request request) {
    String digest =
        request
            .headers()
            .getOrDefault("x-now-digest", request.headers().getOrDefault("x-vercel-digest", ""));
    if (!request.headers().getOrDefault("content-type", "").equals("application/octet-stream")) {
      throw ApiException.bad("the content type is not application/octet-stream");
    }
    if (!digest.equals(sha1(request.body()))) {
      throw new ApiException(400, "bad_request", "The digest is not that of the body.");
    }
    String size = request.headers().getOrDefault("x-now-size", "");
    if (!size.equals(String.valueOf(request.body().length))) {
      throw new ApiException(400, "bad_request", "The size is not that of the body.");
    }
    files.put(digest, request.body());
    return Map.of("urls", List.of());
  }

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode createDeployment(Request request) {
    JsonNode body = request.json();
    body.fieldNames()
        .forEachRemaining(
            key -> {
              if (!DEPLOYMENT_KEYS.contains(key)) {
                throw ApiException.bad("should NOT have additional property `" + key + "`.");
              }
            });
    if (!body.path("name").isTextual()) {
      throw ApiException.bad("`name` is missing.");
    }
    body.path("meta")
        .forEach(
            value -> {
              if (!value.isTextual()) {
                throw ApiException.bad("`meta` should hold strings.");
              }
            });
    FakeProject project =
        project(body.has("project") ? body.path("project").asText() : body.path("name").asText());
    Map<String, byte[]> tree = tree(body.path("files"));
    boolean prebuilt = request.query().getOrDefault("prebuilt", "").equals("1");
    EdgeSite site = prebuilt ? prebuilt(tree) : new EdgeSite(tree, Map.of(), Optional.empty());
    return add(project, body, site, buildMillis).shown(SLUG);
  }

  private FakeDeployment add(FakeProject project, JsonNode body, EdgeSite site, long millis) {
    String id = number("dpl");
    long now = Math.max(System.currentTimeMillis(), ++lastCreated);
    lastCreated = now;
    String url = project.name + "-" + id.substring(4, 13) + "-" + SLUG + ".vercel.app";
    var deployment =
        new FakeDeployment(id, url, project, body, now, System.currentTimeMillis() + millis, site);
    project.deployments.put(id, deployment);
    project.settle();
    return deployment;
  }

  private long lastCreated;

  private Map<String, byte[]> tree(JsonNode list) {
    if (!list.isArray() || list.isEmpty()) {
      throw ApiException.bad("`files` is missing.");
    }
    if (list.size() > 15_000) {
      throw ApiException.bad("`files` should NOT have more than 15000 items.");
    }
    var tree = new TreeMap<String, byte[]>();
    var missing = new ArrayList<String>();
    for (JsonNode file : list) {
      String path = file.path("file").asText();
      if (path.isEmpty() || path.startsWith("/") || Arrays.asList(path.split("/")).contains("..")) {
        throw ApiException.bad("`file` is '" + path + "'.");
      }
      if (file.has("data")) {
        tree.put(path, Base64.getDecoder().decode(file.path("data").asText()));
        continue;
      }
      String sha = file.path("sha").asText();
      byte[] bytes = files.get(sha);
      if (!sha.matches("[0-9a-f]{40}") || !file.path("size").isIntegralNumber()) {
        throw ApiException.bad("`files` should have `sha` and `size`.");
      }
      if (bytes == null) {
        missing.add(sha);
      } else if (bytes.length != file.path("size").asInt()) {
        throw ApiException.bad("the size of '" + path + "' is another one.");
      } else {
        tree.put(path, bytes);
      }
    }
    if (!missing.isEmpty()) {
      var refusal = new ApiException(400, "missing_files", "Missing files");
      missing.forEach(refusal.error().putArray("missing")::add);
      throw refusal;
    }
    return tree;
  }

  private static EdgeSite prebuilt(Map<String, byte[]> tree) {
    byte[] config = tree.get(".vercel/output/config.json");
    if (config == null) {
      throw ApiException.bad("the prebuilt output has no config.json.");
    }
    JsonNode read;
    try {
      read = Json.mapper().readTree(config);
    } catch (IOException e) {
      throw ApiException.bad("config.json is not JSON.");
    }
    if (read.path("version").asInt() != 3) {
      throw ApiException.bad("config.json is not of version 3.");
    }
    var pages = new TreeMap<String, byte[]>();
    String root = ".vercel/output/static/";
    tree.forEach(
        (path, bytes) -> {
          if (path.startsWith(root)) {
            pages.put(path.substring(root.length()), bytes);
          }
        });
    return new EdgeSite(pages, functions(tree), Optional.of(read));
  }

  private static Map<String, FakeFunction> functions(Map<String, byte[]> tree) {
    String root = ".vercel/output/functions/";
    var folders = new TreeMap<String, Map<String, byte[]>>();
    tree.forEach(
        (path, bytes) -> {
          int end = path.indexOf(".func/");
          if (path.startsWith(root) && end > 0) {
            folders
                .computeIfAbsent("/" + path.substring(root.length(), end), _ -> new TreeMap<>())
                .put(path.substring(end + ".func/".length()), bytes);
          }
        });
    var functions = new TreeMap<String, FakeFunction>();
    folders.forEach((path, files) -> functions.put(path, new FakeFunction(files)));
    return functions;
  }

  private FakeDeployment deployment(String idOrHost) {
    for (FakeProject project : projects.values()) {
      project.settle();
      for (FakeDeployment deployment : project.deployments.values()) {
        if (deployment.id.equals(idOrHost)
            || deployment.url.equals(idOrHost)
            || project.aliasesOf(deployment).contains(idOrHost)) {
          return deployment;
        }
      }
    }
    throw ApiException.notFound("The deployment " + idOrHost);
  }

  private Map<String, Object> deleteDeployment(String id) {
    FakeDeployment deployment = deployment(id);
    deployment.site.end();
    deployment.project.deployments.remove(deployment.id);
    deployment.project.productions.remove(deployment);
    return Map.of("uid", id, "state", "DELETED");
  }

  private ObjectNode list(Map<String, String> query) {
    ObjectNode shown = Json.mapper().createObjectNode();
    var list = shown.putArray("deployments");
    long until = Long.parseLong(query.getOrDefault("until", String.valueOf(Long.MAX_VALUE)));
    int limit = Integer.parseInt(query.getOrDefault("limit", "20"));
    if (limit > 100) {
      throw ApiException.bad("`limit` should be <= 100.");
    }
    List<FakeDeployment> all =
        projects.values().stream()
            .filter(p -> query.getOrDefault("projectId", p.id).equals(p.id))
            .peek(FakeProject::settle)
            .flatMap(p -> p.deployments.values().stream())
            .filter(d -> !query.getOrDefault("target", "").equals("production") || d.production)
            .filter(d -> d.created < until)
            .sorted((a, b) -> Long.compare(b.created, a.created))
            .toList();
    all.stream().limit(limit).forEach(d -> list.add(d.shown(SLUG)));
    ObjectNode pagination = shown.putObject("pagination").put("count", list.size());
    if (all.size() > limit) {
      pagination.put("next", all.get(limit - 1).created);
    } else {
      pagination.putNull("next");
    }
    return shown;
  }

  private Other events(String id) {
    FakeDeployment deployment = deployment(id);
    String lines =
        "{\"type\":\"stdout\",\"created\":1,\"payload\":{\"text\":\"Deploying"
            + " outputs...\",\"date\":1}}\n";
    return new Other(
        200,
        "application/stream+json",
        (deployment.isReady() ? lines : "").getBytes(StandardCharsets.UTF_8));
  }

  private Object switchTo(String type, MatchResult path, Request request) {
    if (!request.json().isObject()) {
      throw ApiException.bad("the body should be an object.");
    }
    FakeProject project = project(path.group(1));
    FakeDeployment to = deployment(path.group(2));
    if (to.project != project) {
      throw ApiException.notFound("The deployment " + to.id);
    }
    if (!to.production || !to.isReady()) {
      throw new ApiException(
          400, "invalid_deployment", "Only ready production deployments can be switched to.");
    }
    if (project.isProduction(to)) {
      throw new ApiException(409, "conflict", "The deployment is the current production one.");
    }
    if (plan.equals("hobby") && to.promoted) {
      FakeDeployment before =
          project.productions.size() < 2
              ? null
              : project.productions.get(project.productions.size() - 2);
      if (to != before) {
        throw new ApiException(
            402,
            "rollback_limit",
            "Hobby plans can only roll back to the previous production deployment.");
      }
    }
    if (type.equals("rollback") && !to.promoted) {
      throw new ApiException(400, "invalid_deployment", "It was never in production.");
    }
    alias(type, project, to);
    return new Other(201, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private void alias(String type, FakeProject project, FakeDeployment to) {
    project.settle();
    Optional<String> from = project.production().map(before -> before.id);
    long now = System.currentTimeMillis();
    project.request(new FakeProject.AliasJob(type, from, to, now, now + aliasMillis, aliasesFail));
  }

  private ObjectNode aliases(FakeProject project) {
    ObjectNode shown = Json.mapper().createObjectNode();
    var list = shown.putArray("aliases");
    if (aliasesFail) {
      project
          .domains
          .keySet()
          .forEach(
              name -> {
                ObjectNode one = list.addObject().put("status", "failed").put("id", name);
                one.putObject("alias").put("alias", name).put("deploymentId", "");
              });
    }
    shown.putObject("pagination").putNull("next");
    return shown;
  }

  private void visit(HttpExchange exchange, String host) throws IOException {
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    FakeDeployment deployment;
    boolean closedDoor;
    Optional<String> redirect;
    synchronized (this) {
      try {
        deployment = deployment(host);
      } catch (ApiException e) {
        send(
            exchange,
            new Other(404, "text/plain", "DEPLOYMENT_NOT_FOUND".getBytes(StandardCharsets.UTF_8)));
        return;
      }
      closedDoor =
          protectedDeployments
              && host.equals(deployment.url)
              && !deployment.project.bypass.equals(
                  Optional.ofNullable(headers.get("x-vercel-protection-bypass")));
      redirect = Optional.ofNullable(deployment.project.domains.get(host)).flatMap(d -> d.redirect);
    }
    String path = decoded(exchange.getRequestURI().getRawPath().replace("+", "%2B"));
    if (redirect.isPresent()) {
      exchange.getResponseHeaders().set("Location", "https://" + redirect.get() + path);
      exchange.sendResponseHeaders(308, -1);
    } else if (closedDoor) {
      send(
          exchange,
          new Other(
              401,
              "text/html; charset=utf-8",
              "<title>Authentication Required</title>".getBytes(StandardCharsets.UTF_8)));
    } else {
      EdgeSite.Reply reply = deployment.site.answer(path, headers);
      if (reply.function().isPresent()) {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        reply.function().get().answer(exchange, deployment.variables());
      } else {
        sendPage(exchange, reply);
      }
    }
  }

  private void sendPage(HttpExchange exchange, EdgeSite.Reply reply) throws IOException {
    if (reply.elsewhere().isPresent()) {
      sendFrom(exchange, reply.elsewhere().get());
      return;
    }
    boolean reading = Set.of("GET", "HEAD").contains(exchange.getRequestMethod());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("server", "Vercel");
    if (!reading) {
      exchange.sendResponseHeaders(405, -1);
      return;
    }
    boolean head = exchange.getRequestMethod().equals("HEAD") || reply.body().length == 0;
    exchange.sendResponseHeaders(reply.status(), head ? -1 : reply.body().length);
    if (!head) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private void sendFrom(HttpExchange exchange, String address) throws IOException {
    String query = exchange.getRequestURI().getRawQuery();
    try {
      HttpResponse<byte[]> answer =
          upstream.send(
              HttpRequest.newBuilder(URI.create(address + (query == null ? "" : "?" + query)))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(
          answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    projects.values().stream()
        .flatMap(project -> project.deployments.values().stream())
        .forEach(deployment -> deployment.site.end());
    upstream.shutdownNow();
  }
}
