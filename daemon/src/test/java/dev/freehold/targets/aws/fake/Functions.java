package dev.freehold.targets.aws.fake;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/** CloudFront's functions, with the stage that is written and the one that answers visitors. */
final class Functions {
  private static final String STORES = "KeyValueStoreAssociations";

  /**
   * @param etag of this version of this stage
   */
  record Code(Element config, byte[] source, String etag, Instant modified) {
    Optional<String> store() {
      return Xml.items(config, STORES).stream()
          .map(one -> Xml.text(one, "KeyValueStoreARN"))
          .findFirst();
    }
  }

  private static final class Function {
    final String name;
    Code development;
    Optional<Code> live = Optional.empty();

    Function(String name, Code development) {
      this.name = name;
      this.development = development;
    }
  }

  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final KeyValueStores stores;
  private final Predicate<String> isUsed;

  /**
   * @param isUsed whether a distribution names the function of an ARN
   */
  Functions(KeyValueStores stores, Predicate<String> isUsed) {
    this.stores = stores;
    this.isUsed = isUsed;
  }

  private static String arn(String name) {
    return "arn:aws:cloudfront::" + FakeAws.ACCOUNT + ":function/" + name;
  }

  /** Version of what answers visitors, by name. */
  Map<String, String> everything() {
    var all = new TreeMap<String, String>();
    functions.forEach(
        (name, function) -> all.put(name, function.live.map(Code::etag).orElse("never published")));
    return all;
  }

  /** What answers visitors. */
  Optional<Code> live(String arn) {
    return functions.values().stream()
        .filter(function -> arn(function.name).equals(arn))
        .findFirst()
        .flatMap(function -> function.live);
  }

  boolean use(String store) {
    return functions.values().stream()
        .anyMatch(
            function ->
                function.development.store().equals(Optional.of(store))
                    || function.live.flatMap(Code::store).equals(Optional.of(store)));
  }

  Operation operation(AwsRequest request, String name, String part) {
    String arn = arn(name);
    String call =
        request.method() + (name.isEmpty() ? "" : " name") + (part.isEmpty() ? "" : " " + part);
    return switch (call) {
      case "POST" ->
          Operation.of(
              "cloudfront:CreateFunction",
              arn(Xml.text(Xml.parse(request.body()), "Name")),
              () -> create(request));
      case "GET" -> Operation.of("cloudfront:ListFunctions", "*", () -> list(request));
      case "GET name describe" ->
          Operation.of("cloudfront:DescribeFunction", arn, () -> describe(request, name));
      case "GET name" -> Operation.of("cloudfront:GetFunction", arn, () -> source(request, name));
      case "PUT name" ->
          Operation.of("cloudfront:UpdateFunction", arn, () -> update(request, name));
      case "POST name publish" ->
          Operation.of("cloudfront:PublishFunction", arn, () -> publish(request, name));
      case "DELETE name" ->
          Operation.of("cloudfront:DeleteFunction", arn, () -> delete(request, name));
      default -> throw FakeCloudFront.noSuchCall(request);
    };
  }

  private Function named(String name) {
    return Optional.ofNullable(functions.get(name)).orElseThrow(Functions::none);
  }

  private static AwsRefusal none() {
    return new AwsRefusal(404, "NoSuchFunctionExists", "The function does not exist.");
  }

  private Code code(Element body) {
    Element config =
        Xml.at(body, "FunctionConfig")
            .orElseThrow(() -> FakeCloudFront.invalid("FunctionConfig is required."));
    if (!Xml.text(config, "Runtime").equals("cloudfront-js-2.0")) {
      throw FakeCloudFront.invalid("The runtime is " + Xml.text(config, "Runtime"));
    }
    FakeCloudFront.checkQuantities(config);
    List<Element> associations = Xml.items(config, STORES);
    if (associations.size() > 1) {
      throw FakeCloudFront.invalid("A function has one key value store at most.");
    }
    for (Element association : associations) {
      String arn = Xml.text(association, "KeyValueStoreARN");
      if (stores.byArn(arn).isEmpty()) {
        throw FakeCloudFront.invalid("There is no key value store " + arn);
      }
    }
    byte[] source;
    try {
      source = Base64.getDecoder().decode(Xml.text(body, "FunctionCode"));
    } catch (IllegalArgumentException e) {
      throw FakeCloudFront.invalid("The code is not base64.");
    }
    if (source.length > 10 * 1024) {
      throw new AwsRefusal(413, "FunctionSizeLimitExceeded", "The function exceeds 10 KB.");
    }
    if (source.length == 0) {
      throw FakeCloudFront.invalid("The code is empty.");
    }
    return new Code(config, source, "ETVP" + Etags.id(), Instant.now());
  }

  private String summary(Function function, Code code, String stage) {
    String status =
        stage.equals("DEVELOPMENT") && function.live.isEmpty()
            ? "UNPUBLISHED"
            : isUsed.test(arn(function.name)) ? "DEPLOYED" : "UNASSOCIATED";
    return Xml.element(
        "FunctionSummary",
        Xml.element("Name", function.name)
            + Xml.element("Status", status)
            + Xml.written(code.config())
            + Xml.element(
                "FunctionMetadata",
                Xml.element("FunctionARN", arn(function.name))
                    + Xml.element("Stage", stage)
                    + Xml.element("CreatedTime", code.modified())
                    + Xml.element("LastModifiedTime", code.modified())));
  }

  private AwsAnswer create(AwsRequest request) {
    Element body = Xml.parse(request.body());
    String name = Xml.text(body, "Name");
    if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
      throw FakeCloudFront.invalid("The name of the function is " + name);
    }
    if (functions.containsKey(name)) {
      throw new AwsRefusal(
          409, "FunctionAlreadyExists", "A function with the same name already exists.");
    }
    var function = new Function(name, code(body));
    functions.put(name, function);
    return AwsAnswer.xml(201, summary(function, function.development, "DEVELOPMENT"))
        .with("ETag", function.development.etag())
        .with("Location", "https://cloudfront.amazonaws.com/2020-05-31/function/" + arn(name));
  }

  private AwsAnswer list(AwsRequest request) {
    String stage = request.query().getOrDefault("Stage", "DEVELOPMENT");
    return Pages.page(
        request,
        "FunctionList",
        functions.values().stream()
            .filter(one -> !stage.equals("LIVE") || one.live.isPresent())
            .toList(),
        one -> one.name,
        one -> summary(one, staged(one, stage), stage));
  }

  private static String stage(AwsRequest request) {
    return request.query().getOrDefault("Stage", "DEVELOPMENT");
  }

  private static Code staged(Function function, String stage) {
    return stage.equals("LIVE") ? function.live.orElseThrow(Functions::none) : function.development;
  }

  private AwsAnswer describe(AwsRequest request, String name) {
    Code code = staged(named(name), stage(request));
    return AwsAnswer.xml(200, summary(named(name), code, stage(request))).with("ETag", code.etag());
  }

  private AwsAnswer source(AwsRequest request, String name) {
    Code code = staged(named(name), stage(request));
    return new AwsAnswer(
        200,
        Map.of("Content-Type", "application/octet-stream", "ETag", code.etag()),
        code.source());
  }

  private AwsAnswer update(AwsRequest request, String name) {
    Function function = named(name);
    Etags.check(request, function.development.etag());
    function.development = code(Xml.parse(request.body()));
    // the service writes the name of this header so
    return AwsAnswer.xml(200, summary(function, function.development, "DEVELOPMENT"))
        .with("ETtag", function.development.etag());
  }

  private AwsAnswer publish(AwsRequest request, String name) {
    Function function = named(name);
    Code code = function.development;
    Etags.check(request, code.etag());
    function.live =
        Optional.of(new Code(code.config(), code.source(), "ETVP" + Etags.id(), Instant.now()));
    return AwsAnswer.xml(200, summary(function, function.live.get(), "LIVE"));
  }

  private AwsAnswer delete(AwsRequest request, String name) {
    Function function = named(name);
    Etags.check(request, function.development.etag());
    if (isUsed.test(arn(name))) {
      throw new AwsRefusal(
          409, "FunctionInUse", "Cannot delete the function because a distribution uses it.");
    }
    functions.remove(name);
    return AwsAnswer.empty(204);
  }
}
