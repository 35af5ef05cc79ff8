package dev.freehold.targets.aws.fake;

/** What a service refuses; each says it in the shape of its own protocol. */
final class AwsRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  final int status;
  final String code;

  AwsRefusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}
