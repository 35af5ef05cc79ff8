package dev.freehold.targets.aws.fake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.w3c.dom.Element;

/**
 * Objects are S3Proxy's, by path-style addresses; what it does not know of buckets is kept here. A
 * bucket has one version of each object, whose id is "null".
 */
final class FakeS3 implements AwsService, AutoCloseable {
  private final Map<String, BucketSettings> buckets = new ConcurrentHashMap<>();

  /** By bucket and key. S3Proxy writes them in a way of its own. */
  private final Map<String, String> types = new ConcurrentHashMap<>();

  private final Supplier<SignatureCheck.Keys> keys;
  private Optional<S3Proxy> proxy = Optional.empty();

  /** Code of what goes wrong with the first object of the next deletion. */
  private Optional<String> notDeleted = Optional.empty();

  FakeS3(Supplier<SignatureCheck.Keys> keys) {
    this.keys = keys;
  }

  private synchronized S3Proxy proxy() {
    if (proxy.isEmpty()) {
      proxy = Optional.of(S3Proxy.shared());
    }
    return proxy.get();
  }

  @Override
  public Operation operation(AwsRequest request) {
    request
        .header("x-amz-expected-bucket-owner")
        .filter(owner -> !owner.equals(FakeAws.ACCOUNT))
        .ifPresent(
            _ -> {
              throw new AwsRefusal(403, "AccessDenied", "Access Denied");
            });
    String[] parts = request.path().substring(1).split("/", 2);
    String bucket = AwsRequest.decoded(parts[0]);
    String key = parts.length < 2 ? "" : AwsRequest.decoded(parts[1]);
    if (bucket.isEmpty()) {
      return Operation.of("s3:ListBuckets", "*", () -> pass(request));
    }
    return key.isEmpty() ? ofBucket(request, bucket) : ofObject(request, bucket, key);
  }

  private Operation ofBucket(AwsRequest request, String bucket) {
    String arn = "arn:aws:s3:::" + bucket;
    Optional<BucketSettings.Kind> kind = BucketSettings.kind(request);
    if (kind.isPresent()) {
      boolean reading = request.method().equals("GET");
      String verb = reading ? "Get" : request.method().equals("PUT") ? "Put" : "Delete";
      boolean deletesPolicy = verb.equals("Delete") && kind.get().query().equals("policy");
      String action = (reading ? "Get" : deletesPolicy ? "Delete" : "Put") + kind.get().action();
      return operation(
          verb + kind.get().api(),
          action,
          arn,
          () -> {
            checkDigest(request);
            return settings(bucket).answer(kind.get(), request);
          });
    }
    Map<String, String> query = request.query();
    return switch (request.method()) {
      case "HEAD" -> operation("HeadBucket", "ListBucket", arn, () -> pass(request));
      case "PUT" -> operation("CreateBucket", "CreateBucket", arn, () -> create(request, bucket));
      case "DELETE" -> operation("DeleteBucket", "DeleteBucket", arn, () -> drop(request, bucket));
      case "POST" ->
          new Operation(
              "s3:DeleteObjects", deletions(request, arn), () -> deleteMany(request, bucket));
      case "GET" ->
          query.containsKey("location")
              ? operation("GetBucketLocation", "GetBucketLocation", arn, () -> pass(request))
              : query.containsKey("versions")
                  ? operation(
                      "ListObjectVersions",
                      "ListBucketVersions",
                      arn,
                      () -> versions(request, bucket))
                  : operation(
                      query.containsKey("list-type") ? "ListObjectsV2" : "ListObjects",
                      "ListBucket",
                      arn,
                      () -> pass(request));
      default -> throw new AwsRefusal(405, "MethodNotAllowed", "Not allowed here.");
    };
  }

  private Operation ofObject(AwsRequest request, String bucket, String key) {
    String arn = "arn:aws:s3:::" + bucket + "/" + key;
    Map<String, String> query = request.query();
    boolean ofVersion = query.containsKey("versionId");
    return switch (request.method()) {
      case "GET" ->
          operation("GetObject", "GetObject", arn, () -> typed(bucket, key, pass(request)));
      case "HEAD" ->
          operation("HeadObject", "GetObject", arn, () -> typed(bucket, key, pass(request)));
      case "POST" ->
          operation(
              query.containsKey("uploads") ? "CreateMultipartUpload" : "CompleteMultipartUpload",
              "PutObject",
              arn,
              () -> pass(request));
      case "DELETE" ->
          query.containsKey("uploadId")
              ? operation("AbortMultipartUpload", "AbortMultipartUpload", arn, () -> pass(request))
              : operation(
                  "DeleteObject",
                  ofVersion ? "DeleteObjectVersion" : "DeleteObject",
                  arn,
                  () -> ofVersion ? delete(bucket, key) : pass(request));
      case "PUT" ->
          request.header("x-amz-copy-source").isPresent()
              ? copy(request, bucket, key)
              : operation(
                  query.containsKey("partNumber") ? "UploadPart" : "PutObject",
                  "PutObject",
                  arn,
                  () -> {
                    checkDigest(request);
                    AwsAnswer answer = pass(request);
                    if (answer.status() == 200) {
                      keepType(bucket, key, request.header("content-type"));
                    }
                    return answer;
                  });
      default -> throw new AwsRefusal(405, "MethodNotAllowed", "Not allowed here.");
    };
  }

  private AwsAnswer typed(String bucket, String key, AwsAnswer answer) {
    String type = types.get(bucket + "/" + key);
    return type == null || answer.status() >= 300 ? answer : answer.with("content-type", type);
  }

  private void keepType(String bucket, String key, Optional<String> type) {
    type.ifPresentOrElse(
        one -> types.put(bucket + "/" + key, one), () -> types.remove(bucket + "/" + key));
  }

  private Operation copy(AwsRequest request, String bucket, String key) {
    String source =
        AwsRequest.decoded(request.header("x-amz-copy-source").orElse("")).replaceFirst("^/", "");
    return new Operation(
        "s3:CopyObject",
        List.of(
            new Permission("s3:PutObject", "arn:aws:s3:::" + bucket + "/" + key),
            new Permission("s3:GetObject", "arn:aws:s3:::" + source)),
        () -> {
          AwsAnswer answer = pass(request);
          boolean replaced =
              request.header("x-amz-metadata-directive").equals(Optional.of("REPLACE"));
          keepType(
              bucket,
              key,
              replaced ? request.header("content-type") : Optional.ofNullable(types.get(source)));
          return answer;
        });
  }

  private static Operation operation(
      String name, String action, String resource, Supplier<AwsAnswer> work) {
    return new Operation("s3:" + name, List.of(new Permission("s3:" + action, resource)), work);
  }

  private AwsAnswer pass(AwsRequest request) {
    return proxy().pass(request);
  }

  /** A tag's value, by the bucket's name. */
  Map<String, String> tagged(String key) {
    var all = new TreeMap<String, String>();
    buckets.forEach(
        (name, settings) -> {
          String tags = settings.document("tagging");
          String value =
              tags.isEmpty()
                  ? ""
                  : Xml.all(Xml.parse(tags.getBytes(StandardCharsets.UTF_8)))
                      .filter(one -> one.getTagName().equals("Tag"))
                      .filter(one -> Xml.text(one, "Key").equals(key))
                      .map(one -> Xml.text(one, "Value"))
                      .findFirst()
                      .orElse("");
          all.put(name, value);
        });
    return all;
  }

  private BucketSettings settings(String bucket) {
    BucketSettings settings = buckets.get(bucket);
    if (settings == null) {
      throw new AwsRefusal(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    return settings;
  }

  private AwsAnswer create(AwsRequest request, String bucket) {
    AwsAnswer answer = pass(request);
    if (answer.status() == 200) {
      buckets.put(bucket, new BucketSettings());
    }
    return answer;
  }

  private AwsAnswer drop(AwsRequest request, String bucket) {
    AwsAnswer answer = pass(request);
    if (answer.status() == 204) {
      buckets.remove(bucket);
    }
    return answer;
  }

  /** Where the body is not in chunks, whose trailer S3Proxy verifies. */
  private static void checkDigest(AwsRequest request) {
    if (request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")) {
      return;
    }
    var crc = new CRC32();
    crc.update(request.body());
    int value = (int) crc.getValue();
    Map<String, byte[]> digests =
        Map.of(
            "content-md5", digest("MD5", request.body()),
            "x-amz-checksum-sha256", digest("SHA-256", request.body()),
            "x-amz-checksum-crc32", ByteBuffer.allocate(4).putInt(value).array());
    digests.forEach(
        (header, digest) -> {
          String sent = request.header(header).orElse("");
          if (!sent.isEmpty() && !sent.equals(Base64.getEncoder().encodeToString(digest))) {
            throw new AwsRefusal(
                400, "BadDigest", "The " + header + " you specified did not match what we got.");
          }
        });
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private AwsAnswer delete(String bucket, String key) {
    return proxy().ask("DELETE", path(bucket, key), "", keys.get());
  }

  private static String path(String bucket, String key) {
    return "/" + bucket + "/" + AwsRequest.encoded(key).replace("%2F", "/");
  }

  /** One for each object; a version needs another than the newest. */
  private static List<Permission> deletions(AwsRequest request, String arn) {
    return Xml.children(Xml.parse(request.body())).stream()
        .filter(one -> one.getTagName().equals("Object"))
        .map(
            one ->
                new Permission(
                    Xml.text(one, "VersionId").isEmpty()
                        ? "s3:DeleteObject"
                        : "s3:DeleteObjectVersion",
                    arn + "/" + Xml.text(one, "Key")))
        .toList();
  }

  synchronized void failNextDeletion(String code) {
    notDeleted = Optional.of(code);
  }

  private synchronized Optional<String> notDeleted() {
    Optional<String> code = notDeleted;
    notDeleted = Optional.empty();
    return code;
  }

  private AwsAnswer deleteMany(AwsRequest request, String bucket) {
    checkDigest(request);
    settings(bucket);
    List<Element> objects =
        Xml.children(Xml.parse(request.body())).stream()
            .filter(child -> child.getTagName().equals("Object"))
            .toList();
    if (objects.isEmpty() || objects.size() > 1000) {
      throw new AwsRefusal(400, "MalformedXML", "Between 1 and 1000 objects.");
    }
    var deleted = new StringBuilder();
    for (Element object : objects) {
      String key = Xml.text(object, "Key");
      Optional<String> failure = notDeleted();
      if (failure.isPresent()) {
        deleted.append(
            Xml.element(
                "Error",
                Xml.element("Key", Xml.escaped(key))
                    + Xml.element("Code", failure.get())
                    + Xml.element("Message", "It is said so.")));
        continue;
      }
      delete(bucket, key);
      deleted.append(
          Xml.element(
              "Deleted",
              Xml.element("Key", Xml.escaped(key))
                  + Xml.at(object, "VersionId")
                      .map(id -> Xml.element("VersionId", id.getTextContent()))
                      .orElse("")));
    }
    return AwsAnswer.xml(200, Xml.element("DeleteResult", deleted));
  }

  /** S3Proxy's list, as one of versions. */
  private AwsAnswer versions(AwsRequest request, String bucket) {
    settings(bucket);
    String query =
        "list-type=2&max-keys="
            + request.query().getOrDefault("max-keys", "1000")
            + "&prefix="
            + AwsRequest.encoded(request.query().getOrDefault("prefix", ""))
            + "&start-after="
            + AwsRequest.encoded(request.query().getOrDefault("key-marker", ""));
    Element list = Xml.parse(proxy().ask("GET", "/" + bucket, query, keys.get()).body());
    var versions = new StringBuilder();
    String last = "";
    for (Element object : Xml.children(list)) {
      if (object.getTagName().equals("Contents")) {
        last = Xml.escaped(Xml.text(object, "Key"));
        versions.append(
            "<Version><Key>%s</Key><VersionId>null</VersionId><IsLatest>true</IsLatest><LastModified>%s</LastModified><ETag>%s</ETag><Size>%s</Size></Version>"
                .formatted(
                    last,
                    Xml.text(object, "LastModified"),
                    Xml.escaped(Xml.text(object, "ETag")),
                    Xml.text(object, "Size")));
      }
    }
    boolean more = Xml.text(list, "IsTruncated").equals("true");
    return AwsAnswer.xml(
        200,
        Xml.element(
            "ListVersionsResult",
            Xml.element("Name", bucket)
                + Xml.element("IsTruncated", more)
                + (more
                    ? Xml.element("NextKeyMarker", last)
                        + Xml.element("NextVersionIdMarker", "null")
                    : "")
                + versions));
  }

  /**
   * Answers CloudFront's edge.
   *
   * @param path of the object, encoded
   * @param distribution ARN of the one that signs; empty when its origin is asked unsigned
   */
  AwsAnswer forEdge(String bucket, String path, String distribution) {
    BucketSettings settings = buckets.get(bucket);
    String arn = "arn:aws:s3:::" + bucket;
    if (settings == null) {
      return refusal(new AwsRefusal(404, "NoSuchBucket", "No such bucket"), "0");
    }
    if (!settings.allow("s3:GetObject", arn + AwsRequest.decoded(path), distribution)) {
      return refusal(new AwsRefusal(403, "AccessDenied", "Access Denied"), "0");
    }
    AwsAnswer answer =
        path.equals("/")
            ? AwsAnswer.empty(404)
            : proxy()
                .ask("GET", path(bucket, AwsRequest.decoded(path.substring(1))), "", keys.get());
    if (answer.status() != 404) {
      return typed(bucket, AwsRequest.decoded(path.substring(1)), answer);
    }
    return refusal(
        settings.allow("s3:ListBucket", arn, distribution)
            ? new AwsRefusal(404, "NoSuchKey", "The specified key does not exist.")
            : new AwsRefusal(403, "AccessDenied", "Access Denied"),
        "0");
  }

  /** Bytes of an object, for a service of the same account. */
  Optional<byte[]> read(String bucket, String key) {
    AwsAnswer answer = proxy().ask("GET", path(bucket, key), "", keys.get());
    return answer.status() == 200 ? Optional.of(answer.body()) : Optional.empty();
  }

  @Override
  public AwsAnswer refusal(AwsRefusal refusal, String requestId) {
    return AwsAnswer.of(
        refusal.status,
        "application/xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId><HostId>standin</HostId></Error>"
            .formatted(refusal.code, Xml.escaped(refusal.getMessage()), requestId));
  }

  @Override
  public String requestIdHeader() {
    return "x-amz-request-id";
  }

  @Override
  public AwsRefusal throttled() {
    return new AwsRefusal(503, "SlowDown", "Please reduce your request rate.");
  }

  @Override
  public AwsRefusal unknownKey() {
    return new AwsRefusal(
        403,
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.");
  }

  @Override
  public AwsRefusal expiredToken() {
    return new AwsRefusal(400, "ExpiredToken", "The provided token has expired.");
  }

  @Override
  public AwsRefusal skewed(String date) {
    return new AwsRefusal(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the server's time is too large: " + date);
  }

  @Override
  public AwsRefusal wrongPayload() {
    return new AwsRefusal(
        400,
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.");
  }

  Map<String, String> everything() {
    return proxy().everything(buckets.keySet());
  }

  @Override
  public synchronized void close() {
    proxy.ifPresent(server -> server.delete(buckets.keySet()));
  }
}
