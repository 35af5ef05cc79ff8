package dev.freehold.targets.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;

final class FakeCloudFrontTest {
  private static final String CERTIFICATE =
      "arn:aws:acm:us-east-1:123456789012:certificate/" + UUID.randomUUID();
  private static final String SOURCE = "function handler(event) { return event.request; }";
  private final FakeAws aws = new FakeAws();
  private final SdkClients clients = new SdkClients(aws, SdkClients.RIGHT);
  private final CloudFrontClient cloudFront = clients.cloudFront();
  private final Made made = new Made(cloudFront);
  private String control;

  @BeforeEach
  void start() {
    control = made.accessControl();
  }

  @AfterEach
  void stop() {
    clients.close();
    aws.close();
  }

  private static String refused(ThrowingCallable call) {
    AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call);
    assertThat(refusal.requestId()).isNotEmpty();
    return refusal.statusCode() + " " + refusal.awsErrorDetails().errorCode();
  }

  private DistributionConfig.Builder config() {
    return Made.config(control, Made.answeredBy(ManagedPolicies.CACHING_OPTIMIZED));
  }

  private String refused(DistributionConfig.Builder config) {
    return refused(() -> made.distribution(config.build()));
  }

  private static CacheBehavior behaviour(String pattern, String origin) {
    return CacheBehavior.builder()
        .pathPattern(pattern)
        .targetOriginId(origin)
        .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
        .cachePolicyId(ManagedPolicies.CACHING_DISABLED)
        .build();
  }

  private static Consumer<DistributionConfig.Builder> behaviours(List<CacheBehavior> all) {
    return c -> c.cacheBehaviors(b -> b.quantity(all.size()).items(all));
  }

  @Test
  void aWrongSecretIsRefused() {
    try (var others = new SdkClients(aws, SdkClients.WRONG_SECRET)) {
      CloudFrontClient other = others.cloudFront();
      assertThat(refused(() -> other.listDistributions())).isEqualTo("403 SignatureDoesNotMatch");
    }
  }

  @Test
  void aDistributionIsMadeChangedAndDeleted() {
    aws.taking(600_000, 0);
    DistributionConfig config = config().build();
    var created = cloudFront.createDistribution(r -> r.distributionConfig(config));
    Distribution one = created.distribution();
    assertThat(one.status()).isEqualTo("InProgress");
    assertThat(one.domainName()).matches("d[0-9a-f]{12}\\.cloudfront\\.net");
    assertThat(one.arn()).isEqualTo("arn:aws:cloudfront::123456789012:distribution/" + one.id());
    aws.finish();
    assertThat(cloudFront.getDistribution(r -> r.id(one.id())).distribution().status())
        .isEqualTo("Deployed");
    assertThat(refused(() -> made.distribution(config))).isEqualTo("409 DistributionAlreadyExists");

    var kept = cloudFront.getDistributionConfig(r -> r.id(one.id()));
    assertThat(kept.distributionConfig().callerReference()).isEqualTo(config.callerReference());
    assertThat(kept.distributionConfig().origins().items().getFirst().domainName())
        .isEqualTo(config.origins().items().getFirst().domainName());
    assertThat(kept.distributionConfig().defaultCacheBehavior().fieldLevelEncryptionId())
        .as("what AWS adds")
        .isEmpty();
    assertThat(kept.eTag()).isEqualTo(created.eTag());
    DistributionConfig disabled = kept.distributionConfig().toBuilder().enabled(false).build();
    assertThat(
            refused(
                () ->
                    cloudFront.updateDistribution(
                        r -> r.id(one.id()).ifMatch("EOTHER").distributionConfig(disabled))))
        .isEqualTo("412 PreconditionFailed");
    assertThat(
            refused(
                () ->
                    cloudFront.updateDistribution(
                        r -> r.id(one.id()).distributionConfig(disabled))))
        .isEqualTo("400 InvalidIfMatchVersion");
    assertThat(
            refused(
                () ->
                    cloudFront.updateDistribution(
                        r ->
                            r.id(one.id())
                                .ifMatch(kept.eTag())
                                .distributionConfig(
                                    disabled.toBuilder().callerReference("x").build()))))
        .isEqualTo("400 IllegalUpdate");
    assertThat(
            refused(
                () ->
                    cloudFront.updateDistribution(
                        r -> r.id(one.id()).ifMatch(kept.eTag()).distributionConfig(config))))
        .as("as it was when it was made, without what AWS added")
        .isEqualTo("400 InvalidArgument");
    assertThat(
            refused(() -> cloudFront.deleteDistribution(r -> r.id(one.id()).ifMatch(kept.eTag()))))
        .isEqualTo("409 DistributionNotDisabled");
    var updated =
        cloudFront.updateDistribution(
            r -> r.id(one.id()).ifMatch(kept.eTag()).distributionConfig(disabled));
    assertThat(updated.eTag()).isNotEqualTo(kept.eTag());
    assertThat(
            refused(
                () -> cloudFront.deleteDistribution(r -> r.id(one.id()).ifMatch(updated.eTag()))))
        .isEqualTo("409 DistributionNotDisabled");
    aws.finish();
    cloudFront.deleteDistribution(r -> r.id(one.id()).ifMatch(updated.eTag()));
    assertThat(refused(() -> cloudFront.getDistribution(r -> r.id(one.id()))))
        .isEqualTo("404 NoSuchDistribution");
  }

  @Test
  void tagsAreKept() {
    aws.forgetCalls();
    var one =
        cloudFront
            .createDistributionWithTags(
                r ->
                    r.distributionConfigWithTags(
                        c ->
                            c.distributionConfig(config().build())
                                .tags(t -> t.items(tag("made-by", "freehold")))))
            .distribution();
    assertThat(aws.calls())
        .extracting(Permission::action)
        .containsExactly("cloudfront:CreateDistribution", "cloudfront:TagResource");
    cloudFront.tagResource(r -> r.resource(one.arn()).tags(t -> t.items(tag("site", "a&b"))));
    assertThat(tags(one)).containsExactly(tag("made-by", "freehold"), tag("site", "a&b"));
    cloudFront.untagResource(r -> r.resource(one.arn()).tagKeys(k -> k.items("made-by")));
    assertThat(tags(one)).containsExactly(tag("site", "a&b"));
    assertThat(refused(() -> cloudFront.listTagsForResource(r -> r.resource(one.arn() + "X"))))
        .isEqualTo("404 NoSuchResource");
    assertThat(
            refused(
                () ->
                    cloudFront.tagResource(
                        r -> r.resource(one.arn()).tags(t -> t.items(tag("aws:x", "y"))))))
        .isEqualTo("400 InvalidTagging");
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private List<Tag> tags(Distribution one) {
    return cloudFront.listTagsForResource(r -> r.resource(one.arn())).tags().items();
  }

  @Test
  void distributionsAreListedPageByPage() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      ids.add(made.distribution(config().build()).id());
    }
    var pages = new ArrayList<Integer>();
    var listed = new ArrayList<String>();
    String marker = null;
    do {
      String from = marker;
      var page = cloudFront.listDistributions(r -> r.maxItems("2").marker(from)).distributionList();
      pages.add(page.quantity());
      page.items().forEach(one -> listed.add(one.id()));
      marker = page.nextMarker();
    } while (marker != null);
    assertThat(pages).containsExactly(2, 2, 1);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aWrongConfigurationIsRefused() {
    assertThat(refused(config().comment(null))).isEqualTo("400 MalformedInput");
    assertThat(refused(config().origins(o -> o.quantity(2).items(List.of()))))
        .isEqualTo("400 InconsistentQuantities");
    assertThat(refused(config().applyMutation(behaviours(List.of(behaviour("/api/*", "none"))))))
        .isEqualTo("404 NoSuchOrigin");
    assertThat(
            refused(
                config()
                    .applyMutation(
                        behaviours(
                            IntStream.range(0, 76)
                                .mapToObj(i -> behaviour("/" + i, "files"))
                                .toList()))))
        .isEqualTo("400 TooManyCacheBehaviors");
    assertThat(
            refused(Made.config(control, Made.answeredBy("11111111-e4de-46a7-ac36-70bc7f1ddd6d"))))
        .isEqualTo("404 NoSuchCachePolicy");
    assertThat(refused(Made.config("ENONE", Made.answeredBy(ManagedPolicies.CACHING_OPTIMIZED))))
        .isEqualTo("400 InvalidOriginAccessControl");
    assertThat(
            refused(
                Made.config(
                    control,
                    Made.answeredBy(
                        ManagedPolicies.CACHING_OPTIMIZED,
                        "arn:aws:cloudfront::123456789012:function/none"))))
        .isEqualTo("400 InvalidFunctionAssociation");
    assertThat(
            refused(
                config()
                    .customErrorResponses(
                        c -> c.quantity(1).items(e -> e.errorCode(404).responsePagePath("/e")))))
        .isEqualTo("400 InvalidArgument");
  }

  @Test
  void aNameNeedsACertificateAndIsOfOneDistribution() {
    Consumer<DistributionConfig.Builder> named =
        c -> c.aliases(a -> a.quantity(1).items("www.example.com"));
    assertThat(refused(config().applyMutation(named))).isEqualTo("400 InvalidViewerCertificate");
    Consumer<DistributionConfig.Builder> certified =
        named.andThen(
            c ->
                c.viewerCertificate(
                    v ->
                        v.acmCertificateArn(CERTIFICATE)
                            .sslSupportMethod("sni-only")
                            .minimumProtocolVersion("TLSv1.2_2021")));
    made.distribution(config().applyMutation(certified).build());
    assertThat(refused(config().applyMutation(certified))).isEqualTo("409 CNAMEAlreadyExists");
  }

  @Test
  void anAccessControlIsMadeAndDeleted() {
    var kept = cloudFront.getOriginAccessControl(r -> r.id(control));
    String name = kept.originAccessControl().originAccessControlConfig().name();
    assertThat(
            refused(
                () ->
                    cloudFront.createOriginAccessControl(
                        r ->
                            r.originAccessControlConfig(
                                kept.originAccessControl().originAccessControlConfig()))))
        .isEqualTo("409 OriginAccessControlAlreadyExists");
    assertThat(cloudFront.listOriginAccessControls(r -> {}).originAccessControlList().items())
        .extracting(one -> one.id() + " " + one.name())
        .containsExactly(control + " " + name);
    made.distribution(config().build());
    assertThat(
            refused(
                () ->
                    cloudFront.deleteOriginAccessControl(r -> r.id(control).ifMatch(kept.eTag()))))
        .isEqualTo("409 OriginAccessControlInUse");
    String other = made.accessControl();
    String etag = cloudFront.getOriginAccessControl(r -> r.id(other)).eTag();
    cloudFront.deleteOriginAccessControl(r -> r.id(other).ifMatch(etag));
    assertThat(refused(() -> cloudFront.getOriginAccessControl(r -> r.id(other))))
        .isEqualTo("404 NoSuchOriginAccessControl");
  }

  @Test
  void aFunctionIsWrittenPublishedAndDeleted() {
    var created =
        cloudFront.createFunction(
            r ->
                r.name("f")
                    .functionConfig(Made.functionConfig())
                    .functionCode(SdkBytes.fromUtf8String(SOURCE)));
    assertThat(created.functionSummary().status()).isEqualTo("UNPUBLISHED");
    assertThat(
            refused(
                () ->
                    cloudFront.createFunction(
                        r ->
                            r.name("f")
                                .functionConfig(Made.functionConfig())
                                .functionCode(SdkBytes.fromUtf8String(SOURCE)))))
        .isEqualTo("409 FunctionAlreadyExists");
    assertThat(
            refused(() -> cloudFront.describeFunction(r -> r.name("f").stage(FunctionStage.LIVE))))
        .isEqualTo("404 NoSuchFunctionExists");
    cloudFront.publishFunction(r -> r.name("f").ifMatch(created.eTag()));
    String live = cloudFront.describeFunction(r -> r.name("f").stage(FunctionStage.LIVE)).eTag();
    assertThat(live).isNotEqualTo(created.eTag());
    String changed = SOURCE + "//";
    var updated =
        cloudFront.updateFunction(
            r ->
                r.name("f")
                    .ifMatch(created.eTag())
                    .functionConfig(Made.functionConfig())
                    .functionCode(SdkBytes.fromUtf8String(changed)));
    assertThat(updated.eTag()).startsWith("ETVP").isNotEqualTo(created.eTag());
    assertThat(refused(() -> cloudFront.publishFunction(r -> r.name("f").ifMatch(created.eTag()))))
        .isEqualTo("412 PreconditionFailed");
    assertThat(
            cloudFront
                .getFunction(r -> r.name("f").stage(FunctionStage.LIVE))
                .functionCode()
                .asUtf8String())
        .isEqualTo(SOURCE);
    assertThat(cloudFront.getFunction(r -> r.name("f")).functionCode().asUtf8String())
        .isEqualTo(changed);
    assertThat(cloudFront.listFunctions(r -> {}).functionList().items())
        .extracting(one -> one.name())
        .containsExactly("f");
    String arn = created.functionSummary().functionMetadata().functionARN();
    made.distribution(
        Made.config(control, Made.answeredBy(ManagedPolicies.CACHING_OPTIMIZED, arn)).build());
    assertThat(refused(() -> cloudFront.deleteFunction(r -> r.name("f").ifMatch(updated.eTag()))))
        .isEqualTo("409 FunctionInUse");
    String unused = made.function(SOURCE).replaceFirst(".*/", "");
    String etag = cloudFront.describeFunction(r -> r.name(unused)).eTag();
    cloudFront.deleteFunction(r -> r.name(unused).ifMatch(etag));
    assertThat(refused(() -> cloudFront.describeFunction(r -> r.name(unused))))
        .isEqualTo("404 NoSuchFunctionExists");
  }

  @Test
  void aFunctionHasItsLimits() {
    assertThat(refused(() -> made.function("x".repeat(10 * 1024 + 1))))
        .isEqualTo("413 FunctionSizeLimitExceeded");
    String none = "arn:aws:cloudfront::123456789012:key-value-store/" + UUID.randomUUID();
    assertThat(refused(() -> made.function(SOURCE, none))).isEqualTo("400 InvalidArgument");
    String first = cloudFront.createKeyValueStore(r -> r.name("one")).keyValueStore().arn();
    String second = cloudFront.createKeyValueStore(r -> r.name("two")).keyValueStore().arn();
    assertThat(refused(() -> made.function(SOURCE, first, second)))
        .isEqualTo("400 InvalidArgument");
  }

  @Test
  void aStoreIsMadeAndDeleted() {
    aws.taking(0, 600_000);
    var created = cloudFront.createKeyValueStore(r -> r.name("store").comment("of sites"));
    String arn = created.keyValueStore().arn();
    assertThat(created.keyValueStore().status()).isEqualTo("PROVISIONING");
    assertThat(refused(() -> cloudFront.createKeyValueStore(r -> r.name("store"))))
        .isEqualTo("409 EntityAlreadyExists");
    assertThat(refused(() -> clients.store().getKey(r -> r.kvsARN(arn).key("a"))))
        .isEqualTo("409 ConflictException");
    aws.finish();
    assertThat(cloudFront.describeKeyValueStore(r -> r.name("store")).keyValueStore().status())
        .isEqualTo("READY");
    assertThat(cloudFront.listKeyValueStores(r -> {}).keyValueStoreList().items())
        .extracting(one -> one.name())
        .containsExactly("store");
    String function = made.function(SOURCE, arn).replaceFirst(".*/", "");
    assertThat(
            refused(
                () -> cloudFront.deleteKeyValueStore(r -> r.name("store").ifMatch(created.eTag()))))
        .isEqualTo("409 CannotDeleteEntityWhileInUse");
    String etag = cloudFront.describeFunction(r -> r.name(function)).eTag();
    cloudFront.deleteFunction(r -> r.name(function).ifMatch(etag));
    cloudFront.deleteKeyValueStore(r -> r.name("store").ifMatch(created.eTag()));
    assertThat(refused(() -> cloudFront.describeKeyValueStore(r -> r.name("store"))))
        .isEqualTo("404 EntityNotFound");
  }

  @Test
  void pairsAreWrittenUnderACondition() {
    CloudFrontKeyValueStoreClient store = clients.store();
    String arn = cloudFront.createKeyValueStore(r -> r.name("store")).keyValueStore().arn();
    var empty = store.describeKeyValueStore(r -> r.kvsARN(arn));
    assertThat(empty.itemCount()).isZero();
    var put = store.putKey(r -> r.kvsARN(arn).key("a/1").value("ä").ifMatch(empty.eTag()));
    assertThat(put.totalSizeInBytes()).isEqualTo(5);
    assertThat(
            refused(
                () -> store.putKey(r -> r.kvsARN(arn).key("b").value("2").ifMatch(empty.eTag()))))
        .isEqualTo("409 ConflictException");
    assertThat(store.getKey(r -> r.kvsARN(arn).key("a/1")).value()).isEqualTo("ä");
    assertThat(refused(() -> store.getKey(r -> r.kvsARN(arn).key("b"))))
        .isEqualTo("404 ResourceNotFoundException");
    assertThat(
            refused(
                () ->
                    store.updateKeys(
                        r ->
                            r.kvsARN(arn)
                                .ifMatch(put.eTag())
                                .puts(
                                    p -> p.key("b").value("2"),
                                    p -> p.key("c").value("x".repeat(1024))))))
        .isEqualTo("400 ValidationException");
    var updated =
        store.updateKeys(
            r ->
                r.kvsARN(arn)
                    .ifMatch(put.eTag())
                    .puts(p -> p.key("b").value("2"), p -> p.key("c").value("x".repeat(1023)))
                    .deletes(d -> d.key("a/1")));
    assertThat(store.listKeysPaginator(r -> r.kvsARN(arn).maxResults(1)).items())
        .extracting(item -> item.key())
        .containsExactly("b", "c");
    store.deleteKey(r -> r.kvsARN(arn).key("c").ifMatch(updated.eTag()));
    assertThat(store.describeKeyValueStore(r -> r.kvsARN(arn)).itemCount()).isEqualTo(1);
    try (var others = new SdkClients(aws, SdkClients.WRONG_SECRET)) {
      CloudFrontKeyValueStoreClient other = others.store();
      assertThat(refused(() -> other.describeKeyValueStore(r -> r.kvsARN(arn))))
          .isEqualTo("403 SignatureDoesNotMatch");
    }
    Map.of(
            Mishap.THROTTLED, "429 TooManyRequestsException",
            Mishap.EXPIRED_TOKEN, "403 ExpiredTokenException",
            Mishap.FAILING, "500 InternalError")
        .forEach(
            (mishap, said) -> {
              aws.next("cloudfront-keyvaluestore:GetKey", mishap);
              assertThat(refused(() -> store.getKey(r -> r.kvsARN(arn).key("b")))).isEqualTo(said);
            });
    assertThat(aws.calls()).contains(new Permission("cloudfront-keyvaluestore:UpdateKeys", arn));
  }
}
