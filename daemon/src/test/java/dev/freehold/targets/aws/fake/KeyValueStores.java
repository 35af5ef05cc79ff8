package dev.freehold.targets.aws.fake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/** The stores of edge functions, as CloudFront's own API makes and deletes them. */
final class KeyValueStores {
  /** One store. Its pairs have a version of their own, which the other API names. */
  static final class Store {
    final String name;
    final String id = UUID.randomUUID().toString();
    final String comment;
    final String etag = Etags.id();
    final Instant created = Instant.now();
    Instant ready;
    final Map<String, String> pairs = new TreeMap<>();
    String pairsEtag = "KV" + Etags.id();

    Store(String name, String comment, Instant ready) {
      this.name = name;
      this.comment = comment;
      this.ready = ready;
    }

    String arn() {
      return "arn:aws:cloudfront::" + FakeAws.ACCOUNT + ":key-value-store/" + id;
    }

    String status() {
      return Instant.now().isBefore(ready) ? "PROVISIONING" : "READY";
    }

    String xml() {
      return Xml.element(
          "KeyValueStore",
          Xml.element("Name", name)
              + Xml.element("Id", id)
              + Xml.element("Comment", Xml.escaped(comment))
              + Xml.element("ARN", arn())
              + Xml.element("Status", status())
              + Xml.element("LastModifiedTime", created));
    }
  }

  private final Map<String, Store> stores = new LinkedHashMap<>();
  private final Predicate<String> isUsed;
  private long provisioningMillis;
  private int failEvery;
  private int reads;

  /**
   * @param isUsed whether a function names the store of an ARN
   */
  KeyValueStores(Predicate<String> isUsed) {
    this.isUsed = isUsed;
  }

  synchronized void take(long millis) {
    provisioningMillis = millis;
  }

  synchronized void finish() {
    stores.values().forEach(store -> store.ready = Instant.now());
  }

  synchronized Map<String, Map<String, String>> everything() {
    var all = new TreeMap<String, Map<String, String>>();
    stores.values().forEach(store -> all.put(store.name, new TreeMap<>(store.pairs)));
    return all;
  }

  synchronized void failEvery(int nth) {
    failEvery = nth;
    reads = 0;
  }

  synchronized Optional<Store> byArn(String arn) {
    return stores.values().stream().filter(store -> store.arn().equals(arn)).findFirst();
  }

  /** As a function reads it. */
  synchronized Optional<String> read(String arn, String key) {
    reads++;
    if (failEvery > 0 && reads % failEvery == 0) {
      throw new IllegalStateException("the store does not answer");
    }
    return byArn(arn).map(store -> store.pairs.get(key));
  }

  private Store named(String name) {
    Store store = stores.get(name);
    if (store == null) {
      throw new AwsRefusal(404, "EntityNotFound", "The entity was not found.");
    }
    return store;
  }

  Operation operation(AwsRequest request, String name) {
    if (request.method().equals("POST") || name.isEmpty()) {
      return request.method().equals("POST")
          ? Operation.of("cloudfront:CreateKeyValueStore", "*", () -> create(request))
          : Operation.of("cloudfront:ListKeyValueStores", "*", () -> list(request));
    }
    String arn;
    synchronized (this) {
      arn = Optional.ofNullable(stores.get(name)).map(Store::arn).orElse("*");
    }
    return switch (request.method()) {
      case "GET" -> Operation.of("cloudfront:DescribeKeyValueStore", arn, () -> describe(name));
      case "DELETE" ->
          Operation.of("cloudfront:DeleteKeyValueStore", arn, () -> delete(request, name));
      default -> throw FakeCloudFront.noSuchCall(request);
    };
  }

  private synchronized AwsAnswer create(AwsRequest request) {
    Element body = Xml.parse(request.body());
    String name = Xml.text(body, "Name");
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw FakeCloudFront.invalid("The name of the store is " + name);
    }
    if (stores.containsKey(name)) {
      throw new AwsRefusal(
          409, "EntityAlreadyExists", "The entity already exists. You must provide a unique one.");
    }
    var store =
        new Store(name, Xml.text(body, "Comment"), Instant.now().plusMillis(provisioningMillis));
    stores.put(name, store);
    return AwsAnswer.xml(201, store.xml()).with("ETag", store.etag).with("Location", store.arn());
  }

  private synchronized AwsAnswer describe(String name) {
    Store store = named(name);
    return AwsAnswer.xml(200, store.xml()).with("ETag", store.etag);
  }

  private synchronized AwsAnswer list(AwsRequest request) {
    String status = request.query().getOrDefault("Status", "");
    return Pages.page(
        request,
        "KeyValueStoreList",
        stores.values().stream()
            .filter(store -> status.isEmpty() || store.status().equals(status))
            .toList(),
        store -> store.name,
        Store::xml);
  }

  private synchronized AwsAnswer delete(AwsRequest request, String name) {
    Store store = named(name);
    Etags.check(request, store.etag);
    if (isUsed.test(store.arn())) {
      throw new AwsRefusal(
          409, "CannotDeleteEntityWhileInUse", "The entity cannot be deleted while it is in use.");
    }
    stores.remove(name);
    return AwsAnswer.empty(204);
  }

  /** A write of pairs: all of it, or nothing. */
  synchronized Store write(
      String arn, Optional<String> ifMatch, Map<String, String> puts, List<String> deletes) {
    Store store = ready(arn);
    if (ifMatch.isEmpty()) {
      throw new AwsRefusal(400, "ValidationException", "If-Match is required.");
    }
    if (!ifMatch.get().equals(store.pairsEtag)) {
      throw new AwsRefusal(
          409, "ConflictException", "The Key Value Store was modified. Provide the latest ETag.");
    }
    var touched = new ArrayList<>(puts.keySet());
    touched.addAll(deletes);
    if (touched.isEmpty()
        || touched.size() > 50
        || touched.stream().distinct().count() < touched.size()) {
      throw new AwsRefusal(
          400, "ValidationException", "Between 1 and 50 different keys in one request.");
    }
    puts.forEach(KeyValueStores::checkSize);
    for (String key : deletes) {
      if (!store.pairs.containsKey(key)) {
        throw notFound("Key " + key);
      }
    }
    var after = new HashMap<>(store.pairs);
    after.putAll(puts);
    deletes.forEach(after::remove);
    if (size(after) > 5_000_000) {
      throw new AwsRefusal(402, "ServiceQuotaExceededException", "The store would be over 5 MB.");
    }
    store.pairs.putAll(puts);
    deletes.forEach(store.pairs::remove);
    store.pairsEtag = "KV" + Etags.id();
    return store;
  }

  synchronized Store ready(String arn) {
    Store store = byArn(arn).orElseThrow(() -> notFound("The Key Value Store " + arn));
    if (!store.status().equals("READY")) {
      throw new AwsRefusal(409, "ConflictException", "The Key Value Store is not ready.");
    }
    return store;
  }

  static AwsRefusal notFound(String what) {
    return new AwsRefusal(404, "ResourceNotFoundException", what + " was not found.");
  }

  static long size(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .mapToLong(pair -> bytes(pair.getKey()) + bytes(pair.getValue()))
        .sum();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static void checkSize(String key, String value) {
    if (key.isEmpty() || bytes(key) > 512 || bytes(key) + bytes(value) > 1024) {
      throw new AwsRefusal(
          400, "ValidationException", "A key and its value may have 1 KB, a key 512 bytes.");
    }
  }
}
