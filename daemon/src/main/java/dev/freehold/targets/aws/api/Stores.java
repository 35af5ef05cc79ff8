package dev.freehold.targets.aws.api;

import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.cloudfront.model.EntityNotFoundException;

/** The KeyValueStores of an account: what functions at the edge can read. */
public final class Stores {
  private static final String READY = "READY";
  private final CloudFrontClient cloudFront;

  Stores(CloudFrontClient cloudFront) {
    this.cloudFront = cloudFront;
  }

  /**
   * @param ready whether it can be written to
   */
  public record Store(String arn, boolean ready, String etag) {}

  public Optional<Store> find(String name) {
    return Failures.told(
        "look for the store " + name,
        () -> {
          try {
            var answer = cloudFront.describeKeyValueStore(r -> r.name(name));
            return Optional.of(
                new Store(
                    answer.keyValueStore().arn(),
                    READY.equals(answer.keyValueStore().status()),
                    answer.eTag()));
          } catch (EntityNotFoundException _) {
            return Optional.empty();
          }
        });
  }

  /** May be repeated. */
  public void create(String name) {
    Failures.told(
        "make the store " + name,
        () -> {
          try {
            return cloudFront.createKeyValueStore(r -> r.name(name).comment("Freehold"));
          } catch (EntityAlreadyExistsException _) {
            return null;
          }
        });
  }

  public void delete(String name) {
    Optional<Store> there = find(name);
    if (there.isPresent()) {
      Failures.told(
          "delete the store " + name,
          () -> {
            try {
              return cloudFront.deleteKeyValueStore(r -> r.name(name).ifMatch(there.get().etag()));
            } catch (EntityNotFoundException _) {
              return null;
            }
          });
    }
  }
}
