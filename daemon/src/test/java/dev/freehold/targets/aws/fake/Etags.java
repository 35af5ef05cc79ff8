package dev.freehold.targets.aws.fake;

import java.util.Locale;
import java.util.UUID;

/** Names of things, and of their versions. */
final class Etags {
  private Etags() {}

  static String id() {
    return "E"
        + UUID.randomUUID().toString().replace("-", "").substring(0, 13).toUpperCase(Locale.ROOT);
  }

  /** A write has to say which version it changes. */
  static void check(AwsRequest request, String current) {
    String sent =
        request
            .header("if-match")
            .orElseThrow(
                () ->
                    new AwsRefusal(
                        400,
                        "InvalidIfMatchVersion",
                        "The If-Match version is missing or not valid for the resource."));
    if (!sent.equals(current)) {
      throw new AwsRefusal(
          412,
          "PreconditionFailed",
          "The request failed because it didn't meet the preconditions in one or more"
              + " request-header fields.");
    }
  }
}
