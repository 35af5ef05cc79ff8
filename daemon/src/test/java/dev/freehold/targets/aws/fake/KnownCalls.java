package dev.freehold.targets.aws.fake;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the calls that the stand-in answers. */
final class KnownCalls {
  private static final Set<String> ALL =
      Stream.of(
              of("sts", "GetCallerIdentity"),
              of(
                  "s3",
                  """
                  ListBuckets CreateBucket HeadBucket DeleteBucket GetBucketLocation ListObjects
                  ListObjectsV2 ListObjectVersions GetObject HeadObject PutObject CopyObject
                  DeleteObject DeleteObjects CreateMultipartUpload UploadPart
                  CompleteMultipartUpload AbortMultipartUpload\
                  """),
              BucketSettings.KINDS.stream()
                  .flatMap(
                      kind -> Stream.of("Get", "Put", "Delete").map(v -> "s3:" + v + kind.api())),
              of(
                  "cloudfront",
                  """
                  CreateOriginAccessControl GetOriginAccessControl ListOriginAccessControls
                  DeleteOriginAccessControl CreateDistribution CreateDistributionWithTags
                  GetDistribution GetDistributionConfig ListDistributions UpdateDistribution
                  DeleteDistribution TagResource UntagResource ListTagsForResource CreateFunction
                  DescribeFunction GetFunction ListFunctions UpdateFunction PublishFunction
                  DeleteFunction CreateKeyValueStore DescribeKeyValueStore ListKeyValueStores
                  DeleteKeyValueStore\
                  """),
              of(
                  "lambda",
                  """
                  CreateFunction GetFunctionConfiguration UpdateFunctionCode
                  UpdateFunctionConfiguration PublishVersion ListVersionsByFunction CreateAlias
                  ListAliases DeleteAlias CreateFunctionUrlConfig GetFunctionUrlConfig
                  DeleteFunctionUrlConfig AddPermission DeleteFunction\
                  """),
              of(
                  "logs",
                  """
                  CreateLogGroup DeleteLogGroup DescribeLogGroups FilterLogEvents
                  PutRetentionPolicy\
                  """),
              of(
                  "iam",
                  "CreateRole GetRole DeleteRole PutRolePolicy GetRolePolicy DeleteRolePolicy"),
              of(
                  "cloudfront-keyvaluestore",
                  "DescribeKeyValueStore ListKeys GetKey PutKey DeleteKey UpdateKeys"),
              of(
                  "acm",
                  """
                  DeleteCertificate DescribeCertificate ListCertificates ListTagsForCertificate
                  RequestCertificate\
                  """),
              of("route53", "ChangeResourceRecordSets ListHostedZones ListResourceRecordSets"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private KnownCalls() {}

  private static Stream<String> of(String service, String names) {
    return Arrays.stream(names.split("\\s+")).map(name -> service + ":" + name);
  }

  static void check(String name) {
    if (!ALL.contains(name)) {
      throw new IllegalArgumentException("not a call that is known here: " + name);
    }
  }
}
