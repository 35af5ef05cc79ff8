package dev.freehold.targets.aws.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CacheBehaviors;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.Origins;

class MergeTest {
  private static final String OURS = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

  private static Origin.Builder origin(String id, String domain) {
    return Origin.builder().id(id).domainName(domain).originPath("");
  }

  private static CacheBehavior.Builder behaviour(String pattern) {
    return CacheBehavior.builder().pathPattern(pattern).targetOriginId("files").cachePolicyId(OURS);
  }

  private static DistributionConfig.Builder config(Origin... origins) {
    return DistributionConfig.builder()
        .origins(Origins.builder().quantity(origins.length).items(origins).build())
        .defaultCacheBehavior(
            DefaultCacheBehavior.builder().targetOriginId("files").cachePolicyId(OURS).build());
  }

  @Test
  void anOriginKeepsWhatItsOwnerSet() {
    var now =
        config(
                origin("files", "old")
                    .originShield(s -> s.enabled(true))
                    .connectionAttempts(2)
                    .build(),
                origin("gone", "gone").build())
            .build();
    Origins ours =
        Origins.builder()
            .quantity(2)
            .items(origin("files", "new").build(), origin("more", "more").build())
            .build();
    assertThat(new Merge(now).origins(ours).items())
        .containsExactly(
            origin("files", "new").originShield(s -> s.enabled(true)).connectionAttempts(2).build(),
            origin("more", "more").build());
  }

  @Test
  void aPathKeepsWhatItsOwnerSetAndNothingOfOurs() {
    CacheBehavior kept =
        behaviour("/a/*").responseHeadersPolicyId("p").originRequestPolicyId("q").build();
    var now = config().cacheBehaviors(b -> b.quantity(1).items(kept)).build();
    CacheBehavior ours = behaviour("/a/*").targetOriginId("server").compress(true).build();
    CacheBehavior added = behaviour("/b/*").build();
    assertThat(
            new Merge(now)
                .behaviours(CacheBehaviors.builder().quantity(2).items(ours, added).build())
                .items())
        .containsExactly(ours.toBuilder().responseHeadersPolicyId("p").build(), added);
  }

  @Test
  void theRestOfThePathsKeepsItToo() {
    var now =
        config()
            .defaultCacheBehavior(
                b -> b.cachePolicyId(OURS).responseHeadersPolicyId("p").originRequestPolicyId("q"))
            .build();
    DefaultCacheBehavior ours =
        DefaultCacheBehavior.builder().targetOriginId("files").cachePolicyId("c").build();
    assertThat(new Merge(now).behaviour(ours))
        .isEqualTo(ours.toBuilder().responseHeadersPolicyId("p").build());
    var own = config().defaultCacheBehavior(b -> b.responseHeadersPolicyId("p")).build();
    assertThat(new Merge(own).behaviour(ours)).as("with settings of its own").isEqualTo(ours);
  }
}
