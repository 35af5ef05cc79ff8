package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.targets.aws.fake.Distributions.Distribution;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Requests and answers as functions see them, and back. */
final class EdgeEvents {
  /** Of the connection: functions don't see them. */
  private static final Set<String> HIDDEN =
      Set.of("connection", "keep-alive", "upgrade", "http2-settings", "te", "transfer-encoding");

  private EdgeEvents() {}

  static ObjectNode event(Distribution distribution, String type, AwsRequest request) {
    ObjectNode event = Json.mapper().createObjectNode().put("version", "1.0");
    event
        .putObject("context")
        .put("distributionDomainName", distribution.domain)
        .put("distributionId", distribution.id)
        .put("eventType", type)
        .put("requestId", Etags.id());
    event.putObject("viewer").put("ip", "198.51.100.7");
    ObjectNode shown = event.putObject("request");
    shown.put("method", request.method()).put("uri", request.path());
    ObjectNode query = shown.putObject("querystring");
    var parameters = new TreeMap<String, List<String>>();
    if (!request.rawQuery().isEmpty()) {
      for (String pair : request.rawQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        parameters
            .computeIfAbsent(parts[0], _ -> new ArrayList<>())
            .add(parts.length < 2 ? "" : parts[1]);
      }
    }
    parameters.forEach((name, values) -> put(query, name, values));
    ObjectNode headers = shown.putObject("headers");
    ObjectNode cookies = shown.putObject("cookies");
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (name.equals("cookie")) {
                for (String cookie : String.join("; ", values).split("; ?")) {
                  String[] parts = cookie.split("=", 2);
                  put(cookies, parts[0], List.of(parts.length < 2 ? "" : parts[1]));
                }
              } else if (!HIDDEN.contains(name)) {
                put(headers, name, values);
              }
            });
    return event;
  }

  private static void put(ObjectNode all, String name, List<String> values) {
    ObjectNode one = all.putObject(name).put("value", values.getFirst());
    if (values.size() > 1) {
      var list = one.putArray("multiValue");
      values.forEach(value -> list.addObject().put("value", value));
    }
  }

  static void addAnswer(ObjectNode event, EdgeAnswer answer) {
    ObjectNode response = event.putObject("response").put("statusCode", answer.status());
    response.put("statusDescription", "");
    ObjectNode headers = response.putObject("headers");
    response.putObject("cookies");
    answer
        .headers()
        .forEach(
            (name, values) -> {
              if (!name.equals("set-cookie")) {
                put(headers, name, values);
              }
            });
  }

  /** What a function made of a request. */
  static AwsRequest request(AwsRequest before, JsonNode result) throws FunctionRunner.Failed {
    String uri = result.path("uri").asText();
    if (!uri.matches("/[\\x21-\\x7e]*")) {
      throw new FunctionRunner.Failed("the uri is " + uri);
    }
    Map<String, List<String>> headers = headers(result);
    if (before.headers().containsKey("cookie") && !result.path("cookies").isEmpty()) {
      headers.put("cookie", before.headers().get("cookie"));
    }
    if (!before.headers().getOrDefault("host", List.of()).equals(headers.get("host"))) {
      throw new FunctionRunner.Failed("the host cannot be changed");
    }
    var query = new ArrayList<String>();
    result
        .path("querystring")
        .properties()
        .forEach(
            one ->
                values(one.getValue())
                    .forEach(
                        value -> query.add(one.getKey() + (value.isEmpty() ? "" : "=" + value))));
    String raw =
        EdgeEvents.sorted(before.rawQuery()).equals(query.stream().sorted().toList())
            ? before.rawQuery()
            : String.join("&", query);
    return new AwsRequest(before.method(), uri, raw, AwsRequest.query(raw), headers, before.body());
  }

  private static List<String> sorted(String query) {
    return List.of(query.replaceAll("=(&|$)", "$1").split("&")).stream()
        .filter(pair -> !pair.isEmpty())
        .sorted()
        .toList();
  }

  /**
   * What a function made of an answer, or answers itself.
   *
   * @param body where it does not name one
   */
  static EdgeAnswer answer(JsonNode result, byte[] body) throws FunctionRunner.Failed {
    int status = result.path("statusCode").asInt();
    if (status < 200 || status > 599) {
      throw new FunctionRunner.Failed("the status is " + result.path("statusCode"));
    }
    Map<String, List<String>> headers = headers(result);
    for (String name : headers.keySet()) {
      if (name.matches("expect|warning|x-real-ip|(proxy|x-accel)-.*")) {
        throw new FunctionRunner.Failed("the header " + name + " can't be set");
      }
    }
    result
        .path("cookies")
        .properties()
        .forEach(
            cookie -> {
              String attributes = cookie.getValue().path("attributes").asText();
              headers
                  .computeIfAbsent("set-cookie", _ -> new ArrayList<>())
                  .add(
                      cookie.getKey()
                          + "="
                          + cookie.getValue().path("value").asText()
                          + (attributes.isEmpty() ? "" : "; " + attributes));
            });
    JsonNode said = result.path("body");
    byte[] bytes = body;
    if (said.isTextual()) {
      bytes = said.asText().getBytes(StandardCharsets.UTF_8);
    } else if (said.isObject()) {
      String data = said.path("data").asText();
      bytes =
          said.path("encoding").asText().equals("base64")
              ? Base64.getDecoder().decode(data)
              : data.getBytes(StandardCharsets.UTF_8);
    }
    return new EdgeAnswer(status, headers, bytes);
  }

  private static Map<String, List<String>> headers(JsonNode of) throws FunctionRunner.Failed {
    var headers = new TreeMap<String, List<String>>();
    for (Map.Entry<String, JsonNode> header : of.path("headers").properties()) {
      String name = header.getKey();
      boolean forbidden =
          name.startsWith("x-amz-cf-") || name.startsWith("x-edge-") || name.equals("connection");
      if (forbidden
          || !name.equals(name.toLowerCase(Locale.ROOT))
          || !header.getValue().path("value").isTextual()) {
        throw new FunctionRunner.Failed("the header " + name + " is not valid");
      }
      headers.put(name, values(header.getValue()));
    }
    return headers;
  }

  private static List<String> values(JsonNode one) {
    var values = new ArrayList<String>();
    one.path("multiValue").forEach(value -> values.add(value.path("value").asText()));
    if (values.isEmpty()) {
      values.add(one.path("value").asText());
    }
    return values;
  }
}
