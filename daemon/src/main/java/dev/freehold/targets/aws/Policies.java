package dev.freehold.targets.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.targets.AccessPolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the keys of an account must be allowed: once, to set things up, and from day to day. */
final class Policies {
  private static final String VERSION = "2012-10-17";

  private final String number;
  private final String region;

  Policies(String number, String region) {
    this.number = number;
    this.region = region;
  }

  /**
   * @param id of the statement
   */
  private record Allowed(
      String id, List<String> resources, List<String> actions, Map<String, Object> condition) {
    Allowed(String id, List<String> resources, List<String> actions) {
      this(id, resources, actions, Map.of());
    }
  }

  List<AccessPolicy> all() {
    return List.of(
        new AccessPolicy(
            "setup",
            "For connecting the account, the first deployment of each app, and removing.",
            document(Stream.concat(deploy().stream(), setup().stream()).toList())),
        new AccessPolicy(
            "deploy",
            "For deploying apps that were deployed once, and going back.",
            document(deploy())));
  }

  private String bucket() {
    return "arn:aws:s3:::" + Account.bucket(number, region);
  }

  private String cloudFront(String what) {
    return "arn:aws:cloudfront::" + number + ":" + what;
  }

  private String lambda() {
    return "arn:aws:lambda:" + region + ":" + number + ":function:freehold-*";
  }

  private String logs() {
    return Account.logs(number, region);
  }

  private String role() {
    return "arn:aws:iam::" + number + ":role/" + Account.shared(region);
  }

  private List<Allowed> deploy() {
    return List.of(
        new Allowed(
            "FreeholdFiles",
            List.of(bucket() + "/sites/*", bucket() + "/state/*"),
            List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject")),
        new Allowed(
            "FreeholdList", List.of(bucket()), List.of("s3:GetBucketPolicy", "s3:ListBucket")),
        new Allowed(
            "FreeholdSetupSeen",
            List.of("*"),
            List.of("cloudfront:DescribeKeyValueStore", "cloudfront:ListOriginAccessControls")),
        new Allowed(
            "FreeholdPointers",
            List.of(cloudFront("key-value-store/*")),
            List.of(
                "cloudfront-keyvaluestore:DescribeKeyValueStore",
                "cloudfront-keyvaluestore:GetKey",
                "cloudfront-keyvaluestore:UpdateKeys")),
        new Allowed(
            "FreeholdRules",
            List.of(cloudFront("function/freehold-*")),
            List.of(
                "cloudfront:GetFunction",
                "cloudfront:PublishFunction",
                "cloudfront:UpdateFunction")),
        new Allowed(
            "FreeholdSites",
            List.of(cloudFront("distribution/*")),
            List.of(
                "cloudfront:GetDistribution",
                "cloudfront:GetDistributionConfig",
                "cloudfront:UpdateDistribution")),
        new Allowed(
            "FreeholdNamesSeen",
            List.of("*"),
            List.of("acm:ListCertificates", "route53:ListHostedZones")),
        new Allowed(
            "FreeholdCertificatesSeen",
            List.of("arn:aws:acm:us-east-1:" + number + ":certificate/*"),
            List.of("acm:DescribeCertificate")),
        new Allowed(
            "FreeholdRecordsSeen",
            List.of("arn:aws:route53:::hostedzone/*"),
            List.of("route53:ListResourceRecordSets")),
        new Allowed(
            "FreeholdServers",
            List.of(lambda()),
            List.of(
                "lambda:AddPermission",
                "lambda:CreateAlias",
                "lambda:CreateFunctionUrlConfig",
                "lambda:DeleteAlias",
                "lambda:DeleteFunction",
                "lambda:DeleteFunctionUrlConfig",
                "lambda:GetFunctionConfiguration",
                "lambda:GetFunctionUrlConfig",
                "lambda:ListAliases",
                "lambda:ListVersionsByFunction",
                "lambda:PublishVersion",
                "lambda:UpdateFunctionCode",
                "lambda:UpdateFunctionConfiguration")),
        new Allowed(
            "FreeholdAdapter",
            List.of("arn:aws:lambda:" + region + ":753240598075:layer:LambdaAdapterLayerX86:*"),
            List.of("lambda:GetLayerVersion")),
        new Allowed("FreeholdLogs", List.of(logs()), List.of("logs:FilterLogEvents")),
        // of the name's beginning that it is asked for, which is no group's ARN
        new Allowed("FreeholdLogsSeen", List.of("*"), List.of("logs:DescribeLogGroups")),
        new Allowed("FreeholdRole", List.of(role()), List.of("iam:GetRolePolicy")),
        new Allowed(
            "FreeholdRoleGiven",
            List.of(role()),
            List.of("iam:PassRole"),
            Map.of(
                "StringEquals", Map.of("iam:PassedToService", List.of("lambda.amazonaws.com")))));
  }

  private List<Allowed> setup() {
    return List.of(
        new Allowed(
            "FreeholdBucket",
            List.of(bucket()),
            List.of(
                "s3:CreateBucket",
                "s3:DeleteBucket",
                "s3:ListBucketVersions",
                "s3:PutBucketPolicy",
                "s3:PutBucketPublicAccessBlock",
                "s3:PutBucketTagging",
                "s3:PutBucketVersioning",
                "s3:PutLifecycleConfiguration")),
        new Allowed(
            "FreeholdVersions", List.of(bucket() + "/*"), List.of("s3:DeleteObjectVersion")),
        new Allowed(
            "FreeholdStore",
            List.of(cloudFront("key-value-store/*")),
            List.of("cloudfront-keyvaluestore:ListKeys", "cloudfront:DeleteKeyValueStore")),
        new Allowed(
            "FreeholdSigning",
            List.of(cloudFront("origin-access-control/*")),
            List.of("cloudfront:DeleteOriginAccessControl", "cloudfront:GetOriginAccessControl")),
        new Allowed(
            "FreeholdNewSites",
            List.of(cloudFront("distribution/*"), cloudFront("function/freehold-*")),
            List.of(
                "cloudfront:CreateDistribution",
                "cloudfront:CreateFunction",
                "cloudfront:DeleteDistribution",
                "cloudfront:DeleteFunction",
                "cloudfront:TagResource")),
        new Allowed(
            "FreeholdNewServers",
            List.of(lambda()),
            List.of("lambda:CreateFunction", "lambda:TagResource")),
        new Allowed(
            "FreeholdNewLogs",
            List.of(logs()),
            List.of(
                "logs:CreateLogGroup",
                "logs:DeleteLogGroup",
                "logs:PutRetentionPolicy",
                "logs:TagResource")),
        new Allowed(
            "FreeholdNewRole",
            List.of(role()),
            List.of(
                "iam:CreateRole",
                "iam:DeleteRole",
                "iam:DeleteRolePolicy",
                "iam:PutRolePolicy",
                "iam:TagRole")),
        new Allowed(
            "FreeholdFind",
            List.of("*"),
            List.of(
                "acm:AddTagsToCertificate",
                "acm:RequestCertificate",
                "cloudfront:CreateKeyValueStore",
                "cloudfront:CreateOriginAccessControl",
                "cloudfront:ListDistributions")),
        new Allowed(
            "FreeholdNames",
            List.of("arn:aws:acm:us-east-1:" + number + ":certificate/*"),
            List.of("acm:DeleteCertificate", "acm:ListTagsForCertificate")),
        new Allowed(
            "FreeholdRecords",
            List.of("arn:aws:route53:::hostedzone/*"),
            List.of("route53:ChangeResourceRecordSets")));
  }

  private static JsonNode document(List<Allowed> allowed) {
    var document = new LinkedHashMap<String, Object>();
    document.put("Version", VERSION);
    document.put("Statement", allowed.stream().map(Policies::statement).toList());
    return Json.tree(document);
  }

  private static Map<String, Object> statement(Allowed allowed) {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("Sid", allowed.id());
    statement.put("Effect", "Allow");
    statement.put("Action", allowed.actions());
    statement.put("Resource", allowed.resources());
    if (!allowed.condition().isEmpty()) {
      statement.put("Condition", allowed.condition());
    }
    return statement;
  }
}
