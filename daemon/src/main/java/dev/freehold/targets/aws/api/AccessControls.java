package dev.freehold.targets.aws.api;

import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.NoSuchOriginAccessControlException;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlOriginTypes;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningProtocols;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSummary;

/** How CloudFront signs its own requests to a private bucket. */
public final class AccessControls {
  private final CloudFrontClient cloudFront;

  AccessControls(CloudFrontClient cloudFront) {
    this.cloudFront = cloudFront;
  }

  /** Its id. */
  public Optional<String> find(String name) {
    return Failures.told(
        "look for the origin access control " + name,
        () -> {
          String marker = null;
          do {
            String from = marker;
            var list =
                cloudFront.listOriginAccessControls(r -> r.marker(from)).originAccessControlList();
            Optional<String> found =
                list.items().stream()
                    .filter(one -> one.name().equals(name))
                    .map(OriginAccessControlSummary::id)
                    .findFirst();
            if (found.isPresent()) {
              return found;
            }
            marker = Boolean.TRUE.equals(list.isTruncated()) ? list.nextMarker() : null;
          } while (marker != null);
          return Optional.empty();
        });
  }

  /** May be repeated. */
  public String ensure(String name) {
    return find(name).orElseGet(() -> create(name));
  }

  private String create(String name) {
    return Failures.told(
        "make the origin access control " + name,
        () -> {
          try {
            return cloudFront
                .createOriginAccessControl(
                    r ->
                        r.originAccessControlConfig(
                            c ->
                                c.name(name)
                                    .description("Freehold")
                                    .originAccessControlOriginType(
                                        OriginAccessControlOriginTypes.S3)
                                    .signingBehavior(OriginAccessControlSigningBehaviors.ALWAYS)
                                    .signingProtocol(OriginAccessControlSigningProtocols.SIGV4)))
                .originAccessControl()
                .id();
          } catch (OriginAccessControlAlreadyExistsException e) {
            return find(name).orElseThrow(() -> e);
          }
        });
  }

  public void delete(String name) {
    Optional<String> id = find(name);
    if (id.isPresent()) {
      Failures.told(
          "delete the origin access control " + name,
          () -> {
            try {
              String etag = cloudFront.getOriginAccessControl(r -> r.id(id.get())).eTag();
              return cloudFront.deleteOriginAccessControl(r -> r.id(id.get()).ifMatch(etag));
            } catch (NoSuchOriginAccessControlException _) {
              return null;
            }
          });
    }
  }
}
