package dev.freehold.targets.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

final class FakeS3Test {
  private static final String BUCKET = "sites-of-ada";
  private static FakeAws aws;
  private static SdkClients clients;
  private static S3Client s3;

  @BeforeAll
  static void start() {
    aws = new FakeAws();
    clients = new SdkClients(aws, SdkClients.RIGHT);
    s3 = clients.s3();
    s3.createBucket(r -> r.bucket(BUCKET));
  }

  @AfterAll
  static void stop() {
    clients.close();
    aws.close();
  }

  private static String refused(ThrowingCallable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal.requestId()).isNotEmpty();
    return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
  }

  private static void put(String key, String text) {
    s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(text));
  }

  @Test
  void objectsComeBackAsTheyWereSent() {
    String key = "r/1/ä ö+&=(1)/字.html";
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key(key)
                .contentType("text/html; charset=utf-8")
                .cacheControl("public, max-age=60")
                .contentEncoding("br")
                .metadata(Map.of("headers", "{\"x-frame-options\":\"DENY\"}")),
        RequestBody.fromString("héllo"));
    var head = s3.headObject(r -> r.bucket(BUCKET).key(key));
    assertThat(head.contentLength()).isEqualTo(6);
    assertThat(head.contentType()).isEqualTo("text/html; charset=utf-8");
    assertThat(head.cacheControl()).isEqualTo("public, max-age=60");
    assertThat(head.contentEncoding()).isEqualTo("br");
    assertThat(head.metadata()).containsEntry("headers", "{\"x-frame-options\":\"DENY\"}");
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String())
        .isEqualTo("héllo");
    assertThat(refused(() -> s3.getObject(r -> r.bucket(BUCKET).key("none"))))
        .isEqualTo("404 NoSuchKey");
    assertThat(aws.calls())
        .contains(new Permission("s3:GetObject", "arn:aws:s3:::" + BUCKET + "/" + key));
  }

  @Test
  void aWriteHoldsToItsCondition() {
    put("lock", "1");
    assertThat(
            refused(
                () ->
                    s3.putObject(
                        r -> r.bucket(BUCKET).key("lock").ifNoneMatch("*"),
                        RequestBody.fromString("2"))))
        .isEqualTo("412 PreconditionFailed");
  }

  @Test
  void aWrongDigestIsRefused() {
    assertThat(
            refused(
                () ->
                    s3.putObject(
                        r ->
                            r.bucket(BUCKET)
                                .key("wrong")
                                .checksumSHA256("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="),
                        RequestBody.fromString("other"))))
        .startsWith("400 ");
    assertThat(refused(() -> s3.headObject(r -> r.bucket(BUCKET).key("wrong")))).startsWith("404");
  }

  @Test
  void aWrongSecretIsRefused() {
    try (var others = new SdkClients(aws, SdkClients.WRONG_SECRET)) {
      S3Client other = others.s3();
      assertThat(
              refused(
                  () ->
                      other.putObject(r -> r.bucket(BUCKET).key("x"), RequestBody.fromString("x"))))
          .isEqualTo("403 SignatureDoesNotMatch");
    }
  }

  @Test
  void listsPagesCopiesAndDeletes() {
    for (int i = 0; i < 5; i++) {
      put("list/" + i, "text " + i);
    }
    assertThat(
            s3
                .listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix("list/").maxKeys(2))
                .contents()
                .stream()
                .map(object -> object.key()))
        .containsExactly("list/0", "list/1", "list/2", "list/3", "list/4");
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("list/3")
                .destinationBucket(BUCKET)
                .destinationKey("copy"));
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("copy")).asUtf8String())
        .isEqualTo("text 3");
    s3.deleteObject(r -> r.bucket(BUCKET).key("list/0"));
    var deleted =
        s3.deleteObjects(
            r ->
                r.bucket(BUCKET)
                    .delete(
                        d ->
                            d.objects(
                                List.of(
                                    ObjectIdentifier.builder().key("list/1").build(),
                                    ObjectIdentifier.builder().key("list/2").build()))));
    assertThat(deleted.deleted()).extracting(one -> one.key()).containsExactly("list/1", "list/2");
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("list/")).contents())
        .extracting(object -> object.key())
        .containsExactly("list/3", "list/4");
    assertThat(refused(() -> s3.listObjectsV2(r -> r.bucket("none-such"))))
        .isEqualTo("404 NoSuchBucket");
  }

  @Test
  void aBucketIsEmptiedByItsVersionsAndDeleted() {
    String bucket = "to-be-emptied";
    s3.createBucket(r -> r.bucket(bucket));
    for (int i = 0; i < 3; i++) {
      String key = "k" + i;
      s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("x"));
    }
    assertThat(refused(() -> s3.deleteBucket(r -> r.bucket(bucket))))
        .isEqualTo("409 BucketNotEmpty");
    for (var version :
        s3.listObjectVersionsPaginator(r -> r.bucket(bucket).maxKeys(2)).versions()) {
      s3.deleteObject(r -> r.bucket(bucket).key(version.key()).versionId(version.versionId()));
    }
    s3.deleteBucket(r -> r.bucket(bucket));
    assertThat(refused(() -> s3.getBucketPolicy(r -> r.bucket(bucket))))
        .isEqualTo("404 NoSuchBucket");
  }

  @Test
  void aBucketsSettingsAreCheckedAndKept() {
    assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).status()).isNull();
    s3.putBucketVersioning(
        r ->
            r.bucket(BUCKET)
                .versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    assertThat(s3.getBucketVersioning(r -> r.bucket(BUCKET)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(
            refused(
                () ->
                    s3.putBucketVersioning(
                        r -> r.bucket(BUCKET).versioningConfiguration(v -> v.status("On")))))
        .isEqualTo("400 MalformedXML");
    s3.putPublicAccessBlock(
        r ->
            r.bucket(BUCKET)
                .publicAccessBlockConfiguration(
                    b -> b.blockPublicPolicy(true).restrictPublicBuckets(false)));
    var block = s3.getPublicAccessBlock(r -> r.bucket(BUCKET)).publicAccessBlockConfiguration();
    assertThat(block.blockPublicPolicy()).isTrue();
    assertThat(block.restrictPublicBuckets()).isFalse();
    s3.putBucketEncryption(
        r ->
            r.bucket(BUCKET)
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            x ->
                                x.applyServerSideEncryptionByDefault(
                                    e -> e.sseAlgorithm(ServerSideEncryption.AES256)))));
    s3.putBucketOwnershipControls(
        r ->
            r.bucket(BUCKET)
                .ownershipControls(
                    c -> c.rules(x -> x.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED))));
    s3.putBucketLifecycleConfiguration(
        r ->
            r.bucket(BUCKET)
                .lifecycleConfiguration(
                    c ->
                        c.rules(
                            x ->
                                x.id("old")
                                    .status(ExpirationStatus.ENABLED)
                                    .filter(f -> f.prefix(""))
                                    .noncurrentVersionExpiration(n -> n.noncurrentDays(30)))));
    assertThat(
            s3.getBucketLifecycleConfiguration(r -> r.bucket(BUCKET))
                .rules()
                .getFirst()
                .noncurrentVersionExpiration()
                .noncurrentDays())
        .isEqualTo(30);
    assertThat(refused(() -> s3.getBucketTagging(r -> r.bucket(BUCKET))))
        .isEqualTo("404 NoSuchTagSet");
    s3.putBucketTagging(
        r ->
            r.bucket(BUCKET)
                .tagging(t -> t.tagSet(Tag.builder().key("made-by").value("freehold").build())));
    assertThat(s3.getBucketTagging(r -> r.bucket(BUCKET)).tagSet())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .containsExactly("made-by=freehold");
    assertThat(aws.calls())
        .contains(
            new Permission("s3:PutEncryptionConfiguration", "arn:aws:s3:::" + BUCKET),
            new Permission("s3:PutBucketPublicAccessBlock", "arn:aws:s3:::" + BUCKET),
            new Permission("s3:PutLifecycleConfiguration", "arn:aws:s3:::" + BUCKET));
  }

  @Test
  void aPolicyIsCheckedAndKept() {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
         "Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject",
         "Resource":"arn:aws:s3:::sites-of-ada/*"}]}\
        """;
    s3.putBucketPolicy(r -> r.bucket(BUCKET).policy(policy));
    assertThat(s3.getBucketPolicy(r -> r.bucket(BUCKET)).policy()).isEqualTo(policy);
    assertThat(refused(() -> s3.putBucketPolicy(r -> r.bucket(BUCKET).policy("{"))))
        .isEqualTo("400 MalformedPolicy");
    assertThat(
            refused(
                () ->
                    s3.putBucketPolicy(
                        r ->
                            r.bucket(BUCKET)
                                .policy(
                                    policy.replace(
                                        "{\"Service\":\"cloudfront.amazonaws.com\"}", "\"*\"")))))
        .isEqualTo("403 AccessDenied");
    s3.deleteBucketPolicy(r -> r.bucket(BUCKET));
    assertThat(refused(() -> s3.getBucketPolicy(r -> r.bucket(BUCKET))))
        .isEqualTo("404 NoSuchBucketPolicy");
  }

  @Test
  void aCallGoesWrongAsTheTestSays() {
    aws.next("s3:PutObject", Mishap.THROTTLED);
    assertThat(refused(() -> put("slow", "1"))).isEqualTo("503 SlowDown");
    aws.next("s3:PutObject", Mishap.EXPIRED_TOKEN);
    assertThat(refused(() -> put("slow", "1"))).isEqualTo("400 ExpiredToken");
    assertThat(refused(() -> s3.headObject(r -> r.bucket(BUCKET).key("slow")))).startsWith("404");
    aws.next("s3:PutObject", Mishap.RESET_AFTER_APPLYING);
    assertThat(catchThrowableOfType(Exception.class, () -> put("slow", "1"))).isNotNull();
    assertThat(s3.headObject(r -> r.bucket(BUCKET).key("slow")).contentLength()).isEqualTo(1);
  }

  /** A list of the bucket, signed by hand. */
  private static String byHand(Instant at, String body, String... more) throws Exception {
    String host = aws.endpoint().getAuthority();
    var request =
        HttpRequest.newBuilder(URI.create(aws.endpoint() + "/" + BUCKET + "?list-type=2"))
            .method("GET", HttpRequest.BodyPublishers.ofString(body));
    SignatureCheck.signed(
            "GET",
            "/" + BUCKET,
            "list-type=2",
            Map.of("host", host),
            new SignatureCheck.Keys(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY, Optional.empty()),
            at)
        .forEach(request::header);
    if (more.length > 0) {
      request.headers(more);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.headers().firstValue("x-amz-request-id")).isPresent();
      return answer.statusCode()
          + " "
          + answer.body().replaceAll("(?s).*<Code>|</Code>.*|<ListBucketResult.*", "").strip();
    }
  }

  @Test
  void aSignatureIsOfItsTimeItsBodyAndItsHeaders() throws Exception {
    assertThat(byHand(Instant.now(), "")).startsWith("200");
    assertThat(byHand(Instant.now().minus(Duration.ofMinutes(16)), ""))
        .isEqualTo("403 RequestTimeTooSkewed");
    assertThat(byHand(Instant.now(), "other")).isEqualTo("400 XAmzContentSHA256Mismatch");
    assertThat(byHand(Instant.now(), "", "x-amz-meta-a", "1"))
        .isEqualTo("403 SignatureDoesNotMatch");
  }

  @Test
  void aBucketIsAskedForByItsOwner() {
    assertThat(
            refused(
                () ->
                    s3.getBucketVersioning(
                        r -> r.bucket(BUCKET).expectedBucketOwner("210987654321"))))
        .isEqualTo("403 AccessDenied");
    assertThat(s3.headBucket(r -> r.bucket(BUCKET).expectedBucketOwner(FakeAws.ACCOUNT)))
        .isNotNull();
  }
}
