package dev.freehold.targets.vercel.api;

import static dev.freehold.targets.vercel.api.Call.encoded;

import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The calls of Vercel's API that Freehold makes, each one that its official command line program
 * (github.com/vercel/vercel, packages/cli and packages/client) or its public reference makes as
 * well. All may throw what {@link VercelHttp#send} does, and {@code vercel.refused}.
 */
public final class Vercel implements AutoCloseable {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;

  /** Of a slow line, in bytes a second. */
  private static final long SLOWEST = 50_000;

  private final VercelHttp http;
  private final Connection connection;

  public Vercel(Connection connection) {
    this.connection = connection;
    this.http = new VercelHttp(connection);
  }

  /** Teams that the token can act for. */
  public List<Team> teams() {
    return http
        .send(Call.get("listing the teams", "/v2/teams").with("limit", String.valueOf(PAGE)))
        .require()
        .list("teams")
        .stream()
        .map(Team::of)
        .toList();
  }

  /** The team of a connection that has one. */
  public Team team() {
    String id = connection.team().orElseThrow();
    return Team.of(http.send(Call.get("looking at the team", "/v2/teams/" + id)).require());
  }

  /** The team that a person's own projects are in. */
  public Optional<String> defaultTeam() {
    return http.send(Call.get("looking at the account", "/v2/user"))
        .require()
        .maybe("user")
        .flatMap(user -> user.maybeText("defaultTeamId"));
  }

  /** All projects of the team, at most 2,000. */
  public List<Project> projects() {
    Call first =
        Call.get("listing the projects", "/v9/projects").with("limit", String.valueOf(PAGE));
    return pages(first, "projects").stream().map(Project::of).toList();
  }

  public Optional<Project> project(String idOrName) {
    return http.send(
            Call.get("looking at the project " + idOrName, "/v9/projects/" + encoded(idOrName))
                .with("rollbackInfo", "true"))
        .found()
        .map(Project::of);
  }

  /**
   * @return empty when there is one with this name already
   */
  public Optional<Project> createProject(String name) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    body.put("framework", null);
    Reply reply = http.send(Call.post("creating the project " + name, "/v1/projects", body));
    return reply.status() == 409 ? Optional.empty() : Optional.of(Project.of(reply.require()));
  }

  public void deleteProject(String id) {
    http.send(Call.delete("deleting the project", "/v9/projects/" + id)).found();
  }

  /** Makes the key by which protected deployments can be looked at. */
  public void createKey(String projectId) {
    http.send(
            Call.post(
                    "making a key for protected deployments",
                    "/v1/projects/" + projectId + "/protection-bypass",
                    Map.of())
                .by("PATCH"))
        .require();
  }

  /** The newest production deployments, at most 100, the newest first. */
  public List<Deployment> newestDeployments(String projectId) {
    return http.send(listing(projectId)).require().list("deployments").stream()
        .map(Deployment::of)
        .toList();
  }

  /** All production deployments, the newest first. */
  public List<Deployment> deployments(String projectId) {
    return pages(listing(projectId), "deployments").stream().map(Deployment::of).toList();
  }

  /** What is listed on one page after the other. */
  private List<Shape> pages(Call first, String field) {
    var all = new ArrayList<Shape>();
    Call next = first;
    for (int page = 0; page < MOST_PAGES; page++) {
      Shape shape = http.send(next).require();
      all.addAll(shape.list(field));
      Optional<Long> until = next(shape);
      if (until.isEmpty()) {
        break;
      }
      next = first.with("until", until.get().toString());
    }
    return all;
  }

  private static Call listing(String projectId) {
    return Call.get("listing the deployments", "/v6/deployments")
        .with("projectId", projectId)
        .with("target", "production")
        .with("limit", String.valueOf(PAGE));
  }

  private static Optional<Long> next(Shape shape) {
    return shape
        .maybe("pagination")
        .filter(pages -> pages.json().path("next").isIntegralNumber())
        .map(pages -> pages.number("next"));
  }

  public Optional<Deployment> deployment(String idOrHost) {
    return http.send(Call.get("looking at the deployment", "/v13/deployments/" + encoded(idOrHost)))
        .found()
        .map(Deployment::of);
  }

  /** What came of the wish for a deployment. */
  public sealed interface Creation {
    record Made(Deployment deployment) implements Creation {}

    /**
     * @param digests SHA-1 of the files that are to be uploaded first
     */
    record FilesMissing(List<String> digests) implements Creation {}
  }

  public Creation create(NewDeployment wanted) {
    Reply reply =
        http.send(
            Call.post("making the deployment", "/v13/deployments", wanted)
                .with("forceNew", "1")
                .with("prebuilt", "1")
                .with("skipAutoDetectionConfirmation", "1"));
    if (reply.code().equals("missing_files")) {
      List<String> digests = new ArrayList<>();
      reply.body().path("error").path("missing").forEach(sha -> digests.add(sha.asText()));
      return new Creation.FilesMissing(digests);
    }
    return new Creation.Made(Deployment.of(reply.require()));
  }

  public void deleteDeployment(String id) {
    http.send(Call.delete("deleting the deployment " + id, "/v13/deployments/" + id)).found();
  }

  /**
   * @param sha1 of its bytes
   * @param open may be called again
   */
  public void upload(String sha1, long size, Supplier<InputStream> open) {
    Call call = new Call("uploading a file", "POST", "/v2/files", Map.of(), Optional.empty(), true);
    http.upload(
            call,
            Map.of("x-now-digest", sha1, "x-now-size", Long.toString(size)),
            size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(open), size),
            connection.patience().plus(Duration.ofSeconds(size / SLOWEST)))
        .require();
  }

  /**
   * Lines of a deployment's build as they come. That it ends says nothing: the deployment is to be
   * asked.
   *
   * @return to be cancelled by who follows
   */
  public CompletableFuture<?> events(String deploymentId, Consumer<String> line) {
    Call call =
        Call.get("following the deployment", "/v3/deployments/" + deploymentId + "/events")
            .with("direction", "forward")
            .with("follow", "1")
            .with("format", "lines");
    return http.follow(call, BodyHandlers.fromLineSubscriber(new LineByLine(line)));
  }

  /** Moves the production domains to a deployment that was not in production before. */
  public void promote(String projectId, String deploymentId) {
    switchTo("promoting the deployment", "/v10/projects/" + projectId + "/promote/" + deploymentId);
  }

  /**
   * Moves the production domains back to a deployment that was in production.
   *
   * @throws UserError {@code target.rollback-depth} when the plan does not allow it
   */
  public void rollback(String projectId, String deploymentId) {
    switchTo(
        "going back to the deployment", "/v9/projects/" + projectId + "/rollback/" + deploymentId);
  }

  /** Whoever asks looks afterwards what became of it: a conflict may be our own earlier request. */
  private void switchTo(String doing, String path) {
    Reply reply = http.send(Call.post(doing, path, Map.of()));
    if (reply.status() == 402 || reply.status() == 403) {
      throw new UserError(
          "target.rollback-depth",
          reply.refused().getMessage(),
          "Deploy that release again, which makes it anew from its files, or take a plan of"
              + " Vercel's that goes back further.");
    }
    if (reply.status() != 409) {
      reply.require();
    }
  }

  /** Domains that a promotion or rollback could not move. */
  public List<String> unmoved(Project project, String type) {
    return http
        .send(
            Call.get(
                    "looking at the domains",
                    "/v9/projects/" + project.id() + "/" + type + "/aliases")
                .with("failedOnly", "true")
                .with("limit", "20"))
        .require()
        .list("aliases")
        .stream()
        .flatMap(one -> one.maybe("alias").stream())
        .map(alias -> alias.text("alias"))
        .toList();
  }

  public List<ProjectDomain> domains(String projectId) {
    return http
        .send(
            Call.get("listing the domains", "/v9/projects/" + projectId + "/domains")
                .with("limit", String.valueOf(PAGE)))
        .require()
        .list("domains")
        .stream()
        .map(ProjectDomain::of)
        .toList();
  }

  /**
   * @param redirect domain of the project to which visitors are sent
   * @throws UserError {@code domain.taken} when another project or account has it
   */
  public void addDomain(String projectId, String name, Optional<String> redirect) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    redirect.ifPresent(
        to -> {
          body.put("redirect", to);
          body.put("redirectStatusCode", 308);
        });
    Reply reply =
        http.send(
            Call.post(
                "adding the domain " + name, "/v10/projects/" + projectId + "/domains", body));
    if (reply.status() == 409) {
      throw new UserError(
          "domain.taken",
          reply.refused().getMessage(),
          "Take it from the other project first, in Vercel's dashboard.");
    }
    boolean there = reply.code().equals("domain_already_in_use") && reply.status() == 400;
    if (!there) {
      reply.require();
    }
  }

  public void removeDomain(String projectId, String name) {
    http.send(
            Call.delete(
                "removing the domain " + name,
                "/v9/projects/" + projectId + "/domains/" + encoded(name)))
        .found();
  }

  /** Looks again whether the domain is the account's. */
  public ProjectDomain verify(String projectId, String name) {
    String path = "/v9/projects/" + projectId + "/domains/" + encoded(name) + "/verify";
    Reply reply = http.send(Call.post("verifying the domain " + name, path, Map.of()).again());
    return reply.ok()
        ? ProjectDomain.of(reply.require())
        : domains(projectId).stream()
            .filter(domain -> domain.name().equals(name))
            .findFirst()
            .orElseThrow(reply::refused);
  }

  public ProjectDomain.Config config(String domain) {
    Shape shape =
        http.send(
                Call.get(
                    "looking at the records of " + domain,
                    "/v6/domains/" + encoded(domain) + "/config"))
            .require();
    return new ProjectDomain.Config(
        shape.flag("misconfigured"),
        best(shape, "recommendedIPv4")
            .flatMap(one -> Stream.of(one.json().path("value").path(0).asText()))
            .toList(),
        best(shape, "recommendedCNAME").map(one -> one.text("value")).toList());
  }

  private static Stream<Shape> best(Shape shape, String field) {
    return shape.list(field).stream().filter(one -> one.number("rank") == 1).limit(1);
  }

  @Override
  public void close() {
    http.close();
  }

  /** It may well be done later. */
  public static ProviderError late(String what) {
    return new ProviderError(
        "vercel.slow",
        what,
        "Look at www.vercel-status.com. Run the same command again: it goes on where it was.",
        true,
        null,
        null);
  }
}
