package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** What S3Proxy does not know of a bucket: its settings, each a document of its own. */
final class BucketSettings {
  /**
   * @param api the part of the call's name after Get, Put and Delete
   * @param action the part of the action's name after {@code s3:Get} and {@code s3:Put}
   * @param unset what a bucket without it says; an empty one has a document all the same
   */
  record Kind(
      String query, String api, String action, String root, String elements, String unset) {}

  private static final String PUBLIC_ACCESS =
      "BlockPublicAcls IgnorePublicAcls BlockPublicPolicy RestrictPublicBuckets";
  private static final String ENCRYPTION =
      "Rule ApplyServerSideEncryptionByDefault SSEAlgorithm KMSMasterKeyID BucketKeyEnabled";
  private static final String LIFECYCLE =
      "Rule ID Status Filter Prefix Tag And Key Value Expiration Days ExpiredObjectDeleteMarker"
          + " NoncurrentVersionExpiration NoncurrentDays NewerNoncurrentVersions"
          + " AbortIncompleteMultipartUpload DaysAfterInitiation ObjectSizeGreaterThan"
          + " ObjectSizeLessThan";
  private static final String TABLE =
      """
      versioning|BucketVersioning|BucketVersioning|VersioningConfiguration|Status MfaDelete|
      publicAccessBlock|PublicAccessBlock|BucketPublicAccessBlock|PublicAccessBlockConfiguration|%s|NoSuchPublicAccessBlockConfiguration
      policy|BucketPolicy|BucketPolicy|||NoSuchBucketPolicy
      encryption|BucketEncryption|EncryptionConfiguration|ServerSideEncryptionConfiguration|%s|ServerSideEncryptionConfigurationNotFoundError
      tagging|BucketTagging|BucketTagging|Tagging|TagSet Tag Key Value|NoSuchTagSet
      ownershipControls|BucketOwnershipControls|BucketOwnershipControls|OwnershipControls|Rule ObjectOwnership|OwnershipControlsNotFoundError
      lifecycle|BucketLifecycleConfiguration|LifecycleConfiguration|LifecycleConfiguration|%s|NoSuchLifecycleConfiguration
      """
          .formatted(PUBLIC_ACCESS, ENCRYPTION, LIFECYCLE);
  static final List<Kind> KINDS =
      TABLE
          .lines()
          .map(line -> line.split("\\|", -1))
          .map(c -> new Kind(c[0], c[1], c[2], c[3], c[4], c[5]))
          .toList();

  private final Map<String, String> documents = new HashMap<>();

  /** As a new bucket has them. */
  BucketSettings() {
    documents.put(
        "publicAccessBlock",
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
    documents.put(
        "ownershipControls",
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>");
    documents.put(
        "encryption",
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>");
    documents.put("versioning", "<VersioningConfiguration/>");
  }

  static Optional<Kind> kind(AwsRequest request) {
    return KINDS.stream().filter(kind -> request.query().containsKey(kind.query())).findFirst();
  }

  /** The document of a kind of setting; empty where it was never set. */
  synchronized String document(String query) {
    return documents.getOrDefault(query, "");
  }

  synchronized AwsAnswer answer(Kind kind, AwsRequest request) {
    return switch (request.method()) {
      case "GET" -> get(kind);
      case "PUT" -> {
        documents.put(kind.query(), checked(kind, request));
        yield AwsAnswer.empty(kind.query().equals("policy") ? 204 : 200);
      }
      case "DELETE" -> {
        documents.remove(kind.query());
        yield AwsAnswer.empty(204);
      }
      default -> throw new AwsRefusal(405, "MethodNotAllowed", "Not allowed here.");
    };
  }

  private AwsAnswer get(Kind kind) {
    String document = documents.get(kind.query());
    if (document == null) {
      throw new AwsRefusal(404, kind.unset(), "The bucket has no " + kind.query() + ".");
    }
    return kind.query().equals("policy")
        ? AwsAnswer.of(200, "application/json", document)
        : AwsAnswer.xml(200, document);
  }

  private String checked(Kind kind, AwsRequest request) {
    if (kind.query().equals("policy")) {
      return checkedPolicy(request.text());
    }
    Element root = Xml.parse(request.body());
    if (!root.getTagName().equals(kind.root())) {
      throw malformed("the root is " + root.getTagName());
    }
    Xml.all(root)
        .skip(1)
        .map(Element::getTagName)
        .filter(name -> !List.of(kind.elements().split(" ")).contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw malformed("there is no " + name);
            });
    if (kind.query().equals("versioning")
        && !Set.of("Enabled", "Suspended").contains(Xml.text(root, "Status"))) {
      throw malformed("Status");
    }
    return Xml.written(root);
  }

  private static AwsRefusal malformed(String why) {
    return new AwsRefusal(
        400, "MalformedXML", "The XML you provided did not validate against our schema: " + why);
  }

  private String checkedPolicy(String text) {
    JsonNode policy;
    try {
      policy = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AwsRefusal(400, "MalformedPolicy", "This policy contains invalid Json");
    }
    if (!policy.path("Version").asText().equals("2012-10-17")
        || policy.path("Statement").isEmpty()) {
      throw new AwsRefusal(400, "MalformedPolicy", "Missing required field Version or Statement");
    }
    for (JsonNode statement : policy.path("Statement")) {
      for (String field : List.of("Effect", "Principal", "Action", "Resource")) {
        if (!statement.has(field)) {
          throw new AwsRefusal(400, "MalformedPolicy", "Missing required field " + field);
        }
      }
      boolean isPublic =
          statement.path("Effect").asText().equals("Allow")
              && (statement.path("Principal").asText().equals("*")
                  || statement.path("Principal").path("AWS").asText().equals("*"))
              && !statement.has("Condition");
      if (isPublic
          && documents
              .getOrDefault("publicAccessBlock", "")
              .contains("<BlockPublicPolicy>true</BlockPublicPolicy>")) {
        throw new AwsRefusal(
            403, "AccessDenied", "Public policies are blocked by the BlockPublicPolicy setting.");
      }
    }
    return text;
  }

  /** Whether CloudFront may do that for a distribution. */
  synchronized boolean allow(String action, String resource, String distribution) {
    String document = documents.get("policy");
    if (document == null) {
      return false;
    }
    boolean allowed = false;
    for (JsonNode statement : Json.read(document, JsonNode.class).path("Statement")) {
      boolean fits =
          any(statement.path("Principal").path("Service"), "cloudfront.amazonaws.com")
              && any(statement.path("Action"), action)
              && any(statement.path("Resource"), resource)
              && conditionsHold(statement.path("Condition"), distribution);
      if (fits && statement.path("Effect").asText().equals("Deny")) {
        return false;
      }
      allowed |= fits;
    }
    return allowed;
  }

  private static boolean conditionsHold(JsonNode conditions, String distribution) {
    return conditions.properties().stream()
        .flatMap(operator -> operator.getValue().properties().stream())
        .allMatch(
            condition ->
                switch (condition.getKey().toLowerCase(Locale.ROOT)) {
                  case "aws:sourcearn" -> any(condition.getValue(), distribution);
                  case "aws:sourceaccount" -> any(condition.getValue(), FakeAws.ACCOUNT);
                  default -> false;
                });
  }

  private static boolean any(JsonNode patterns, String value) {
    return patterns.isArray()
        ? patterns.valueStream().anyMatch(pattern -> Wildcards.match(pattern.asText(), value))
        : Wildcards.match(patterns.asText(), value);
  }
}
