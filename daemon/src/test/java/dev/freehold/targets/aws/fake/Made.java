package dev.freehold.targets.aws.fake;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociation;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import software.amazon.awssdk.services.cloudfront.model.KeyValueStoreAssociation;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningProtocols;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** Things of CloudFront that tests need first, made with the official client. */
record Made(CloudFrontClient client) {
  static final String BUCKET = "sites-of-ada";
  private static final List<EventType> EVENTS =
      List.of(EventType.VIEWER_REQUEST, EventType.VIEWER_RESPONSE);

  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  String accessControl() {
    return client
        .createOriginAccessControl(
            r ->
                r.originAccessControlConfig(
                    c ->
                        c.name(unique("oac"))
                            .signingProtocol(OriginAccessControlSigningProtocols.SIGV4)
                            .signingBehavior(OriginAccessControlSigningBehaviors.ALWAYS)
                            .originAccessControlOriginType(OriginAccessControlOriginTypes.S3)))
        .originAccessControl()
        .id();
  }

  /**
   * @param stores ARNs of what it may read
   */
  static FunctionConfig functionConfig(String... stores) {
    var config = FunctionConfig.builder().comment("").runtime(FunctionRuntime.CLOUDFRONT_JS_2_0);
    if (stores.length > 0) {
      config.keyValueStoreAssociations(
          k -> k.quantity(stores.length).items(Arrays.stream(stores).map(Made::store).toList()));
    }
    return config.build();
  }

  private static KeyValueStoreAssociation store(String arn) {
    return KeyValueStoreAssociation.builder().keyValueStoreARN(arn).build();
  }

  /** ARN of a function that is published. */
  String function(String source, String... stores) {
    String name = unique("function");
    var made =
        client.createFunction(
            r ->
                r.name(name)
                    .functionConfig(functionConfig(stores))
                    .functionCode(SdkBytes.fromUtf8String(source)));
    client.publishFunction(r -> r.name(name).ifMatch(made.eTag()));
    return made.functionSummary().functionMetadata().functionARN();
  }

  private static FunctionAssociation association(EventType event, String arn) {
    return FunctionAssociation.builder().eventType(event).functionARN(arn).build();
  }

  /**
   * @param functions of the viewer's request, and of the answer
   */
  static Consumer<DefaultCacheBehavior.Builder> answeredBy(String policy, String... functions) {
    return b -> {
      b.targetOriginId("files")
          .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
          .cachePolicyId(policy)
          .compress(true);
      if (functions.length > 0) {
        b.functionAssociations(
            f ->
                f.quantity(functions.length)
                    .items(
                        IntStream.range(0, functions.length)
                            .mapToObj(i -> association(EVENTS.get(i), functions[i]))
                            .toList()));
      }
    };
  }

  /** Of a site whose files are in the bucket. */
  static DistributionConfig.Builder config(
      String accessControl, Consumer<DefaultCacheBehavior.Builder> behaviour) {
    return DistributionConfig.builder()
        .callerReference(UUID.randomUUID().toString())
        .comment("")
        .enabled(true)
        .origins(
            o ->
                o.quantity(1)
                    .items(
                        i ->
                            i.id("files")
                                .domainName(BUCKET + ".s3.eu-central-1.amazonaws.com")
                                .originPath("/sites/s1")
                                .originAccessControlId(accessControl)
                                .s3OriginConfig(s -> s.originAccessIdentity(""))))
        .defaultCacheBehavior(behaviour);
  }

  Distribution distribution(DistributionConfig config) {
    return client.createDistribution(r -> r.distributionConfig(config)).distribution();
  }
}
