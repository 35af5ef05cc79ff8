package dev.freehold.targets.aws.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.credential.Secret;
import dev.freehold.release.Artifact;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A site as CloudFront answers for it: its function, the store and the bucket. */
final class EdgeScene {
  static final String SITE = "guestbook.production";
  static final String SECRET = "0123456789abcdef";

  private final FunctionHarness harness;
  private final Map<String, SiteObject> bucket = new TreeMap<>();
  private final Map<String, String> store = new LinkedHashMap<>();
  private final List<Rules> sets = new ArrayList<>();
  private String source = "";
  private int published;
  private Optional<String> rawQuery = Optional.empty();
  private Optional<String> domain = Optional.empty();
  private int failsEvery;
  int asked;

  EdgeScene(FunctionHarness harness) {
    this.harness = harness;
  }

  EdgeScene at(String name) {
    domain = Optional.of(name);
    return this;
  }

  void failing(int every) {
    failsEvery = every;
  }

  Map<String, SiteObject> bucket() {
    return bucket;
  }

  Map<String, String> store() {
    return store;
  }

  String source() {
    return source;
  }

  /** Uploads the release; nothing leads to it. */
  EdgePointer upload(
      Artifact artifact, String release, Optional<String> server, String... workers) {
    var keys = new SiteKeys(artifact, Set.of(workers));
    keys.objects(release).forEach(object -> bucket.put(object.key(), object));
    String settings = "settings-of-" + release;
    put(SiteKeys.settings(settings, Map.of("TITLE", release)));
    sets.add(keys.rules());
    return new EdgePointer(1, release, settings, keys.rules().id(), server);
  }

  private void put(SiteObject object) {
    bucket.put(object.key(), object);
  }

  void publish(EdgePointer baked) throws IOException {
    source = new EdgeFunction(SITE, baked, sets, domain, Secret.of(SECRET)).source();
    published = harness.publish(source);
  }

  void switchTo(EdgePointer pointer) {
    store.put(SITE, Json.write(pointer.json()));
  }

  EdgePointer deploy(Artifact artifact, String release, String... workers) throws IOException {
    EdgePointer pointer = upload(artifact, release, Optional.empty(), workers);
    put(new SiteKeys(artifact, Set.of()).notFound());
    publish(pointer);
    switchTo(pointer);
    return pointer;
  }

  Reply get(String address, String... headers) throws IOException {
    return ask("GET", address, headers);
  }

  Reply ask(String method, String address, String... headers) throws IOException {
    int mark = address.indexOf('?');
    String query = mark < 0 ? "" : address.substring(mark + 1);
    rawQuery = Optional.of(query).filter(text -> !text.isEmpty());
    ObjectNode request =
        Json.mapper()
            .createObjectNode()
            .put("method", method)
            .put("uri", mark < 0 ? address : address.substring(0, mark));
    request.putObject("querystring");
    ObjectNode sent = request.putObject("headers");
    sent.putObject("host").put("value", domain.orElse("d111111abcdef8.cloudfront.net"));
    for (String header : headers) {
      String[] both = header.split(": ", 2);
      sent.putObject(both[0].toLowerCase(Locale.ROOT)).put("value", both[1]);
    }
    JsonNode said = call("viewer-request", request, Optional.empty());
    JsonNode result = said.get("result");
    if (result.has("statusCode")) {
      return reply(result, Optional.empty(), Optional.empty());
    }
    Optional<JsonNode> origin = Optional.ofNullable(said.get("origin"));
    return fetched(result, origin);
  }

  private JsonNode call(String type, JsonNode request, Optional<JsonNode> response)
      throws IOException {
    ObjectNode question = Json.mapper().createObjectNode().put("id", published);
    rawQuery.ifPresent(query -> question.put("rawQuery", query));
    store.forEach(question.putObject("store")::put);
    question.put("failsEvery", failsEvery);
    ObjectNode event = question.putObject("event").put("version", "1.0");
    event.putObject("context").put("eventType", type);
    event.set("request", request);
    response.ifPresent(said -> event.set("response", said));
    JsonNode answer = harness.ask(question);
    asked = answer.get("asked").asInt();
    return answer;
  }

  private Reply fetched(JsonNode request, Optional<JsonNode> origin) throws IOException {
    String uri = request.get("uri").asText();
    SiteObject object = bucket.get(decoded(uri.substring(1)));
    if (object == null) {
      Optional<SiteObject> page = Optional.ofNullable(bucket.get(SiteKeys.NOT_FOUND));
      return new Reply(404, Map.of(), uri, page, origin);
    }
    ObjectNode response = Json.mapper().createObjectNode().put("statusCode", 200);
    ObjectNode headers = response.putObject("headers");
    headers.putObject("content-type").put("value", object.type());
    headers.putObject("cache-control").put("value", object.cacheControl());
    headers.putObject("server").put("value", "AmazonS3");
    headers.putObject("x-amz-request-id").put("value", "ABC");
    object.headers().ifPresent(own -> headers.putObject("x-amz-meta-h").put("value", own));
    JsonNode said = call("viewer-response", request, Optional.of(response)).get("result");
    Reply reply = reply(said, Optional.of(object), origin);
    return new Reply(reply.status(), reply.headers(), uri, Optional.of(object), origin);
  }

  private static String decoded(String path) {
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static Reply reply(
      JsonNode said, Optional<SiteObject> object, Optional<JsonNode> origin) {
    var headers = new TreeMap<String, String>();
    said.get("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().get("value").asText()));
    return new Reply(
        said.get("statusCode").asInt(), headers, said.path("body").asText(), object, origin);
  }

  /**
   * @param asked address at the origin, or what the function said itself
   * @param origin what the function chose
   */
  record Reply(
      int status,
      Map<String, String> headers,
      String asked,
      Optional<SiteObject> object,
      Optional<JsonNode> origin) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String key() {
      return object.map(SiteObject::key).orElse("none");
    }

    /** Path of the file in the build's output. */
    String file() {
      return object
          .map(SiteObject::content)
          .map(
              content ->
                  switch (content) {
                    case SiteObject.Content.Blob(Artifact.File file) -> file.path();
                    case SiteObject.Content.Text(String text) -> text;
                  })
          .orElse("none");
    }
  }
}
