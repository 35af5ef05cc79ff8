package dev.freehold.targets.aws.api;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.FunctionConfig;
import software.amazon.awssdk.services.cloudfront.model.FunctionRuntime;
import software.amazon.awssdk.services.cloudfront.model.FunctionStage;
import software.amazon.awssdk.services.cloudfront.model.NoSuchFunctionExistsException;

/** CloudFront Functions: small programs that run before and after the cache. */
public final class EdgeFunctions {
  private final CloudFrontClient cloudFront;

  EdgeFunctions(CloudFrontClient cloudFront) {
    this.cloudFront = cloudFront;
  }

  /** The code that answers visitors; empty when it was never published. */
  public Optional<String> published(String name) {
    return Failures.told(
        "read the function " + name,
        () -> {
          try {
            var answer = cloudFront.getFunction(r -> r.name(name).stage(FunctionStage.LIVE));
            return Optional.of(answer.functionCode().asUtf8String());
          } catch (NoSuchFunctionExistsException _) {
            return Optional.empty();
          }
        });
  }

  /**
   * Has all edges run this code, in some seconds.
   *
   * @param store that it reads
   * @return its ARN
   */
  public String publish(String name, String code, String store) {
    return Failures.told(
        "publish the function " + name,
        () -> {
          Optional<Draft> draft = draft(name);
          String etag =
              draft.isPresent()
                  ? written(name, code, store, draft.get())
                  : cloudFront
                      .createFunction(
                          r ->
                              r.name(name)
                                  .functionConfig(config(store))
                                  .functionCode(SdkBytes.fromUtf8String(code)))
                      .eTag();
          return cloudFront
              .publishFunction(r -> r.name(name).ifMatch(etag))
              .functionSummary()
              .functionMetadata()
              .functionARN();
        });
  }

  /** The code may be there already, from a call whose answer was lost. */
  private String written(String name, String code, String store, Draft draft) {
    return draft.code().equals(code)
        ? draft.etag()
        : cloudFront
            .updateFunction(
                r ->
                    r.name(name)
                        .ifMatch(draft.etag())
                        .functionConfig(config(store))
                        .functionCode(SdkBytes.fromUtf8String(code)))
            .eTag();
  }

  private record Draft(String etag, String code) {}

  private Optional<Draft> draft(String name) {
    try {
      var answer = cloudFront.getFunction(r -> r.name(name).stage(FunctionStage.DEVELOPMENT));
      return Optional.of(new Draft(answer.eTag(), answer.functionCode().asUtf8String()));
    } catch (NoSuchFunctionExistsException _) {
      return Optional.empty();
    }
  }

  private static FunctionConfig config(String store) {
    return FunctionConfig.builder()
        .comment("Freehold")
        .runtime(FunctionRuntime.CLOUDFRONT_JS_2_0)
        .keyValueStoreAssociations(a -> a.quantity(1).items(one -> one.keyValueStoreARN(store)))
        .build();
  }

  public void delete(String name) {
    Failures.told(
        "delete the function " + name,
        () -> {
          Optional<Draft> there = draft(name);
          if (there.isPresent()) {
            try {
              return cloudFront.deleteFunction(r -> r.name(name).ifMatch(there.get().etag()));
            } catch (NoSuchFunctionExistsException _) {
              return null;
            }
          }
          return null;
        });
  }
}
