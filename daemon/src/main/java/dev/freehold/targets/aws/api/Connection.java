package dev.freehold.targets.aws.api;

import static java.util.concurrent.CompletableFuture.completedFuture;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4aAuthScheme;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.http.crt.ConnectionHealthConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClientBuilder;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * One login at AWS with a region, and what is asked through it.
 *
 * @param standIn what answers for all services in AWS's place; empty for AWS itself
 * @param patience for one attempt of a call
 */
public record Connection(
    AwsCredentialsProvider credentials, String region, Optional<URI> standIn, Duration patience) {
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Uploads under way; each holds its connection and a small buffer. */
  public static final int AT_A_TIME = 128;

  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(10);
  private static final int FOR_SETTINGS = 8;

  /** The client takes no less. */
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  private static final ExecutionInterceptor DOCUMENTS = new NotAws.Refusing();

  private <B extends AwsClientBuilder<B, ?>> B common(
      B builder, String where, ExecutionInterceptor... interceptors) {
    standIn.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(where))
        .credentialsProvider(credentials)
        .overrideConfiguration(
            config -> {
              config.apiCallAttemptTimeout(patience).retryStrategy(RetryMode.STANDARD);
              List.of(interceptors).forEach(config::addExecutionInterceptor);
            });
  }

  SdkHttpClient http() {
    return AwsCrtHttpClient.builder()
        .maxConcurrency(FOR_SETTINGS)
        .connectionTimeout(CONNECTS_WITHIN)
        .connectionHealthConfiguration(this::silence)
        .build();
  }

  /** One on which nothing comes is ended, or it would be held for ever after its call gave up. */
  private void silence(ConnectionHealthConfiguration.Builder health) {
    Duration longest = patience.compareTo(SHORTEST) < 0 ? SHORTEST : patience;
    health.minimumThroughputInBps(1L).minimumThroughputTimeout(longest);
  }

  StsClient sts(SdkHttpClient http) {
    return common(StsClient.builder(), region, DOCUMENTS).httpClient(http).build();
  }

  LambdaClient lambda(SdkHttpClient http) {
    return common(LambdaClient.builder(), region).httpClient(http).build();
  }

  CloudWatchLogsClient logs(SdkHttpClient http) {
    return common(CloudWatchLogsClient.builder(), region, DOCUMENTS).httpClient(http).build();
  }

  /** Roles are of all regions. */
  IamClient iam(SdkHttpClient http) {
    return common(IamClient.builder(), Region.AWS_GLOBAL.id()).httpClient(http).build();
  }

  /** CloudFront is one for all regions. */
  CloudFrontClient cloudFront(SdkHttpClient http) {
    return common(CloudFrontClient.builder(), Region.AWS_GLOBAL.id(), DOCUMENTS)
        .httpClient(http)
        .build();
  }

  CloudFrontKeyValueStoreClient store(SdkHttpClient http) {
    CloudFrontKeyValueStoreClientBuilder builder =
        common(CloudFrontKeyValueStoreClient.builder(), Region.US_EAST_1.id(), DOCUMENTS);
    standIn.ifPresent(address -> builder.endpointProvider(_ -> completedFuture(at(address))));
    return builder.httpClient(http).build();
  }

  /** The client's own rules would put the account's number before the host. */
  private static Endpoint at(URI address) {
    return Endpoint.builder()
        .url(address)
        .putAttribute(
            AwsEndpointAttribute.AUTH_SCHEMES,
            List.of(
                SigV4aAuthScheme.builder()
                    .signingName("cloudfront-keyvaluestore")
                    .addSigningRegion("*")
                    .build()))
        .build();
  }

  /** CloudFront takes certificates of this region alone. */
  AcmClient acm(SdkHttpClient http) {
    return common(AcmClient.builder(), Region.US_EAST_1.id()).httpClient(http).build();
  }

  Route53Client route53(SdkHttpClient http) {
    return common(Route53Client.builder(), Region.AWS_GLOBAL.id()).httpClient(http).build();
  }

  S3AsyncClient s3() {
    return common(S3AsyncClient.builder(), region)
        .forcePathStyle(standIn.isPresent())
        .httpClientBuilder(
            AwsCrtAsyncHttpClient.builder()
                .maxConcurrency(AT_A_TIME)
                .connectionTimeout(CONNECTS_WITHIN)
                .connectionHealthConfiguration(this::silence))
        .build();
  }
}
