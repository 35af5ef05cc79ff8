package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.targets.aws.fake.KeyValueStores.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Pairs of a store: the API that takes SigV4a alone. */
final class FakeStore implements AwsService {
  private final KeyValueStores stores;

  FakeStore(KeyValueStores stores) {
    this.stores = stores;
  }

  @Override
  public Operation operation(AwsRequest request) {
    if (!request.header("authorization").orElse("").startsWith(SignatureCheck.V4A)) {
      throw new AwsRefusal(
          403, "InvalidSignatureException", "The service takes signatures of SigV4a alone.");
    }
    String[] parts = request.path().split("/", 5);
    if (parts.length < 3 || !parts[1].equals("key-value-stores")) {
      throw new AwsRefusal(404, "UnknownOperationException", "No such call.");
    }
    String arn = AwsRequest.decoded(parts[2]);
    String key = parts.length < 5 ? "" : AwsRequest.decoded(parts[4]);
    Optional<String> ifMatch = request.header("if-match");
    String call = request.method() + (parts.length < 4 ? "" : key.isEmpty() ? " keys" : " key");
    return switch (call) {
      case "GET" -> operation("DescribeKeyValueStore", arn, () -> describe(arn));
      case "GET keys" -> operation("ListKeys", arn, () -> list(arn, request.query()));
      case "GET key" -> operation("GetKey", arn, () -> get(arn, key));
      case "PUT key" ->
          operation(
              "PutKey",
              arn,
              () ->
                  written(
                      stores.write(
                          arn, ifMatch, Map.of(key, text(json(request), "Value")), List.of())));
      case "DELETE key" ->
          operation(
              "DeleteKey", arn, () -> written(stores.write(arn, ifMatch, Map.of(), List.of(key))));
      case "POST keys" -> operation("UpdateKeys", arn, () -> update(arn, ifMatch, json(request)));
      default -> throw new AwsRefusal(404, "UnknownOperationException", "No such call.");
    };
  }

  private static Operation operation(String name, String arn, Supplier<AwsAnswer> work) {
    return Operation.of("cloudfront-keyvaluestore:" + name, arn, work);
  }

  private static JsonNode json(AwsRequest request) {
    try {
      return Json.mapper().readTree(request.body());
    } catch (JsonProcessingException _) {
      throw new AwsRefusal(400, "ValidationException", "The body is not JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(JsonNode in, String field) {
    if (!in.path(field).isTextual()) {
      throw new AwsRefusal(400, "ValidationException", field + " is required.");
    }
    return in.path(field).asText();
  }

  private AwsAnswer update(String arn, Optional<String> ifMatch, JsonNode body) {
    var puts = new LinkedHashMap<String, String>();
    for (JsonNode put : body.path("Puts")) {
      if (puts.put(text(put, "Key"), text(put, "Value")) != null) {
        throw new AwsRefusal(400, "ValidationException", "A key is put twice.");
      }
    }
    var deletes = new ArrayList<String>();
    body.path("Deletes").forEach(delete -> deletes.add(text(delete, "Key")));
    return written(stores.write(arn, ifMatch, puts, deletes));
  }

  private static ObjectNode totals(Store store) {
    return Json.mapper()
        .createObjectNode()
        .put("ItemCount", store.pairs.size())
        .put("TotalSizeInBytes", KeyValueStores.size(store.pairs));
  }

  private static AwsAnswer answer(JsonNode body) {
    return AwsAnswer.of(200, "application/json", body.toString());
  }

  private AwsAnswer written(Store store) {
    synchronized (stores) {
      return answer(totals(store)).with("ETag", store.pairsEtag);
    }
  }

  private AwsAnswer describe(String arn) {
    synchronized (stores) {
      Store store = stores.byArn(arn).orElseThrow(() -> KeyValueStores.notFound(arn));
      double created = store.created.toEpochMilli() / 1000.0;
      return answer(
              totals(store)
                  .put("KvsARN", arn)
                  .put("Created", created)
                  .put("LastModified", created)
                  .put("Status", store.status()))
          .with("ETag", store.pairsEtag);
    }
  }

  private AwsAnswer get(String arn, String key) {
    synchronized (stores) {
      Store store = stores.ready(arn);
      String value = store.pairs.get(key);
      if (value == null) {
        throw KeyValueStores.notFound("Key " + key);
      }
      return answer(totals(store).put("Key", key).put("Value", value));
    }
  }

  private AwsAnswer list(String arn, Map<String, String> query) {
    int max = Integer.parseInt(query.getOrDefault("MaxResults", "10"));
    if (max < 1 || max > 50) {
      throw new AwsRefusal(400, "ValidationException", "MaxResults is between 1 and 50.");
    }
    synchronized (stores) {
      List<Map.Entry<String, String>> left =
          stores.ready(arn).pairs.entrySet().stream()
              .filter(pair -> pair.getKey().compareTo(query.getOrDefault("NextToken", "")) > 0)
              .toList();
      ObjectNode body = Json.mapper().createObjectNode();
      var items = body.putArray("Items");
      left.stream()
          .limit(max)
          .forEach(
              pair -> items.addObject().put("Key", pair.getKey()).put("Value", pair.getValue()));
      if (left.size() > max) {
        body.put("NextToken", left.get(max - 1).getKey());
      }
      return answer(body);
    }
  }

  @Override
  public AwsAnswer refusal(AwsRefusal refusal, String requestId) {
    return AwsAnswer.of(
            refusal.status,
            "application/json",
            Json.mapper().createObjectNode().put("Message", refusal.getMessage()).toString())
        .with("x-amzn-ErrorType", refusal.code);
  }

  @Override
  public String requestIdHeader() {
    return "x-amzn-RequestId";
  }

  @Override
  public AwsRefusal throttled() {
    return new AwsRefusal(429, "TooManyRequestsException", "Too many requests.");
  }

  @Override
  public AwsRefusal denied(String action) {
    return new AwsRefusal(
        403, "AccessDeniedException", AwsService.super.denied(action).getMessage());
  }

  @Override
  public AwsRefusal unknownKey() {
    return new AwsRefusal(
        403,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  @Override
  public AwsRefusal expiredToken() {
    return new AwsRefusal(
        403, "ExpiredTokenException", "The security token included in the request is expired");
  }
}
