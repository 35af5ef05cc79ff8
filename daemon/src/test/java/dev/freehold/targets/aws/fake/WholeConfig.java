package dev.freehold.targets.aws.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * What CloudFront adds to a new distribution, and then wants to be said with each change
 * (distribution-overview-required-fields in its guide).
 */
final class WholeConfig {
  private static final String NONE = "<Quantity>0</Quantity>";

  private static final Map<String, String> DISTRIBUTION =
      Map.ofEntries(
          Map.entry("Aliases", NONE),
          Map.entry("DefaultRootObject", ""),
          Map.entry("CacheBehaviors", NONE),
          Map.entry("CustomErrorResponses", NONE),
          Map.entry(
              "Logging",
              "<Enabled>false</Enabled><IncludeCookies>false</IncludeCookies><Bucket></Bucket>"
                  + "<Prefix></Prefix>"),
          Map.entry("PriceClass", "PriceClass_All"),
          Map.entry(
              "ViewerCertificate",
              "<CloudFrontDefaultCertificate>true</CloudFrontDefaultCertificate>"),
          Map.entry(
              "Restrictions",
              "<GeoRestriction><RestrictionType>none</RestrictionType>"
                  + NONE
                  + "</GeoRestriction>"),
          Map.entry("WebACLId", ""),
          Map.entry("HttpVersion", "http2"));

  private static final Map<String, String> ORIGIN = Map.of("OriginPath", "", "CustomHeaders", NONE);

  private static final Map<String, String> SERVER =
      Map.of(
          "OriginSslProtocols",
          "<Quantity>1</Quantity><Items><SslProtocol>TLSv1.2</SslProtocol></Items>",
          "OriginReadTimeout",
          "30",
          "OriginKeepaliveTimeout",
          "5");

  private static final Map<String, String> BEHAVIOUR =
      Map.of(
          "AllowedMethods",
          "<Quantity>2</Quantity><Items><Method>HEAD</Method><Method>GET</Method></Items>"
              + "<CachedMethods><Quantity>2</Quantity><Items><Method>HEAD</Method>"
              + "<Method>GET</Method></Items></CachedMethods>",
          "SmoothStreaming",
          "false",
          "Compress",
          "false",
          "LambdaFunctionAssociations",
          NONE,
          "FieldLevelEncryptionId",
          "");

  private WholeConfig() {}

  static void complete(Element config) {
    parts(config)
        .forEach(
            (part, fields) ->
                fields.forEach(
                    (name, value) -> {
                      if (Xml.at(part, name).isEmpty()) {
                        Xml.add(part, name, value);
                      }
                    }));
  }

  static void require(Element config) {
    parts(config)
        .forEach(
            (part, fields) ->
                fields.keySet().stream()
                    .sorted()
                    .filter(name -> Xml.at(part, name).isEmpty())
                    .findFirst()
                    .ifPresent(
                        name -> {
                          throw FakeCloudFront.invalid("The parameter " + name + " is required.");
                        }));
  }

  private static Map<Element, Map<String, String>> parts(Element config) {
    var parts = new LinkedHashMap<Element, Map<String, String>>();
    parts.put(config, DISTRIBUTION);
    List<Element> origins = Xml.items(config, "Origins");
    origins.forEach(origin -> parts.put(origin, ORIGIN));
    origins.stream()
        .flatMap(origin -> Xml.at(origin, "CustomOriginConfig").stream())
        .forEach(server -> parts.put(server, SERVER));
    Xml.items(config, "CacheBehaviors").forEach(one -> parts.put(one, BEHAVIOUR));
    Xml.at(config, "DefaultCacheBehavior").ifPresent(one -> parts.put(one, BEHAVIOUR));
    return parts;
  }
}
