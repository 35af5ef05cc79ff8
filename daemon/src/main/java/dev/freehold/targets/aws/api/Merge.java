package dev.freehold.targets.aws.api;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Origins;

/**
 * What Freehold says of origins and paths, put into what a distribution has: what is not said stays
 * as its owner, or AWS, set it.
 */
record Merge(DistributionConfig now) {
  Origins origins(Origins ours) {
    return ours.toBuilder().items(ours.items().stream().map(this::origin).toList()).build();
  }

  private Origin origin(Origin ours) {
    return now.origins().items().stream()
        .filter(one -> one.id().equals(ours.id()))
        .findFirst()
        .map(
            there ->
                there.toBuilder()
                    .domainName(ours.domainName())
                    .originPath(ours.originPath())
                    .originAccessControlId(ours.originAccessControlId())
                    .s3OriginConfig(ours.s3OriginConfig())
                    .customOriginConfig(ours.customOriginConfig())
                    .build())
        .orElse(ours);
  }

  /** One that the owner took AWS's policies from is begun anew: it can't have both. */
  DefaultCacheBehavior behaviour(DefaultCacheBehavior ours) {
    return Optional.of(now.defaultCacheBehavior())
        .filter(there -> there.cachePolicyId() != null)
        .map(
            there ->
                there.toBuilder()
                    .targetOriginId(ours.targetOriginId())
                    .viewerProtocolPolicy(ours.viewerProtocolPolicy())
                    .allowedMethods(ours.allowedMethods())
                    .compress(ours.compress())
                    .cachePolicyId(ours.cachePolicyId())
                    .originRequestPolicyId(ours.originRequestPolicyId())
                    .functionAssociations(ours.functionAssociations())
                    .build())
        .orElse(ours);
  }

  CacheBehaviors behaviours(CacheBehaviors ours) {
    return ours.toBuilder().items(ours.items().stream().map(this::behaviour).toList()).build();
  }

  private CacheBehavior behaviour(CacheBehavior ours) {
    List<CacheBehavior> all =
        now.cacheBehaviors() == null ? List.of() : now.cacheBehaviors().items();
    return all.stream()
        .filter(one -> one.pathPattern().equals(ours.pathPattern()))
        .filter(there -> there.cachePolicyId() != null)
        .findFirst()
        .map(
            there ->
                there.toBuilder()
                    .targetOriginId(ours.targetOriginId())
                    .viewerProtocolPolicy(ours.viewerProtocolPolicy())
                    .allowedMethods(ours.allowedMethods())
                    .compress(ours.compress())
                    .cachePolicyId(ours.cachePolicyId())
                    .originRequestPolicyId(ours.originRequestPolicyId())
                    .functionAssociations(ours.functionAssociations())
                    .build())
        .orElse(ours);
  }
}
