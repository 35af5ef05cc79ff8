package dev.freehold.targets.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.targets.Progress;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Stores.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all sites of an account share: a bucket, the store of pointers, how CloudFront signs. */
final class AccountSetup {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Aws aws;
  private final String number;
  private final String region;
  private final Patience patience;

  AccountSetup(Aws aws, String number, String region, Patience patience) {
    this.aws = aws;
    this.number = number;
    this.region = region;
    this.patience = patience;
  }

  /**
   * @param what a plain sentence
   */
  private record Part(String what, Runnable make) {}

  /** Those that are missing, in the order in which they are made. */
  List<String> missing() {
    return parts().stream().map(Part::what).toList();
  }

  /** May be repeated. */
  void carryOut(Progress progress) {
    List<Part> parts = parts();
    for (int i = 0; i < parts.size(); i++) {
      progress.at(i);
      parts.get(i).make().run();
    }
  }

  private List<Part> parts() {
    Bucket bucket = bucket();
    String shared = Account.shared(region);
    var parts = new ArrayList<Part>();
    boolean there = bucket.exists();
    if (!there) {
      parts.add(
          new Part(
              "Make the bucket "
                  + bucket.name()
                  + ", for the files of all apps: private, encrypted, with versions for two weeks.",
              bucket::create));
    }
    if (!there || !isSecure(bucket)) {
      parts.add(
          new Part(
              "Let CloudFront of this account read that bucket, and nobody else.",
              () -> bucket.secure(policy())));
    }
    if (aws.accessControls().find(shared).isEmpty()) {
      parts.add(
          new Part(
              "Make the origin access control " + shared + ", with which CloudFront signs.",
              () -> aws.accessControls().ensure(shared)));
    }
    if (aws.stores().find(shared).filter(Store::ready).isEmpty()) {
      parts.add(
          new Part(
              "Make the KeyValueStore " + shared + ", which says what is live.", this::makeStore));
    }
    return parts;
  }

  private Bucket bucket() {
    return aws.bucket(Account.bucket(number, region));
  }

  private boolean isSecure(Bucket bucket) {
    Optional<JsonNode> now = bucket.policy().flatMap(text -> Json.maybe(text, JsonNode.class));
    return now.equals(Json.maybe(policy(), JsonNode.class));
  }

  /** Distributions of this account alone may read, and learn what is not there. */
  private String policy() {
    String bucket = "arn:aws:s3:::" + Account.bucket(number, region);
    return Json.canonical(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                statement("FreeholdFiles", "s3:GetObject", bucket + "/sites/*"),
                statement("FreeholdMissing", "s3:ListBucket", bucket))));
  }

  private Map<String, Object> statement(String id, String action, String resource) {
    return Map.of(
        "Sid",
        id,
        "Effect",
        "Allow",
        "Principal",
        Map.of("Service", "cloudfront.amazonaws.com"),
        "Action",
        action,
        "Resource",
        resource,
        "Condition",
        Map.of(
            "ArnLike",
            Map.of("AWS:SourceArn", "arn:aws:cloudfront::" + number + ":distribution/*")));
  }

  private void makeStore() {
    String name = Account.shared(region);
    aws.stores().create(name);
    patience.until(
        LONGEST,
        () -> aws.stores().find(name).filter(Store::ready),
        () -> Patience.late("AWS was not done with the store " + name + " in 10 minutes."));
  }

  /**
   * @return its ARN
   */
  String store() {
    return aws.stores()
        .find(Account.shared(region))
        .map(Store::arn)
        .orElseThrow(() -> Patience.late("The store of pointers is not there yet."));
  }

  private void unused(String what, Runnable delete) {
    patience.untilUnused(
        LONGEST,
        delete,
        () ->
            Patience.late(
                "AWS says that "
                    + what
                    + " "
                    + Account.shared(region)
                    + " is used, 10 minutes after nothing of Freehold uses it."));
  }

  /** Deletes all of it; the apps must be gone before. */
  void destroy() {
    String shared = Account.shared(region);
    unused("the store", () -> aws.stores().delete(shared));
    unused("the access control", () -> aws.accessControls().delete(shared));
    aws.roles().delete(shared);
    bucket().destroy();
  }
}
