package dev.freehold.targets.aws.fake;

import dev.freehold.targets.aws.fake.Distributions.Distribution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** What CloudFront refuses in the configuration of a distribution. */
final class DistributionRules {
  private static final Pattern HOST = Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");
  private static final Pattern BUCKET =
      Pattern.compile("[a-z0-9.-]+\\.s3(\\.[a-z0-9-]+)?\\.amazonaws\\.com");
  private static final List<Set<String>> METHODS =
      List.of(
          Set.of("GET", "HEAD"),
          Set.of("GET", "HEAD", "OPTIONS"),
          Set.of("GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"));
  private static final Set<String> ERRORS =
      Set.of("400", "403", "404", "405", "414", "416", "500", "501", "502", "503", "504");

  private final AccessControls controls;
  private final Functions functions;

  DistributionRules(AccessControls controls, Functions functions) {
    this.controls = controls;
    this.functions = functions;
  }

  /**
   * @param itself the one that is changed, if it is not a new one
   */
  void check(Element config, Collection<Distribution> others, Optional<Distribution> itself) {
    for (String field :
        List.of("CallerReference", "Origins", "DefaultCacheBehavior", "Comment", "Enabled")) {
      if (Xml.at(config, field).isEmpty()) {
        throw new AwsRefusal(400, "MalformedInput", field + " is required.");
      }
    }
    FakeCloudFront.checkQuantities(config);
    if (Xml.text(config, "DefaultRootObject").startsWith("/")) {
      throw new AwsRefusal(400, "InvalidDefaultRootObject", "It must not start with a slash.");
    }
    Set<String> origins = origins(config);
    behaviours(config, origins);
    aliases(config, others, itself);
    for (Element error : Xml.items(config, "CustomErrorResponses")) {
      boolean page = Xml.text(error, "ResponsePagePath").startsWith("/");
      boolean code = !Xml.text(error, "ResponseCode").isEmpty();
      if (!ERRORS.contains(Xml.text(error, "ErrorCode")) || page != code) {
        throw FakeCloudFront.invalid("A custom error response has a wrong field.");
      }
    }
  }

  private Set<String> origins(Element config) {
    var ids = new HashSet<String>();
    for (Element origin : Xml.items(config, "Origins")) {
      String domain = Xml.text(origin, "DomainName");
      String path = Xml.text(origin, "OriginPath");
      if (!ids.add(Xml.text(origin, "Id"))) {
        throw FakeCloudFront.invalid("Two origins have the same id.");
      }
      if (!HOST.matcher(domain).matches()) {
        throw FakeCloudFront.invalid("The parameter origin name is " + domain);
      }
      if (!path.isEmpty() && (!path.startsWith("/") || path.endsWith("/"))) {
        throw FakeCloudFront.invalid("The parameter origin path is " + path);
      }
      boolean ofS3 = Xml.at(origin, "S3OriginConfig").isPresent();
      Optional<Element> custom = Xml.at(origin, "CustomOriginConfig");
      if (ofS3 == custom.isPresent() || ofS3 && !BUCKET.matcher(domain).matches()) {
        throw new AwsRefusal(
            400, "InvalidOrigin", "The origin is neither a bucket nor another server: " + domain);
      }
      if (custom.isPresent()
          && (Xml.text(custom.get(), "HTTPPort").isEmpty()
              || Xml.text(custom.get(), "HTTPSPort").isEmpty()
              || !Set.of("http-only", "https-only", "match-viewer")
                  .contains(Xml.text(custom.get(), "OriginProtocolPolicy")))) {
        throw FakeCloudFront.invalid("The custom origin has a wrong field.");
      }
      String control = Xml.text(origin, "OriginAccessControlId");
      if (!control.isEmpty() && !controls.has(control)) {
        throw new AwsRefusal(
            400, "InvalidOriginAccessControl", "The origin access control is not valid.");
      }
      if (!control.isEmpty()
          && !Xml.text(origin, "S3OriginConfig/OriginAccessIdentity").isEmpty()) {
        throw new AwsRefusal(
            400,
            "IllegalOriginAccessConfiguration",
            "An origin has either an access control or an access identity.");
      }
    }
    if (ids.isEmpty()) {
      throw FakeCloudFront.invalid("A distribution has at least one origin.");
    }
    return ids;
  }

  private void behaviours(Element config, Set<String> origins) {
    var all = new ArrayList<>(Xml.items(config, "CacheBehaviors"));
    if (all.size() > 75) {
      throw new AwsRefusal(
          400, "TooManyCacheBehaviors", "A distribution has at most 75 cache behaviors.");
    }
    var patterns = new HashSet<String>();
    for (Element behaviour : all) {
      String pattern = Xml.text(behaviour, "PathPattern");
      if (pattern.isEmpty() || pattern.length() > 255 || !patterns.add(pattern)) {
        throw FakeCloudFront.invalid("The parameter path pattern is '" + pattern + "'");
      }
    }
    all.add(Xml.at(config, "DefaultCacheBehavior").orElseThrow());
    for (Element behaviour : all) {
      if (!origins.contains(Xml.text(behaviour, "TargetOriginId"))) {
        throw new AwsRefusal(
            404, "NoSuchOrigin", "One or more of your origins do not exist in the distribution.");
      }
      if (!Set.of("allow-all", "https-only", "redirect-to-https")
          .contains(Xml.text(behaviour, "ViewerProtocolPolicy"))) {
        throw FakeCloudFront.invalid("The parameter viewer protocol policy is wrong.");
      }
      policies(behaviour);
      Set<String> methods = new HashSet<>();
      Xml.items(behaviour, "AllowedMethods").forEach(one -> methods.add(one.getTextContent()));
      if (!methods.isEmpty() && !METHODS.contains(methods)) {
        throw FakeCloudFront.invalid("The parameter allowed methods is " + methods);
      }
      functions(behaviour);
    }
  }

  private static void policies(Element behaviour) {
    if (Xml.at(behaviour, "CachePolicyId").isEmpty()) {
      throw FakeCloudFront.invalid("The parameter ForwardedValues is required.");
    }
    managed(behaviour, "CachePolicy", ManagedPolicies.CACHE);
    managed(behaviour, "OriginRequestPolicy", ManagedPolicies.ORIGIN_REQUEST);
    managed(behaviour, "ResponseHeadersPolicy", ManagedPolicies.RESPONSE_HEADERS);
  }

  private static void managed(Element behaviour, String kind, Set<String> known) {
    String id = Xml.text(behaviour, kind + "Id");
    if (!id.isEmpty() && !known.contains(id)) {
      throw new AwsRefusal(404, "NoSuch" + kind, "The policy does not exist: " + id);
    }
  }

  private void functions(Element behaviour) {
    var events = new HashSet<String>();
    for (Element association : Xml.items(behaviour, "FunctionAssociations")) {
      String event = Xml.text(association, "EventType");
      String arn = Xml.text(association, "FunctionARN");
      if (!Set.of("viewer-request", "viewer-response").contains(event) || !events.add(event)) {
        throw new AwsRefusal(
            400, "InvalidFunctionAssociation", "The event of a function is " + event);
      }
      if (functions.live(arn).isEmpty()) {
        throw new AwsRefusal(
            400,
            "InvalidFunctionAssociation",
            "The function does not exist or is not published: " + arn);
      }
    }
  }

  private static void aliases(
      Element config, Collection<Distribution> others, Optional<Distribution> itself) {
    List<String> aliases =
        Xml.items(config, "Aliases").stream().map(Element::getTextContent).toList();
    if (aliases.isEmpty()) {
      return;
    }
    String certificate = Xml.text(config, "ViewerCertificate/ACMCertificateArn");
    if (!certificate.startsWith("arn:aws:acm:us-east-1:" + FakeAws.ACCOUNT + ":certificate/")) {
      throw new AwsRefusal(
          400,
          "InvalidViewerCertificate",
          "To add an alternate domain name, attach a trusted certificate of us-east-1.");
    }
    others.stream()
        .filter(other -> itself.isEmpty() || other != itself.get())
        .flatMap(other -> other.aliases().stream())
        .filter(aliases::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new AwsRefusal(
                  409, "CNAMEAlreadyExists", "One or more of the CNAMEs are taken: " + name);
            });
  }
}
