package dev.freehold.targets.aws.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.endpoints.AwsEndpointAttribute;
import software.amazon.awssdk.awscore.endpoints.authscheme.SigV4aAuthScheme;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** The official clients, pointed at the stand-in. They try a call once. */
final class SdkClients implements AutoCloseable {
  static final AwsCredentials RIGHT =
      AwsBasicCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY);
  static final AwsCredentials WRONG_SECRET =
      AwsBasicCredentials.create(FakeAws.ACCESS_KEY, "another");

  private final FakeAws aws;
  private final AwsCredentials credentials;
  private final SdkHttpClient http =
      AwsCrtHttpClient.builder().connectionTimeout(Duration.ofSeconds(5)).build();
  private final List<SdkClient> clients = new ArrayList<>();

  SdkClients(FakeAws aws, AwsCredentials credentials) {
    this.aws = aws;
    this.credentials = credentials;
  }

  private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends SdkClient>
      C built(B builder) {
    C client =
        builder
            .httpClient(http)
            .region(Region.US_EAST_1)
            .endpointOverride(aws.endpoint())
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    clients.add(client);
    return client;
  }

  LambdaClient lambda() {
    return built(LambdaClient.builder());
  }

  CloudWatchLogsClient logs() {
    return built(CloudWatchLogsClient.builder());
  }

  IamClient iam() {
    return built(IamClient.builder());
  }

  StsClient sts() {
    return built(StsClient.builder());
  }

  S3Client s3() {
    return built(S3Client.builder().forcePathStyle(true));
  }

  CloudFrontClient cloudFront() {
    return built(CloudFrontClient.builder());
  }

  /** Its own rules would put the account's number before the host, which is an address here. */
  CloudFrontKeyValueStoreClient store() {
    Endpoint endpoint =
        Endpoint.builder()
            .url(aws.endpoint())
            .putAttribute(
                AwsEndpointAttribute.AUTH_SCHEMES,
                List.of(
                    SigV4aAuthScheme.builder()
                        .signingName("cloudfront-keyvaluestore")
                        .addSigningRegion("*")
                        .build()))
            .build();
    return built(
        CloudFrontKeyValueStoreClient.builder()
            .endpointProvider(_ -> CompletableFuture.completedFuture(endpoint)));
  }

  @Override
  public void close() {
    clients.forEach(SdkClient::close);
    http.close();
  }
}
