package dev.freehold.targets.aws.api;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sts.StsClient;

/** One login at AWS, held open from one deployment to the next. */
public final class Aws implements AutoCloseable {
  private final String region;
  private final SdkHttpClient http;
  private final StsClient sts;
  private final CloudFrontClient cloudFront;
  private final CloudFrontKeyValueStoreClient values;
  private final AcmClient acm;
  private final Route53Client route53;
  private final LambdaClient lambda;
  private final CloudWatchLogsClient logs;
  private final IamClient iam;
  private final S3AsyncClient s3;

  public Aws(Connection connection) {
    this.region = connection.region();
    this.http = connection.http();
    this.sts = connection.sts(http);
    this.cloudFront = connection.cloudFront(http);
    this.values = connection.store(http);
    this.acm = connection.acm(http);
    this.route53 = connection.route53(http);
    this.lambda = connection.lambda(http);
    this.logs = connection.logs(http);
    this.iam = connection.iam(http);
    this.s3 = connection.s3();
  }

  public Identity identity() {
    return new Identity(sts);
  }

  public Bucket bucket(String name) {
    return new Bucket(s3, name, region);
  }

  public AccessControls accessControls() {
    return new AccessControls(cloudFront);
  }

  public Distributions distributions() {
    return new Distributions(cloudFront);
  }

  public Certificates certificates() {
    return new Certificates(acm);
  }

  public Zones zones() {
    return new Zones(route53);
  }

  public EdgeFunctions functions() {
    return new EdgeFunctions(cloudFront);
  }

  public ServerFunctions servers() {
    return new ServerFunctions(lambda);
  }

  public ServerLogs logs() {
    return new ServerLogs(logs);
  }

  public Roles roles() {
    return new Roles(iam);
  }

  public Stores stores() {
    return new Stores(cloudFront);
  }

  /**
   * @param store ARN
   */
  public StoredValues values(String store) {
    return new StoredValues(values, store);
  }

  @Override
  public void close() {
    s3.close();
    route53.close();
    acm.close();
    iam.close();
    logs.close();
    lambda.close();
    values.close();
    cloudFront.close();
    sts.close();
    http.close();
  }
}
