package dev.freehold.targets.aws.api;

import software.amazon.awssdk.services.sts.StsClient;

/** Whose keys these are. */
public final class Identity {
  private final StsClient sts;

  Identity(StsClient sts) {
    this.sts = sts;
  }

  /**
   * @param account its number, 12 digits
   * @param arn of the user or role
   */
  public record Caller(String account, String arn) {
    /** The account's own root user, who can't be held to a policy. */
    public boolean isRoot() {
      return arn.endsWith(":root");
    }
  }

  public Caller caller() {
    var answer = Failures.told("say whose keys these are", sts::getCallerIdentity);
    return new Caller(answer.account(), answer.arn());
  }
}
