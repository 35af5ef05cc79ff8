package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Roles with policies of their own. */
final class FakeIam implements AwsService {
  private static final String NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/";
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  /** Of IAM's query protocol; more than one is not sent. */
  private static final String TAG = "Tags.member.1.";

  private final Map<String, Role> roles = new TreeMap<>();

  private record Role(
      String id, JsonNode trust, Map<String, JsonNode> policies, Map<String, String> tags) {}

  @Override
  public Operation operation(AwsRequest request) {
    Map<String, String> form = AwsRequest.query(request.text().replace("+", "%20"));
    String action = form.getOrDefault("Action", "");
    String name = form.getOrDefault("RoleName", "");
    if (!NAME.matcher(name).matches()) {
      throw new AwsRefusal(400, "ValidationError", "The name of the role is '" + name + "'.");
    }
    List<Permission> permissions =
        Stream.of("iam:" + action, form.containsKey(TAG + "Key") ? "iam:TagRole" : "")
            .filter(needed -> !needed.isEmpty())
            .map(needed -> new Permission(needed, arn(name)))
            .toList();
    return new Operation("iam:" + action, permissions, () -> answered(action, name, form));
  }

  /** A tag's value, by the role's name. */
  synchronized Map<String, String> tagged(String key) {
    var all = new TreeMap<String, String>();
    roles.forEach((name, role) -> all.put(name, role.tags().getOrDefault(key, "")));
    return all;
  }

  private synchronized AwsAnswer answered(String action, String name, Map<String, String> form) {
    String policy = form.getOrDefault("PolicyName", "");
    return switch (action) {
      case "CreateRole" -> {
        if (roles.containsKey(name)) {
          throw new AwsRefusal(
              409, "EntityAlreadyExists", "Role with name " + name + " already exists.");
        }
        JsonNode trust = document(form, "AssumeRolePolicyDocument");
        Map<String, String> tags =
            form.containsKey(TAG + "Key")
                ? Map.of(form.get(TAG + "Key"), form.getOrDefault(TAG + "Value", ""))
                : Map.of();
        roles.put(name, new Role("AROA" + Etags.id(), trust, new TreeMap<>(), tags));
        yield told(action, role(name));
      }
      case "GetRole" -> {
        named(name);
        yield told(action, role(name));
      }
      case "PutRolePolicy" -> {
        named(name).policies().put(policy, document(form, "PolicyDocument"));
        yield told(action, "");
      }
      case "GetRolePolicy" -> {
        JsonNode there = Optional.ofNullable(named(name).policies().get(policy)).orElse(null);
        if (there == null) {
          throw missing("The role policy with name " + policy + " cannot be found.");
        }
        yield told(
            action,
            Xml.element("RoleName", name)
                + Xml.element("PolicyName", policy)
                + Xml.element("PolicyDocument", encoded(there)));
      }
      case "DeleteRolePolicy" -> {
        if (named(name).policies().remove(policy) == null) {
          throw missing("The role policy with name " + policy + " cannot be found.");
        }
        yield told(action, "");
      }
      case "DeleteRole" -> {
        if (!named(name).policies().isEmpty()) {
          throw new AwsRefusal(
              409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        }
        roles.remove(name);
        yield told(action, "");
      }
      default -> throw new AwsRefusal(400, "InvalidAction", "Could not find operation " + action);
    };
  }

  private static String arn(String name) {
    return "arn:aws:iam::" + FakeAws.ACCOUNT + ":role/" + name;
  }

  private Role named(String name) {
    return Optional.ofNullable(roles.get(name))
        .orElseThrow(() -> missing("The role with name " + name + " cannot be found."));
  }

  private static AwsRefusal missing(String what) {
    return new AwsRefusal(404, "NoSuchEntity", what);
  }

  private static JsonNode document(Map<String, String> form, String field) {
    return Json.maybe(form.getOrDefault(field, ""), JsonNode.class)
        .filter(one -> one.path("Version").asText().equals("2012-10-17"))
        .filter(one -> !one.path("Statement").isEmpty())
        .orElseThrow(
            () ->
                new AwsRefusal(
                    400, "MalformedPolicyDocument", "The policy is not in the valid JSON format."));
  }

  private static String encoded(JsonNode document) {
    return URLEncoder.encode(document.toString(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String role(String name) {
    Role role = named(name);
    return Xml.element(
        "Role",
        Xml.element("Path", "/")
            + Xml.element("RoleName", name)
            + Xml.element("RoleId", role.id())
            + Xml.element("Arn", arn(name))
            + Xml.element("CreateDate", "2026-01-01T00:00:00Z")
            + Xml.element("AssumeRolePolicyDocument", encoded(role.trust())));
  }

  private static AwsAnswer told(String action, String result) {
    return AwsAnswer.xml(
        200,
        "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult></%1$sResponse>"
            .formatted(action, NAMESPACE, result));
  }

  /** Whether Lambda may act as it. */
  synchronized boolean isForLambda(String arn) {
    Role role = roles.get(arn.substring(arn.lastIndexOf('/') + 1));
    return arn.startsWith("arn:aws:iam::" + FakeAws.ACCOUNT + ":role/")
        && role != null
        && role.trust()
            .at("/Statement/0/Principal/Service")
            .asText()
            .equals("lambda.amazonaws.com");
  }

  /** Whether its own policies let it do something. */
  synchronized boolean allows(String arn, String action, String resource) {
    Role role = roles.get(arn.substring(arn.lastIndexOf('/') + 1));
    return role != null
        && role.policies().values().stream()
            .flatMap(document -> document.path("Statement").valueStream())
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .anyMatch(
                statement ->
                    covers(statement.path("Action"), action)
                        && covers(statement.path("Resource"), resource));
  }

  /** One pattern or a list of them. */
  private static boolean covers(JsonNode patterns, String value) {
    return (patterns.isArray() ? patterns.valueStream() : Stream.of(patterns))
        .anyMatch(pattern -> Wildcards.match(pattern.asText(), value));
  }

  synchronized Object everything() {
    return Map.copyOf(roles);
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
