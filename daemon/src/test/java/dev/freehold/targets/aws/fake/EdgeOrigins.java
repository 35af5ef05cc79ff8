package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.targets.aws.fake.Distributions.Distribution;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;

/** Where the edge fetches from: buckets, and servers that a test names. */
final class EdgeOrigins implements AutoCloseable {
  private static final Set<String> NOT_PASSED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "expect",
          "upgrade",
          "http2-settings",
          "transfer-encoding",
          "keep-alive",
          "te");

  /** In bytes. */
  private static final int S3_HEADERS = 8_192;

  private final FakeS3 s3;
  private final FakeLambda lambda;
  private final Map<String, URI> servers = new ConcurrentHashMap<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param path before every address
   * @param signed whether there is an access control
   * @param ofS3 whether it is a bucket
   */
  record Origin(
      String id,
      String domain,
      String path,
      boolean signed,
      boolean ofS3,
      Map<String, String> headers) {
    static Origin of(Element origin) {
      var headers = new TreeMap<String, String>();
      for (Element header : Xml.items(origin, "CustomHeaders")) {
        headers.put(Xml.text(header, "HeaderName"), Xml.text(header, "HeaderValue"));
      }
      return new Origin(
          Xml.text(origin, "Id"),
          Xml.text(origin, "DomainName"),
          Xml.text(origin, "OriginPath"),
          !Xml.text(origin, "OriginAccessControlId").isEmpty(),
          Xml.at(origin, "S3OriginConfig").isPresent(),
          headers);
    }

    /**
     * As a function changes it; what it does not name stays.
     *
     * @param sent headers of the request, which a header of the origin's must not be among
     */
    Origin changed(JsonNode by, Set<String> sent) throws FunctionRunner.Failed {
      String to = by.path("domainName").asText(domain);
      String before = by.path("originPath").asText(path);
      if (!to.matches("[a-z0-9.-]*[a-z][a-z0-9.-]*")
          || before.endsWith("/")
          || by.has("originPath") && !before.startsWith("/")) {
        throw new FunctionRunner.Failed("the origin is " + to + before);
      }
      var own = new TreeMap<String, String>();
      for (Map.Entry<String, JsonNode> header : by.path("customHeaders").properties()) {
        if (sent.contains(header.getKey())
            || !header.getKey().equals(header.getKey().toLowerCase(Locale.ROOT))) {
          throw new FunctionRunner.Failed("the header " + header.getKey() + " is not valid");
        }
        own.put(header.getKey(), header.getValue().asText());
      }
      return new Origin(
          id,
          to,
          before,
          by.path("originAccessControlConfig").path("enabled").asBoolean(signed),
          by.has("customOriginConfig") ? false : ofS3,
          by.has("customHeaders") ? own : headers);
    }
  }

  EdgeOrigins(FakeS3 s3, FakeLambda lambda) {
    this.s3 = s3;
    this.lambda = lambda;
  }

  void at(String host, URI server) {
    servers.put(host, server);
  }

  EdgeAnswer fetch(
      Distribution distribution, Origin origin, AwsRequest request, String requestPolicy) {
    if (!origin.ofS3()) {
      return fromServer(origin, request, requestPolicy);
    }
    if (!Set.of("GET", "HEAD").contains(request.method())) {
      return EdgeAnswer.of(
          s3.refusal(new AwsRefusal(405, "MethodNotAllowed", "Not allowed here."), "0"));
    }
    if (passesAll(requestPolicy) && length(request.headers()) > S3_HEADERS) {
      return EdgeAnswer.of(
          s3.refusal(
              new AwsRefusal(400, "RequestHeaderSectionTooLarge", "Your headers are too large."),
              "0"));
    }
    String bucket = origin.domain().replaceFirst("\\.s3(\\.[a-z0-9-]+)?\\.amazonaws\\.com$", "");
    return EdgeAnswer.of(
            s3.forEdge(
                bucket, origin.path() + request.path(), origin.signed() ? distribution.arn() : ""))
        .with("server", "AmazonS3");
  }

  private static boolean passesAll(String policy) {
    return Set.of(ManagedPolicies.ALL_VIEWER, ManagedPolicies.ALL_VIEWER_EXCEPT_HOST)
        .contains(policy);
  }

  private static int length(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .mapToInt(one -> one.getKey().length() + String.join(", ", one.getValue()).length())
        .sum();
  }

  EdgeAnswer direct(String host, AwsRequest request) {
    var origin = new Origin(host, host, "", false, false, Map.of());
    return fromServer(origin, request, ManagedPolicies.ALL_VIEWER_EXCEPT_HOST);
  }

  private EdgeAnswer fromServer(Origin origin, AwsRequest request, String policy) {
    boolean ofLambda = FakeLambda.isHost(origin.domain());
    URI server =
        ofLambda ? lambda.running(origin.domain()).orElse(null) : servers.get(origin.domain());
    if (ofLambda && server == null) {
      return new EdgeAnswer(
          403,
          new TreeMap<>(Map.of("content-type", List.of("application/json"))),
          "{\"Message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8));
    }
    if (server == null) {
      return EdgeAnswer.error(502, "CloudFront wasn't able to resolve the origin domain name.");
    }
    boolean all = passesAll(policy);
    String query = all && !request.rawQuery().isEmpty() ? "?" + request.rawQuery() : "";
    var to =
        HttpRequest.newBuilder(URI.create(server + origin.path() + request.path() + query))
            .timeout(Duration.ofSeconds(30))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body()))
            .header(
                "Host",
                policy.equals(ManagedPolicies.ALL_VIEWER)
                    ? request.header("host").orElse(origin.domain())
                    : origin.domain());
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED.contains(name)
                  && (all || name.equals("content-type"))
                  && !origin.headers().containsKey(name)) {
                values.forEach(value -> to.header(name, value));
              }
            });
    origin.headers().forEach(to::setHeader);
    if (!all) {
      to.setHeader("User-Agent", "Amazon CloudFront");
    }
    to.setHeader("X-Forwarded-For", "198.51.100.7");
    to.setHeader("Via", "1.1 edge.cloudfront.net (CloudFront)");
    try {
      HttpResponse<byte[]> answer =
          client.send(to.build(), HttpResponse.BodyHandlers.ofByteArray());
      var headers = new TreeMap<String, List<String>>();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_PASSED.contains(name)) {
                  headers.put(name, values);
                }
              });
      return new EdgeAnswer(answer.statusCode(), headers, answer.body());
    } catch (HttpTimeoutException e) {
      return EdgeAnswer.error(504, "CloudFront attempted to connect, but got no answer in time.");
    } catch (IOException e) {
      return EdgeAnswer.error(502, "CloudFront wasn't able to connect to the origin.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return EdgeAnswer.error(502, "It was interrupted.");
    }
  }

  static Optional<Origin> named(Element config, String id) {
    return Xml.items(config, "Origins").stream()
        .map(Origin::of)
        .filter(origin -> origin.id().equals(id))
        .findFirst();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
