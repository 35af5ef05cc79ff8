package dev.freehold.targets.aws.fake;

import java.util.Map;

/** Says who the keys belong to. */
final class FakeSts implements AwsService {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private volatile String arn = "arn:aws:iam::" + FakeAws.ACCOUNT + ":user/ada";

  void callerIs(String arn) {
    this.arn = arn;
  }

  @Override
  public Operation operation(AwsRequest request) {
    Map<String, String> form = AwsRequest.query(request.text().replace("+", "%20"));
    String action = form.getOrDefault("Action", "");
    if (!action.equals("GetCallerIdentity")) {
      throw new AwsRefusal(400, "InvalidAction", "Could not find operation " + action);
    }
    return Operation.of("sts:" + action, "*", this::callerIdentity);
  }

  private AwsAnswer callerIdentity() {
    String id = arn.endsWith(":root") ? FakeAws.ACCOUNT : "AIDASTANDIN0000000000";
    return AwsAnswer.xml(
        200,
        "<GetCallerIdentityResponse xmlns=\"%s\"><GetCallerIdentityResult><Arn>%s</Arn><UserId>%s</UserId><Account>%s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
            .formatted(NAMESPACE, Xml.escaped(arn), id, FakeAws.ACCOUNT));
  }

  @Override
  public AwsAnswer refusal(AwsRefusal refusal, String requestId) {
    return AwsAnswer.xml(
        refusal.status,
        "<ErrorResponse xmlns=\"%s\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
            .formatted(NAMESPACE, refusal.code, Xml.escaped(refusal.getMessage()), requestId));
  }

  @Override
  public String requestIdHeader() {
    return "x-amzn-RequestId";
  }

  @Override
  public AwsRefusal throttled() {
    return new AwsRefusal(400, "Throttling", "Rate exceeded");
  }
}
