package dev.freehold.targets.aws.fake;

import java.util.List;
import java.util.function.Supplier;
import org.w3c.dom.Element;

/** CloudFront's API of 2020-05-31: it finds who answers a call, and lets one at a time. */
final class FakeCloudFront implements AwsService {
  private static final String VERSION = "/2020-05-31/";
  final KeyValueStores stores = new KeyValueStores(this::isUsedStore);
  final Functions functions = new Functions(stores, this::isUsed);
  final AccessControls controls = new AccessControls(this::isUsed);
  final Distributions distributions = new Distributions(controls, functions);

  private boolean isUsedStore(String arn) {
    return functions.use(arn);
  }

  /** Whether a distribution's configuration says a text as the whole of a field. */
  private boolean isUsed(String text) {
    return distributions.say(text);
  }

  @Override
  public Operation operation(AwsRequest request) {
    if (!request.path().startsWith(VERSION)) {
      throw noSuchCall(request);
    }
    String[] parts = request.path().substring(VERSION.length()).split("/");
    String id = parts.length < 2 ? "" : AwsRequest.decoded(parts[1]);
    String part = parts.length < 3 ? "" : parts[2];
    Operation operation =
        switch (parts[0]) {
          case "key-value-store" -> stores.operation(request, id);
          case "function" -> oneAtATime(() -> functions.operation(request, id, part));
          case "origin-access-control" -> oneAtATime(() -> controls.operation(request, id, part));
          case "distribution" -> oneAtATime(() -> distributions.operation(request, id, part));
          case "tagging" -> oneAtATime(() -> distributions.tagging(request));
          default -> throw noSuchCall(request);
        };
    return new Operation(
        operation.name(), operation.permissions(), () -> oneAtATime(operation.work()));
  }

  synchronized <T> T oneAtATime(Supplier<T> work) {
    return work.get();
  }

  static AwsRefusal noSuchCall(AwsRequest request) {
    return new AwsRefusal(
        404, "UnknownOperationException", "No such call: " + request.method() + request.path());
  }

  static AwsRefusal invalid(String why) {
    return new AwsRefusal(400, "InvalidArgument", why);
  }

  /** Every list says how many it has. */
  static void checkQuantities(Element config) {
    Xml.all(config)
        .filter(element -> Xml.at(element, "Quantity").isPresent())
        .forEach(
            element -> {
              List<Element> items = Xml.at(element, "Items").map(Xml::children).orElse(List.of());
              if (!Xml.text(element, "Quantity").equals(String.valueOf(items.size()))) {
                throw new AwsRefusal(
                    400,
                    "InconsistentQuantities",
                    "The quantity of " + element.getTagName() + " and its items differ.");
              }
            });
  }

  @Override
  public AwsAnswer refusal(AwsRefusal refusal, String requestId) {
    return AwsAnswer.xml(
        refusal.status,
        "<ErrorResponse xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
            .formatted(refusal.code, Xml.escaped(refusal.getMessage()), requestId));
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
