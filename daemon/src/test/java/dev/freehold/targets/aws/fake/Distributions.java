package dev.freehold.targets.aws.fake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.w3c.dom.Element;

/** Distributions: what was last asked for, and what the edge has of it by now. */
final class Distributions {
  /** One distribution. */
  static final class Distribution {
    final String id = Etags.id();
    final String domain = "d" + UUID.randomUUID().toString().substring(24) + ".cloudfront.net";
    final Map<String, String> tags = new TreeMap<>();
    String etag = Etags.id();
    Element config;
    Instant modified = Instant.now();
    private Optional<Element> deployed = Optional.empty();
    private Instant deploys;

    Distribution(Element config, Instant deploys) {
      this.config = config;
      this.deploys = deploys;
    }

    String arn() {
      return "arn:aws:cloudfront::" + FakeAws.ACCOUNT + ":distribution/" + id;
    }

    void change(Element to, Instant until) {
      deployed();
      config = to;
      deploys = until;
      modified = Instant.now();
      etag = Etags.id();
    }

    boolean isDeployed() {
      return !Instant.now().isBefore(deploys);
    }

    /** What visitors see: for a while that is what was before the last change. */
    Optional<Element> deployed() {
      if (isDeployed()) {
        deployed = Optional.of(config);
      }
      return deployed;
    }

    List<String> aliases() {
      return Xml.items(config, "Aliases").stream().map(Element::getTextContent).toList();
    }

    private String fields() {
      return Xml.element("Id", id)
          + Xml.element("ARN", arn())
          + Xml.element("Status", isDeployed() ? "Deployed" : "InProgress")
          + Xml.element("LastModifiedTime", modified)
          + Xml.element("DomainName", domain);
    }

    String xml() {
      return Xml.element(
          "Distribution",
          fields()
              + Xml.element("InProgressInvalidationBatches", 0)
              + "<ActiveTrustedSigners><Enabled>false</Enabled><Quantity>0</Quantity></ActiveTrustedSigners>"
              + Xml.written(config));
    }

    String summary() {
      var text = new StringBuilder(fields());
      Xml.children(config).stream()
          .filter(field -> !Set.of("CallerReference", "Logging").contains(field.getTagName()))
          .forEach(field -> text.append(Xml.written(field)));
      return Xml.element("DistributionSummary", text);
    }
  }

  private final Map<String, Distribution> distributions = new LinkedHashMap<>();
  private final DistributionRules rules;
  private long deployMillis;

  Distributions(AccessControls controls, Functions functions) {
    rules = new DistributionRules(controls, functions);
  }

  /** Version of each, by id. */
  Map<String, String> everything() {
    var all = new TreeMap<String, String>();
    distributions.forEach((id, one) -> all.put(id, one.etag));
    return all;
  }

  /** A tag's value, by the distribution's id. */
  Map<String, String> tagged(String key) {
    var all = new TreeMap<String, String>();
    distributions.forEach((id, one) -> all.put(id, one.tags.getOrDefault(key, "")));
    return all;
  }

  void take(long millis) {
    deployMillis = millis;
  }

  void finish() {
    distributions.values().forEach(one -> one.deploys = Instant.now());
  }

  /** Whether one says a text as the whole of a field. */
  boolean say(String text) {
    return distributions.values().stream()
        .flatMap(one -> Xml.all(one.config))
        .anyMatch(field -> Xml.children(field).isEmpty() && field.getTextContent().equals(text));
  }

  Optional<Distribution> at(String host) {
    return distributions.values().stream()
        .filter(one -> one.domain.equals(host) || one.aliases().contains(host))
        .findFirst();
  }

  Operation operation(AwsRequest request, String id, String part) {
    String arn = "arn:aws:cloudfront::" + FakeAws.ACCOUNT + ":distribution/" + id;
    String call =
        request.method() + (id.isEmpty() ? "" : " id") + (part.isEmpty() ? "" : " " + part);
    return switch (call) {
      case "POST" ->
          request.query().containsKey("WithTags")
              ? new Operation(
                  "cloudfront:CreateDistributionWithTags",
                  List.of(
                      new Permission("cloudfront:CreateDistribution", arn + "*"),
                      new Permission("cloudfront:TagResource", arn + "*")),
                  () -> create(Xml.parse(request.body())))
              : Operation.of(
                  "cloudfront:CreateDistribution",
                  arn + "*",
                  () -> create(Xml.parse(request.body())));
      case "GET" ->
          Operation.of(
              "cloudfront:ListDistributions",
              "*",
              () ->
                  Pages.page(
                      request,
                      "DistributionList",
                      distributions.values(),
                      one -> one.id,
                      Distribution::summary));
      case "GET id" ->
          Operation.of(
              "cloudfront:GetDistribution",
              arn,
              () -> AwsAnswer.xml(200, named(id).xml()).with("ETag", named(id).etag));
      case "GET id config" ->
          Operation.of(
              "cloudfront:GetDistributionConfig",
              arn,
              () -> AwsAnswer.xml(200, Xml.written(named(id).config)).with("ETag", named(id).etag));
      case "PUT id config" ->
          Operation.of("cloudfront:UpdateDistribution", arn, () -> update(request, id));
      case "DELETE id" ->
          Operation.of("cloudfront:DeleteDistribution", arn, () -> delete(request, id));
      default -> throw FakeCloudFront.noSuchCall(request);
    };
  }

  private Distribution named(String id) {
    return Optional.ofNullable(distributions.get(id))
        .orElseThrow(
            () ->
                new AwsRefusal(
                    404, "NoSuchDistribution", "The specified distribution does not exist."));
  }

  private AwsAnswer create(Element body) {
    Element config = Xml.at(body, "DistributionConfig").orElse(body);
    String reference = Xml.text(config, "CallerReference");
    rules.check(config, distributions.values(), Optional.empty());
    if (distributions.values().stream()
        .anyMatch(one -> Xml.text(one.config, "CallerReference").equals(reference))) {
      throw new AwsRefusal(
          409,
          "DistributionAlreadyExists",
          "The caller reference you are using is associated with another distribution.");
    }
    WholeConfig.complete(config);
    var made = new Distribution(config, Instant.now().plusMillis(deployMillis));
    Xml.items(body, "Tags").forEach(tag -> tag(made, tag));
    distributions.put(made.id, made);
    return AwsAnswer.xml(201, made.xml())
        .with("ETag", made.etag)
        .with("Location", "https://cloudfront.amazonaws.com/2020-05-31/distribution/" + made.id);
  }

  private AwsAnswer update(AwsRequest request, String id) {
    Distribution one = named(id);
    Etags.check(request, one.etag);
    Element config = Xml.parse(request.body());
    if (!Xml.text(config, "CallerReference").equals(Xml.text(one.config, "CallerReference"))) {
      throw new AwsRefusal(400, "IllegalUpdate", "The caller reference cannot be changed.");
    }
    WholeConfig.require(config);
    rules.check(config, distributions.values(), Optional.of(one));
    one.change(config, Instant.now().plusMillis(deployMillis));
    return AwsAnswer.xml(200, one.xml()).with("ETag", one.etag);
  }

  private AwsAnswer delete(AwsRequest request, String id) {
    Distribution one = named(id);
    Etags.check(request, one.etag);
    if (Xml.text(one.config, "Enabled").equals("true") || !one.isDeployed()) {
      throw new AwsRefusal(
          409,
          "DistributionNotDisabled",
          "The distribution you are trying to delete has not been disabled.");
    }
    distributions.remove(id);
    return AwsAnswer.empty(204);
  }

  private static void tag(Distribution one, Element tag) {
    String key = Xml.text(tag, "Key");
    if (!key.matches("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}") || key.startsWith("aws:")) {
      throw new AwsRefusal(400, "InvalidTagging", "The key of a tag is '" + key + "'.");
    }
    one.tags.put(key, Xml.text(tag, "Value"));
  }

  Operation tagging(AwsRequest request) {
    String arn = request.query().getOrDefault("Resource", "");
    String operation = request.query().getOrDefault("Operation", "");
    return switch (operation) {
      case "Tag" ->
          Operation.of(
              "cloudfront:TagResource",
              arn,
              () -> {
                Distribution one = byArn(arn);
                items(request).forEach(tag -> tag(one, tag));
                return AwsAnswer.empty(204);
              });
      case "Untag" ->
          Operation.of(
              "cloudfront:UntagResource",
              arn,
              () -> {
                Distribution one = byArn(arn);
                items(request).forEach(key -> one.tags.remove(key.getTextContent()));
                return AwsAnswer.empty(204);
              });
      default -> Operation.of("cloudfront:ListTagsForResource", arn, () -> tags(byArn(arn)));
    };
  }

  private static List<Element> items(AwsRequest request) {
    return Xml.at(Xml.parse(request.body()), "Items").map(Xml::children).orElse(List.of());
  }

  private static AwsAnswer tags(Distribution one) {
    var items = new StringBuilder();
    one.tags.forEach(
        (key, value) ->
            items.append(
                Xml.element(
                    "Tag",
                    Xml.element("Key", Xml.escaped(key))
                        + Xml.element("Value", Xml.escaped(value)))));
    return AwsAnswer.xml(200, Xml.element("Tags", Xml.element("Items", items)));
  }

  private Distribution byArn(String arn) {
    return distributions.values().stream()
        .filter(one -> one.arn().equals(arn))
        .findFirst()
        .orElseThrow(
            () -> new AwsRefusal(404, "NoSuchResource", "A resource was not found: " + arn));
  }
}
