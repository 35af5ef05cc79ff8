package dev.freehold.targets.aws.api;

import dev.freehold.base.Json;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * What functions may do in the account: write their own logs, and nothing else. They may not make
 * the group of these logs, or what a function prints last would bring it back after it was deleted.
 */
public final class Roles {
  private static final int NOT_FOUND = 404;
  private static final String POLICY = "logs";

  private final IamClient iam;

  Roles(IamClient iam) {
    this.iam = iam;
  }

  /** Whether it is there with what it may do. */
  public boolean has(String name) {
    return Failures.told(
        "look for the role " + name,
        () -> {
          try {
            iam.getRolePolicy(r -> r.roleName(name).policyName(POLICY));
            return true;
          } catch (NoSuchEntityException _) {
            return false;
          }
        });
  }

  /**
   * May be repeated.
   *
   * @param logs ARN of the groups that it may write to
   */
  public void ensure(String name, String logs) {
    if (has(name)) {
      return;
    }
    Failures.told(
        "make the role " + name,
        () -> {
          try {
            iam.createRole(
                r ->
                    r.roleName(name)
                        .description("Freehold")
                        .tags(t -> t.key(Mark.KEY).value(Mark.SHARED))
                        .assumeRolePolicyDocument(forLambda()));
          } catch (EntityAlreadyExistsException _) {
            // it was made and got no policy yet
          }
          return iam.putRolePolicy(
              r -> r.roleName(name).policyName(POLICY).policyDocument(writing(logs)));
        });
  }

  private static String forLambda() {
    return document(
        Map.of(
            "Effect",
            "Allow",
            "Principal",
            Map.of("Service", "lambda.amazonaws.com"),
            "Action",
            "sts:AssumeRole"));
  }

  private static String writing(String logs) {
    return document(
        Map.of(
            "Effect",
            "Allow",
            "Action",
            List.of("logs:CreateLogStream", "logs:PutLogEvents"),
            "Resource",
            logs));
  }

  private static String document(Map<String, Object> statement) {
    return Json.canonical(Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
  }

  public void delete(String name) {
    gone(name, () -> iam.deleteRolePolicy(r -> r.roleName(name).policyName(POLICY)));
    gone(name, () -> iam.deleteRole(r -> r.roleName(name)));
  }

  private static void gone(String name, Runnable call) {
    Failures.told(
        "delete the role " + name,
        () -> {
          try {
            call.run();
            return true;
          } catch (IamException e) {
            // of an answer that was cut the status alone is left
            if (e.statusCode() != NOT_FOUND) {
              throw e;
            }
            return false;
          }
        });
  }
}
