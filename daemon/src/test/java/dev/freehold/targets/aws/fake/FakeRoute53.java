package dev.freehold.targets.aws.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;

/** Zones and their records, by the API of 2013-04-01. */
final class FakeRoute53 implements AwsService {
  private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
  private static final String VERSION = "/2013-04-01/hostedzone";
  private static final String CLOUDFRONT = "Z2FDTNDATAQYW2";
  private static final Set<String> TYPES = Set.of("A", "AAAA", "CNAME", "TXT", "MX");

  /** By name and type: what is said of it, as XML. */
  private final Map<String, Map<String, String>> zones = new LinkedHashMap<>();

  private final Map<String, String> ids = new LinkedHashMap<>();

  /**
   * @param name {@code example.org}
   */
  synchronized void zone(String name) {
    ids.put("Z" + Etags.id(), name + ".");
    zones.put(name + ".", new TreeMap<>());
  }

  synchronized void record(String zone, String name, String type, String value) {
    zones
        .get(zone + ".")
        .put(
            key(name + ".", type),
            Xml.element("Name", name + ".")
                + Xml.element("Type", type)
                + Xml.element("TTL", 300)
                + Xml.element(
                    "ResourceRecords", Xml.element("ResourceRecord", Xml.element("Value", value))));
  }

  private static String key(String name, String type) {
    return name + " " + type;
  }

  /** Records of all zones, by name and type. */
  synchronized Map<String, String> everything() {
    var all = new TreeMap<String, String>();
    zones.values().forEach(all::putAll);
    return all;
  }

  /** As the world sees it. */
  synchronized boolean isCname(String name, String value) {
    return zones.values().stream()
        .flatMap(records -> records.entrySet().stream())
        .filter(record -> record.getKey().equals(key(name, "CNAME")))
        .anyMatch(
            record -> {
              String seen = record.getValue().replaceAll("(?s).*<Value>(.*)</Value>.*", "$1");
              return (seen.endsWith(".") ? seen : seen + ".").equals(value);
            });
  }

  @Override
  public Operation operation(AwsRequest request) {
    String path = request.path();
    if (!path.startsWith(VERSION)) {
      throw new AwsRefusal(404, "UnknownOperationException", "No such call: " + path);
    }
    String[] parts = path.substring(VERSION.length()).split("/");
    String id = parts.length > 1 ? parts[1] : "";
    String call = request.method() + (id.isEmpty() ? "" : " " + (parts.length > 2 ? parts[2] : ""));
    String arn = "arn:aws:route53:::hostedzone/" + id;
    return switch (call) {
      case "GET" -> Operation.of("route53:ListHostedZones", "*", this::list);
      case "GET rrset" ->
          Operation.of("route53:ListResourceRecordSets", arn, () -> records(request, id));
      case "POST rrset" ->
          Operation.of(
              "route53:ChangeResourceRecordSets", arn, () -> change(id, Xml.parse(request.body())));
      default -> throw new AwsRefusal(404, "UnknownOperationException", "No such call: " + path);
    };
  }

  private synchronized AwsAnswer list() {
    var items = new StringBuilder();
    ids.forEach(
        (id, name) ->
            items.append(
                Xml.element(
                    "HostedZone",
                    Xml.element("Id", "/hostedzone/" + id)
                        + Xml.element("Name", name)
                        + Xml.element("CallerReference", id)
                        + Xml.element("Config", Xml.element("PrivateZone", false)))));
    return answer(
        "ListHostedZonesResponse",
        Xml.element("HostedZones", items)
            + Xml.element("IsTruncated", false)
            + Xml.element("MaxItems", 100));
  }

  private Map<String, String> require(String id) {
    String name = ids.get(id);
    if (name == null) {
      throw new AwsRefusal(404, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
    }
    return zones.get(name);
  }

  private synchronized AwsAnswer records(AwsRequest request, String id) {
    String from = request.query().getOrDefault("name", "");
    String start = from.isEmpty() || from.endsWith(".") ? from : from + ".";
    var items = new StringBuilder();
    require(id).entrySet().stream()
        .filter(record -> start.isEmpty() || record.getKey().compareTo(start) >= 0)
        .forEach(record -> items.append(Xml.element("ResourceRecordSet", record.getValue())));
    return answer(
        "ListResourceRecordSetsResponse",
        Xml.element("ResourceRecordSets", items)
            + Xml.element("IsTruncated", false)
            + Xml.element("MaxItems", 300));
  }

  /** All of a batch, or nothing of it. */
  private synchronized AwsAnswer change(String id, Element request) {
    Map<String, String> records = require(id);
    String zone = ids.get(id);
    var after = new TreeMap<>(records);
    for (Element change : Xml.children(Xml.at(request, "ChangeBatch/Changes").orElseThrow())) {
      apply(
          zone,
          after,
          Xml.text(change, "Action"),
          Xml.at(change, "ResourceRecordSet").orElseThrow());
    }
    records.clear();
    records.putAll(after);
    return answer(
        "ChangeResourceRecordSetsResponse",
        Xml.element(
            "ChangeInfo",
            Xml.element("Id", "/change/C" + Etags.id())
                + Xml.element("Status", "PENDING")
                + Xml.element("SubmittedAt", "2026-11-30T00:00:00Z")));
  }

  private static void apply(String zone, Map<String, String> records, String action, Element set) {
    String said = Xml.text(set, "Name");
    String name = said.endsWith(".") ? said : said + ".";
    String type = Xml.text(set, "Type");
    if (!TYPES.contains(type) || !("." + name).endsWith("." + zone)) {
      throw invalid("RRSet with DNS name " + name + " is not permitted in zone " + zone);
    }
    String content = content(name, type, set);
    switch (action) {
      case "UPSERT" -> records.put(key(name, type), content);
      case "CREATE" -> {
        if (records.putIfAbsent(key(name, type), content) != null) {
          throw invalid("Tried to create " + name + " of type " + type + " but it already exists");
        }
      }
      case "DELETE" -> {
        if (!content.equals(records.get(key(name, type)))) {
          throw invalid(
              "Tried to delete " + name + " of type " + type + " but the values do not match");
        }
        records.remove(key(name, type));
      }
      default -> throw invalid("No such action: " + action);
    }
    boolean alias = records.keySet().stream().anyMatch(key -> key.equals(key(name, "CNAME")));
    long others = records.keySet().stream().filter(key -> key.startsWith(name + " ")).count();
    if (alias && others > 1) {
      throw invalid(
          "RRSet of type CNAME with DNS name " + name + " is not permitted beside others");
    }
  }

  private static String content(String name, String type, Element set) {
    var parts =
        new ArrayList<String>(List.of(Xml.element("Name", name), Xml.element("Type", type)));
    if (Xml.at(set, "AliasTarget").isPresent()) {
      String target = Xml.text(set, "AliasTarget/DNSName");
      if (!Xml.text(set, "AliasTarget/HostedZoneId").equals(CLOUDFRONT)
          || !target.matches("d[a-z0-9]+\\.cloudfront\\.net\\.?")) {
        throw invalid("Tried to create an alias that targets " + target + ", which is not there");
      }
      parts.add(
          Xml.element(
              "AliasTarget",
              Xml.element("HostedZoneId", CLOUDFRONT)
                  + Xml.element("DNSName", target.endsWith(".") ? target : target + ".")
                  + Xml.element("EvaluateTargetHealth", false)));
    } else {
      if (Xml.text(set, "TTL").isEmpty()) {
        throw invalid("Missing field 'TTL'");
      }
      var values = new StringBuilder();
      Xml.children(Xml.at(set, "ResourceRecords").orElseThrow())
          .forEach(
              one ->
                  values.append(
                      Xml.element("ResourceRecord", Xml.element("Value", Xml.text(one, "Value")))));
      parts.add(Xml.element("TTL", Xml.text(set, "TTL")));
      parts.add(Xml.element("ResourceRecords", values));
    }
    return String.join("", parts);
  }

  private static AwsRefusal invalid(String why) {
    return new AwsRefusal(400, "InvalidChangeBatch", "[" + why + "]");
  }

  private static AwsAnswer answer(String name, String content) {
    return AwsAnswer.xml(
        200, "<" + name + " xmlns=\"" + NAMESPACE + "\">" + content + "</" + name + ">");
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
