package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Certificates of us-east-1. One is issued once the records that prove its names are there. */
final class FakeAcm implements AwsService {
  private static final String TARGET = "CertificateManager.";

  private static final class Certificate {
    final String arn =
        "arn:aws:acm:us-east-1:" + FakeAws.ACCOUNT + ":certificate/" + UUID.randomUUID();
    final List<String> names;
    final String token;
    final Map<String, String> tags = new LinkedHashMap<>();
    final Instant proofsFrom = Instant.now().plusMillis(150);

    /** What used it may be gone, and this service learns that late. */
    boolean seemsUsed;

    Certificate(List<String> names, String token) {
      this.names = names;
      this.token = token;
    }

    String proofName(String name) {
      return "_" + Sha256.of(FakeAws.ACCOUNT + name).hex().substring(0, 32) + "." + name + ".";
    }

    String proofValue(String name) {
      return "_" + Sha256.of("proof " + name).hex().substring(0, 32) + ".acm-validations.aws.";
    }
  }

  private final Map<String, Certificate> certificates = new LinkedHashMap<>();
  private final BiPredicate<String, String> isCname;
  private final Predicate<String> isUsed;

  /**
   * @param isCname whether the world sees a CNAME record of that name and value
   * @param isUsed whether a distribution names an ARN
   */
  FakeAcm(BiPredicate<String, String> isCname, Predicate<String> isUsed) {
    this.isCname = isCname;
    this.isUsed = isUsed;
  }

  private boolean isIssued(Certificate one) {
    return one.names.stream()
        .allMatch(name -> isCname.test(one.proofName(name), one.proofValue(name)));
  }

  /** Whether a distribution may have it for a name. */
  synchronized boolean covers(String arn, String name) {
    Optional<Certificate> fitting =
        Optional.ofNullable(certificates.get(arn))
            .filter(this::isIssued)
            .filter(one -> one.names.contains(name));
    fitting.ifPresent(one -> one.seemsUsed = true);
    return fitting.isPresent();
  }

  /** Names of each, by its ARN. */
  synchronized Map<String, List<String>> everything() {
    var all = new TreeMap<String, List<String>>();
    certificates.forEach((arn, one) -> all.put(arn, one.names));
    return all;
  }

  @Override
  public Operation operation(AwsRequest request) {
    String target = request.header("x-amz-target").orElse("");
    if (!request.method().equals("POST") || !target.startsWith(TARGET)) {
      throw new AwsRefusal(400, "UnknownOperationException", "No such call.");
    }
    JsonNode body = json(request);
    String call = target.substring(TARGET.length());
    String arn = body.path("CertificateArn").asText();
    return switch (call) {
      case "RequestCertificate" ->
          new Operation(
              "acm:" + call,
              body.path("Tags").isEmpty()
                  ? List.of(new Permission("acm:" + call, "*"))
                  : List.of(
                      new Permission("acm:" + call, "*"),
                      new Permission("acm:AddTagsToCertificate", "*")),
              () -> request(body));
      case "ListCertificates" -> Operation.of("acm:" + call, "*", () -> list(body));
      case "DescribeCertificate" -> Operation.of("acm:" + call, arn, () -> describe(arn));
      case "ListTagsForCertificate" -> Operation.of("acm:" + call, arn, () -> tags(arn));
      case "DeleteCertificate" -> Operation.of("acm:" + call, arn, () -> delete(arn));
      default -> throw new AwsRefusal(400, "UnknownOperationException", "No such call: " + call);
    };
  }

  private static JsonNode json(AwsRequest request) {
    try {
      return Json.mapper().readTree(request.body());
    } catch (JsonProcessingException _) {
      throw new AwsRefusal(400, "SerializationException", "The body is not JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized AwsAnswer request(JsonNode body) {
    var names = new ArrayList<String>();
    names.add(body.path("DomainName").asText());
    body.path("SubjectAlternativeNames").forEach(name -> names.add(name.asText()));
    if (!names.stream().allMatch(name -> name.matches("(?:\\*\\.)?(?:[a-z0-9-]+\\.)+[a-z]{2,}"))) {
      throw new AwsRefusal(400, "InvalidDomainValidationOptionsException", "No such domain.");
    }
    if (!body.path("ValidationMethod").asText().equals("DNS")) {
      throw new AwsRefusal(400, "ValidationException", "ValidationMethod must be DNS here.");
    }
    String token = body.path("IdempotencyToken").asText();
    if (!token.isEmpty() && !token.matches("\\w{1,32}")) {
      throw new AwsRefusal(400, "ValidationException", "IdempotencyToken must match \\w{1,32}.");
    }
    Optional<Certificate> same =
        certificates.values().stream()
            .filter(one -> !token.isEmpty() && one.token.equals(token) && one.names.equals(names))
            .findFirst();
    Certificate made =
        same.orElseGet(() -> new Certificate(names.stream().distinct().toList(), token));
    body.path("Tags")
        .forEach(tag -> made.tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
    certificates.put(made.arn, made);
    return answer(Json.mapper().createObjectNode().put("CertificateArn", made.arn));
  }

  private synchronized AwsAnswer list(JsonNode body) {
    List<String> wanted =
        body.path("CertificateStatuses").valueStream().map(JsonNode::asText).toList();
    ObjectNode answer = Json.mapper().createObjectNode();
    var list = answer.putArray("CertificateSummaryList");
    certificates.values().stream()
        .filter(one -> wanted.isEmpty() || wanted.contains(status(one)))
        .forEach(
            one ->
                list.addObject()
                    .put("CertificateArn", one.arn)
                    .put("DomainName", one.names.getFirst())
                    .put("Status", status(one)));
    return answer(answer);
  }

  private String status(Certificate one) {
    return isIssued(one) ? "ISSUED" : "PENDING_VALIDATION";
  }

  private Certificate require(String arn) {
    Certificate one = certificates.get(arn);
    if (one == null) {
      throw new AwsRefusal(
          400, "ResourceNotFoundException", "Could not find certificate " + arn + ".");
    }
    return one;
  }

  private synchronized AwsAnswer describe(String arn) {
    Certificate one = require(arn);
    ObjectNode answer = Json.mapper().createObjectNode();
    ObjectNode detail =
        answer
            .putObject("Certificate")
            .put("CertificateArn", arn)
            .put("DomainName", one.names.getFirst())
            .put("Status", status(one));
    one.names.forEach(detail.putArray("SubjectAlternativeNames")::add);
    var options = detail.putArray("DomainValidationOptions");
    for (String name : one.names) {
      ObjectNode option =
          options.addObject().put("DomainName", name).put("ValidationMethod", "DNS");
      if (Instant.now().isAfter(one.proofsFrom)) {
        option
            .putObject("ResourceRecord")
            .put("Name", one.proofName(name))
            .put("Type", "CNAME")
            .put("Value", one.proofValue(name));
      }
    }
    return answer(answer);
  }

  private synchronized AwsAnswer tags(String arn) {
    ObjectNode answer = Json.mapper().createObjectNode();
    var tags = answer.putArray("Tags");
    require(arn).tags.forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
    return answer(answer);
  }

  private synchronized AwsAnswer delete(String arn) {
    Certificate one = require(arn);
    boolean inUse = isUsed.test(arn) || one.seemsUsed;
    one.seemsUsed = isUsed.test(arn);
    if (inUse) {
      throw new AwsRefusal(400, "ResourceInUseException", "Certificate " + arn + " is in use.");
    }
    certificates.remove(arn);
    return answer(Json.mapper().createObjectNode());
  }

  private static AwsAnswer answer(ObjectNode body) {
    return AwsAnswer.of(200, "application/x-amz-json-1.1", body.toString());
  }

  @Override
  public AwsAnswer refusal(AwsRefusal refusal, String requestId) {
    return AwsAnswer.of(
        refusal.status,
        "application/x-amz-json-1.1",
        Json.mapper()
            .createObjectNode()
            .put("__type", refusal.code)
            .put("message", refusal.getMessage())
            .toString());
  }

  @Override
  public String requestIdHeader() {
    return "x-amzn-RequestId";
  }

  @Override
  public AwsRefusal throttled() {
    return new AwsRefusal(400, "ThrottlingException", "Rate exceeded");
  }

  @Override
  public AwsRefusal unknownKey() {
    return new AwsRefusal(
        400,
        "UnrecognizedClientException",
        "The security token included in the request is invalid.");
  }

  @Override
  public AwsRefusal expiredToken() {
    return new AwsRefusal(
        400, "ExpiredTokenException", "The security token included in the request is expired");
  }
}
