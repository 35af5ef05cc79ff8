package dev.freehold.targets.aws.api;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS refused, or why it could not be reached, as errors with a remedy. */
public final class Failures {
  private static final Set<String> EXPIRED =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "TokenRefreshRequired",
          "UnauthorizedException");
  private static final Set<String> UNKNOWN_KEY =
      Set.of(
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "AuthFailure");
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "UnauthorizedOperation",
          "AllAccessDisabled",
          "Forbidden");

  /** What a call is told whose first attempt was carried out, or that somebody else forestalled. */
  private static final Set<String> CHANGED =
      Set.of(
          "BucketAlreadyOwnedByYou",
          "ConditionalRequestConflict",
          "DistributionAlreadyExists",
          "EntityAlreadyExists",
          "FunctionAlreadyExists",
          "InvalidIfMatchVersion",
          "OperationAborted",
          "OperationAbortedException",
          "OriginAccessControlAlreadyExists",
          "PreconditionFailed",
          "PreconditionFailedException");

  /** AWS says it for some time after what used the thing is gone. */
  private static final Set<String> USED =
      Set.of("CannotDeleteEntityWhileInUse", "FunctionInUse", "OriginAccessControlInUse");

  public static final String IN_USE = "aws.in-use";

  private Failures() {}

  /**
   * @param doing what was asked, as it goes on after "AWS refused": {@code to make a bucket}
   * @throws UserError {@code aws.login-expired}, {@code aws.login-refused}, {@code aws.denied},
   *     {@code aws.domain-taken}
   * @throws ProviderError {@code aws.rate-limited}, {@code aws.failing}, {@code aws.unreachable},
   *     {@code aws.changed}, {@code aws.unreadable}, {@code aws.in-use}, {@code aws.refused}
   */
  static <T> T told(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw of(e, doing);
    }
  }

  static <T> T awaited(String doing, CompletableFuture<T> call) {
    try {
      return call.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof SdkException known ? of(known, doing) : e;
    }
  }

  /** The code of what a service answered, {@code NoSuchBucket}. */
  static Optional<String> code(Throwable failure) {
    return failure instanceof AwsServiceException answered && answered.awsErrorDetails() != null
        ? Optional.ofNullable(answered.awsErrorDetails().errorCode())
        : Optional.empty();
  }

  static FreeholdException of(SdkException failure, String doing) {
    return switch (failure) {
      case AwsServiceException answered -> answered(answered, doing);
      case NotAws page -> unreadable(page, doing);
      default -> unreachable(failure, doing);
    };
  }

  /** What a call says of one of the things that it is about, while it goes well for others. */
  static FreeholdException ofOne(String code, String message, String doing) {
    int status =
        switch (code) {
          case "InternalError" -> 500;
          case "ServiceUnavailable", "SlowDown" -> 503;
          default -> 400;
        };
    return answered(
        AwsServiceException.builder()
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build(),
        doing);
  }

  private static FreeholdException answered(AwsServiceException failure, String doing) {
    String code = code(failure).orElse("status " + failure.statusCode());
    if (EXPIRED.contains(code)) {
      return new UserError(
          "aws.login-expired",
          "Your login at AWS has expired.",
          "Log in again, with 'aws sso login' or 'aws login' and the same --profile.",
          failure);
    }
    if (UNKNOWN_KEY.contains(code)) {
      return new UserError(
          "aws.login-refused",
          "AWS does not know these keys (" + code + ").",
          "Look at the profile in ~/.aws, and at the clock of this machine, then try again.",
          failure);
    }
    if (DENIED.contains(code)) {
      return new UserError(
          "aws.denied",
          "AWS does not let these keys " + doing + ": " + said(failure),
          "Give them what 'freehold target policy' prints, or use a profile that may do it.",
          failure);
    }
    if (CHANGED.contains(code)) {
      return new ProviderError(
          "aws.changed",
          "AWS has something else than a moment before, so it did not "
              + doing
              + ": "
              + said(failure)
              + " ("
              + code
              + ")",
          "Run the same command again, which looks anew.",
          true,
          failure.requestId(),
          failure);
    }
    if (code.equals("CNAMEAlreadyExists")) {
      return new UserError(
          "aws.domain-taken",
          "AWS did not "
              + doing
              + ", because another distribution answers for the app's domain: "
              + said(failure),
          "If another app of yours has the domain, run 'freehold domain remove' for it and deploy"
              + " it. Otherwise take the name from that distribution in AWS's console, under"
              + " alternate domain names; in another account only its owner can. Then run the same"
              + " command again.",
          failure);
    }
    if (USED.contains(code)) {
      return new ProviderError(
          IN_USE,
          "AWS did not " + doing + ", because something uses it: " + said(failure),
          "Run the same command again in some minutes. If it stays so, see in AWS's console what"
              + " uses it.",
          true,
          failure.requestId(),
          failure);
    }
    if (failure.isThrottlingException() || failure.statusCode() == 429) {
      return temporary(failure, "aws.rate-limited", "AWS asks for fewer requests (" + code + ").");
    }
    if (failure.statusCode() >= 500) {
      return temporary(
          failure,
          "aws.failing",
          "AWS could not " + doing + " (" + code + ", status " + failure.statusCode() + ").");
    }
    return new ProviderError(
        "aws.refused",
        "AWS refused to " + doing + ": " + said(failure) + " (" + code + ")",
        "Look at what it names in AWS's console, then run the same command again.",
        false,
        failure.requestId(),
        failure);
  }

  private static ProviderError temporary(AwsServiceException failure, String code, String message) {
    return new ProviderError(
        code,
        message,
        "Try again. If it stays so, look at health.aws.amazon.com.",
        true,
        failure.requestId(),
        failure);
  }

  private static String said(AwsServiceException failure) {
    String message =
        failure.awsErrorDetails() == null ? null : failure.awsErrorDetails().errorMessage();
    return message == null || message.isEmpty() ? "it gives no reason" : message;
  }

  private static FreeholdException unreadable(NotAws failure, String doing) {
    return new ProviderError(
        "aws.unreadable",
        "AWS was asked to " + doing + ", and " + failure.getMessage() + ".",
        "See whether a proxy answers in its place, then try again.",
        true,
        null,
        failure);
  }

  private static FreeholdException unreachable(SdkException failure, String doing) {
    return new ProviderError(
        "aws.unreachable",
        "AWS could not be asked to " + doing + ": " + failure.getMessage(),
        "Look at this machine's connection, then run the same command again.",
        true,
        null,
        failure);
  }
}
