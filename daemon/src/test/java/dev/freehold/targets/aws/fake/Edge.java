package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.targets.aws.fake.Distributions.Distribution;
import dev.freehold.targets.aws.fake.EdgeOrigins.Origin;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** Answers visitors of distributions, as CloudFront's locations do. */
final class Edge implements AutoCloseable {
  private final FakeCloudFront cloudFront;
  private final EdgeOrigins origins;
  private final EdgeCache cache = new EdgeCache();
  private Optional<FunctionRunner> runner = Optional.empty();

  Edge(FakeCloudFront cloudFront, FakeS3 s3, FakeLambda lambda) {
    this.cloudFront = cloudFront;
    this.origins = new EdgeOrigins(s3, lambda);
  }

  /** One visit: a distribution as it is at that time. */
  private record Visit(Distribution distribution, Element config, Element behaviour) {
    String policy() {
      return Xml.text(behaviour, "CachePolicyId");
    }

    Origin origin() {
      return EdgeOrigins.named(config, Xml.text(behaviour, "TargetOriginId")).orElseThrow();
    }

    List<String> origins() {
      return Xml.items(config, "Origins").stream().map(one -> Xml.text(one, "Id")).toList();
    }

    boolean allows(String method) {
      List<String> methods =
          Xml.items(behaviour, "AllowedMethods").stream().map(Element::getTextContent).toList();
      return (methods.isEmpty() ? Set.of("GET", "HEAD") : methods).contains(method);
    }

    Visit of(String path) {
      return new Visit(distribution, config, Edge.behaviour(config, path));
    }
  }

  void origin(String host, URI server) {
    origins.at(host, server);
  }

  /** Around the edge, as anybody can ask who knows the address. */
  EdgeAnswer direct(String host, AwsRequest request) {
    return origins.direct(host, request);
  }

  void later(Duration by) {
    cache.later(by);
  }

  /** The distribution of a host, also where a browser finds it on this machine. */
  Optional<Distribution> at(String host) {
    String name = host.replaceFirst("(?:\\.localhost)?(?::[0-9]+)?$", "").toLowerCase(Locale.ROOT);
    return cloudFront.oneAtATime(() -> cloudFront.distributions.at(name));
  }

  private synchronized FunctionRunner runner() {
    if (runner.isEmpty()) {
      runner = Optional.of(new FunctionRunner(cloudFront.stores));
    }
    return runner.get();
  }

  EdgeAnswer answer(Distribution distribution, AwsRequest request) {
    Optional<Element> config = cloudFront.oneAtATime(distribution::deployed);
    if (config.isEmpty() || !Xml.text(config.get(), "Enabled").equals("true")) {
      return EdgeAnswer.error(403, "The distribution is not enabled or not deployed yet.");
    }
    var visit = new Visit(distribution, config.get(), behaviour(config.get(), request.path()));
    if (!visit.allows(request.method())) {
      return EdgeAnswer.error(
          403,
          "This distribution is not configured to allow the HTTP request method that was used.");
    }
    try {
      return visited(visit, request)
          .with("via", "1.1 " + distribution.domain + " (CloudFront)")
          .with("x-amz-cf-pop", "STA50-P1")
          .with("x-amz-cf-id", Etags.id());
    } catch (FunctionRunner.Failed e) {
      return EdgeAnswer.error(
          503, "The CloudFront function associated with the CloudFront distribution failed: " + e);
    }
  }

  /** The first one whose pattern fits the path that the visitor asked for. */
  private static Element behaviour(Element config, String path) {
    return Xml.items(config, "CacheBehaviors").stream()
        .filter(one -> fits(Xml.text(one, "PathPattern"), path))
        .findFirst()
        .orElseGet(() -> Xml.at(config, "DefaultCacheBehavior").orElseThrow());
  }

  private static boolean fits(String pattern, String path) {
    return Wildcards.match(pattern.startsWith("/") ? pattern : "/" + pattern, path);
  }

  private EdgeAnswer visited(Visit visit, AwsRequest request) throws FunctionRunner.Failed {
    AwsRequest asked = request;
    Origin origin = visit.origin();
    Optional<Functions.Code> before = function(visit, "viewer-request");
    if (before.isPresent()) {
      ObjectNode event = EdgeEvents.event(visit.distribution(), "viewer-request", request);
      JsonNode said = runner().run(before.get(), event, request.rawQuery(), visit.origins());
      JsonNode result = said.path("result");
      if (result.has("statusCode")) {
        return EdgeEvents.answer(result, new byte[0])
            .with("x-cache", "FunctionGeneratedResponse from cloudfront");
      }
      asked = EdgeEvents.request(request, result);
      String select = said.path("origin").path("select").asText();
      origin = select.isEmpty() ? origin : EdgeOrigins.named(visit.config(), select).orElseThrow();
      if (said.path("origin").has("update")) {
        origin = origin.changed(said.path("origin").path("update"), asked.headers().keySet());
      }
    }
    EdgeAnswer fetched = fetched(visit, origin, asked);
    if (fetched.status() >= 400) {
      return error(visit, request, fetched);
    }
    EdgeAnswer answer = secured(visit, fetched);
    Optional<Functions.Code> after = function(visit, "viewer-response");
    if (after.isPresent()) {
      ObjectNode event = EdgeEvents.event(visit.distribution(), "viewer-response", asked);
      EdgeEvents.addAnswer(event, answer);
      EdgeAnswer changed =
          EdgeEvents.answer(
              runner().run(after.get(), event, asked.rawQuery(), List.of()).path("result"),
              answer.body());
      if (answer.headers().containsKey("set-cookie")) {
        changed.headers().putIfAbsent("set-cookie", answer.headers().get("set-cookie"));
      }
      answer = changed;
    }
    boolean same =
        answer.status() == 200
            && answer.header("etag").isPresent()
            && answer.header("etag").equals(request.header("if-none-match"));
    return same ? new EdgeAnswer(304, answer.headers(), new byte[0]) : answer;
  }

  private Optional<Functions.Code> function(Visit visit, String event) {
    return Xml.items(visit.behaviour(), "FunctionAssociations").stream()
        .filter(one -> Xml.text(one, "EventType").equals(event))
        .findFirst()
        .flatMap(
            one ->
                cloudFront.oneAtATime(
                    () -> cloudFront.functions.live(Xml.text(one, "FunctionARN"))));
  }

  private EdgeAnswer fetched(Visit visit, Origin origin, AwsRequest request) {
    String root = Xml.text(visit.config(), "DefaultRootObject");
    AwsRequest asked =
        request.path().equals("/") && !root.isEmpty() ? at(request, "/" + root) : request;
    boolean reads = Set.of("GET", "HEAD").contains(asked.method());
    boolean byQuery = visit.policy().equals(ManagedPolicies.ORIGIN_HEADERS_AND_QUERY);
    String key =
        String.join(
            " ",
            visit.distribution().id,
            origin.domain() + origin.path(),
            asked.path(),
            byQuery ? asked.rawQuery() : "");
    Optional<EdgeAnswer> kept = reads ? cache.get(key) : Optional.empty();
    if (kept.isPresent()) {
      return kept.get().with("x-cache", "Hit from cloudfront");
    }
    String policy = Xml.text(visit.behaviour(), "OriginRequestPolicyId");
    EdgeAnswer answer = origins.fetch(visit.distribution(), origin, asked, policy);
    if (asked.method().equals("GET") || origin.ofS3()) {
      cache.put(key, visit.policy(), answer);
    }
    return answer.with(
        "x-cache", answer.status() >= 400 ? "Error from cloudfront" : "Miss from cloudfront");
  }

  private static AwsRequest at(AwsRequest request, String path) {
    return new AwsRequest(request.method(), path, "", Map.of(), request.headers(), request.body());
  }

  private static EdgeAnswer secured(Visit visit, EdgeAnswer answer) {
    EdgeAnswer secured = answer;
    if (Xml.text(visit.behaviour(), "ResponseHeadersPolicyId")
        .equals(ManagedPolicies.SECURITY_HEADERS)) {
      for (var header : ManagedPolicies.SECURITY.entrySet()) {
        if (secured.header(header.getKey()).isEmpty()) {
          secured = secured.with(header.getKey(), header.getValue());
        }
      }
    }
    return secured;
  }

  /** The page for a status, if the distribution names one; no function sees either. */
  private EdgeAnswer error(Visit visit, AwsRequest request, EdgeAnswer answer) {
    for (Element error : Xml.items(visit.config(), "CustomErrorResponses")) {
      String path = Xml.text(error, "ResponsePagePath");
      if (Xml.text(error, "ErrorCode").equals(String.valueOf(answer.status())) && !path.isEmpty()) {
        Visit page = visit.of(path);
        var asked = new AwsRequest("GET", path, "", Map.of(), request.headers(), new byte[0]);
        EdgeAnswer shown = fetched(page, page.origin(), asked);
        return shown.status() >= 400
            ? secured(visit, answer)
            : secured(visit, shown)
                .withStatus(Integer.parseInt(Xml.text(error, "ResponseCode")))
                .with("x-cache", "Error from cloudfront");
      }
    }
    return secured(visit, answer);
  }

  @Override
  public synchronized void close() {
    runner.ifPresent(FunctionRunner::close);
    origins.close();
  }
}
