package dev.freehold.targets.aws.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.w3c.dom.Element;

/** By what CloudFront signs its requests to a bucket. */
final class AccessControls {
  private record Control(String id, Element config, String etag) {
    String name() {
      return Xml.text(config, "Name");
    }

    String xml() {
      return Xml.element("OriginAccessControl", Xml.element("Id", id) + Xml.written(config));
    }

    String summary() {
      var fields = new StringBuilder(Xml.element("Id", id));
      Xml.children(config).forEach(field -> fields.append(Xml.written(field)));
      return Xml.element("OriginAccessControlSummary", fields);
    }
  }

  private final Map<String, Control> controls = new LinkedHashMap<>();
  private final Predicate<String> isUsed;

  AccessControls(Predicate<String> isUsed) {
    this.isUsed = isUsed;
  }

  boolean has(String id) {
    return controls.containsKey(id);
  }

  Operation operation(AwsRequest request, String id, String part) {
    String arn = "arn:aws:cloudfront::" + FakeAws.ACCOUNT + ":origin-access-control/" + id;
    String call =
        request.method() + (id.isEmpty() ? "" : " id") + (part.isEmpty() ? "" : " " + part);
    return switch (call) {
      case "POST" ->
          Operation.of("cloudfront:CreateOriginAccessControl", "*", () -> create(request));
      case "GET" ->
          Operation.of(
              "cloudfront:ListOriginAccessControls",
              "*",
              () ->
                  Pages.page(
                      request,
                      "OriginAccessControlList",
                      controls.values(),
                      Control::id,
                      Control::summary));
      case "GET id" ->
          Operation.of(
              "cloudfront:GetOriginAccessControl",
              arn,
              () -> AwsAnswer.xml(200, named(id).xml()).with("ETag", named(id).etag()));
      case "DELETE id" ->
          Operation.of("cloudfront:DeleteOriginAccessControl", arn, () -> delete(request, id));
      default -> throw FakeCloudFront.noSuchCall(request);
    };
  }

  private Control named(String id) {
    return Optional.ofNullable(controls.get(id))
        .orElseThrow(
            () ->
                new AwsRefusal(
                    404, "NoSuchOriginAccessControl", "The origin access control does not exist."));
  }

  private AwsAnswer create(AwsRequest request) {
    Element config = Xml.parse(request.body());
    String name = Xml.text(config, "Name");
    if (!name.matches(".{1,64}")
        || !Xml.text(config, "SigningProtocol").equals("sigv4")
        || !Set.of("always", "never", "no-override").contains(Xml.text(config, "SigningBehavior"))
        || !Set.of("s3", "lambda").contains(Xml.text(config, "OriginAccessControlOriginType"))) {
      throw FakeCloudFront.invalid("The origin access control has a wrong field.");
    }
    if (controls.values().stream().anyMatch(control -> control.name().equals(name))) {
      throw new AwsRefusal(
          409,
          "OriginAccessControlAlreadyExists",
          "An origin access control with this name already exists.");
    }
    var control = new Control(Etags.id(), config, Etags.id());
    controls.put(control.id(), control);
    return AwsAnswer.xml(201, control.xml())
        .with("ETag", control.etag())
        .with("Location", "/2020-05-31/origin-access-control/" + control.id());
  }

  private AwsAnswer delete(AwsRequest request, String id) {
    Etags.check(request, named(id).etag());
    if (isUsed.test(id)) {
      throw new AwsRefusal(409, "OriginAccessControlInUse", "The origin access control is in use.");
    }
    controls.remove(id);
    return AwsAnswer.empty(204);
  }
}
