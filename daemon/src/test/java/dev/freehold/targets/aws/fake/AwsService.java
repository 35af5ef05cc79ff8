package dev.freehold.targets.aws.fake;

/** One service behind the port: it knows its calls and the shape of its errors. */
interface AwsService {
  /** Finds out what is asked, and does nothing yet. */
  Operation operation(AwsRequest request);

  AwsAnswer refusal(AwsRefusal refusal, String requestId);

  /** Of the header that names the request in every answer. */
  String requestIdHeader();

  AwsRefusal throttled();

  /** What the service says when the key is unknown. */
  default AwsRefusal unknownKey() {
    return new AwsRefusal(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  default AwsRefusal expiredToken() {
    return new AwsRefusal(
        403, "ExpiredToken", "The security token included in the request is expired");
  }

  /**
   * @param action as a policy names it
   */
  default AwsRefusal denied(String action) {
    return new AwsRefusal(
        403,
        "AccessDenied",
        "User: arn:aws:iam::123456789012:user/ada is not authorized to perform: "
            + action
            + " because no identity-based policy allows it");
  }

  default AwsRefusal skewed(String date) {
    return new AwsRefusal(403, "SignatureDoesNotMatch", "Signature expired: " + date);
  }

  default AwsRefusal wrongPayload() {
    return new AwsRefusal(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.");
  }
}
