package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudWatch Logs: groups that keep what functions print, found by when it was printed. */
final class FakeLogs implements AwsService {
  private static final String TARGET = "Logs_20140328.";
  private static final Pattern NAME = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final int AT_A_TIME = 10_000;

  /** A part may be empty although there are more; that is told apart by the token here. */
  private static final Pattern TOKEN = Pattern.compile("(?<empty>empty-)?(?<at>[0-9]+)");

  /** In days, for PutRetentionPolicy. */
  private static final Set<Integer> PERIODS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  /** What each call knows. */
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "CreateLogGroup",
          Set.of("logGroupName", "tags"),
          "DescribeLogGroups",
          Set.of("logGroupNamePrefix", "limit", "nextToken"),
          "PutRetentionPolicy",
          Set.of("logGroupName", "retentionInDays"),
          "FilterLogEvents",
          Set.of("logGroupName", "startTime", "endTime", "nextToken", "limit"),
          "DeleteLogGroup",
          Set.of("logGroupName"));

  private final Map<String, Group> groups = new TreeMap<>();
  private int part = AT_A_TIME;
  private long printed;

  private static final class Group {
    final Map<String, String> tags = new TreeMap<>();
    final List<Event> events = new ArrayList<>();
    Optional<Integer> days = Optional.empty();
  }

  private record Event(long number, String stream, long at, long taken, String text) {}

  static String arn(String group) {
    return "arn:aws:logs:eu-central-1:" + FakeAws.ACCOUNT + ":log-group:" + group;
  }

  /** So many events are a part of an answer at most. */
  synchronized void partsOf(int events) {
    part = events;
  }

  /** A group that somebody else made. */
  synchronized void make(String group) {
    groups.putIfAbsent(group, new Group());
  }

  /**
   * @param days 0 for ever
   */
  synchronized void keep(String group, int days) {
    named(group).days = Optional.of(days).filter(some -> some > 0);
  }

  /**
   * @param at when it was printed, and {@code taken} when it came here, in milliseconds since 1970
   * @return false when there is no such group
   */
  synchronized boolean print(String group, String stream, long at, long taken, String text) {
    Group there = groups.get(group);
    if (there == null) {
      return false;
    }
    there.events.add(new Event(++printed, stream, at, taken, text));
    return true;
  }

  /** Days that each group keeps what it has, by its name; 0 for ever. */
  synchronized Map<String, Integer> everything() {
    var all = new TreeMap<String, Integer>();
    groups.forEach((name, group) -> all.put(name, group.days.orElse(0)));
    return all;
  }

  /** A tag's value, by the group's name. */
  synchronized Map<String, String> tagged(String key) {
    var all = new TreeMap<String, String>();
    groups.forEach(
        (name, group) ->
            Optional.ofNullable(group.tags.get(key)).ifPresent(value -> all.put(name, value)));
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
    Set<String> known = FIELDS.get(call);
    if (known == null) {
      throw new AwsRefusal(400, "UnknownOperationException", "No such call: " + call);
    }
    body.fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new AwsRefusal(400, "SerializationException", "No such field: " + field);
              }
            });
    String group = body.path("logGroupName").asText();
    return switch (call) {
      case "CreateLogGroup" ->
          new Operation(
              "logs:" + call,
              body.path("tags").isEmpty()
                  ? List.of(new Permission("logs:" + call, arn(group)))
                  : List.of(
                      new Permission("logs:" + call, arn(group)),
                      new Permission("logs:TagResource", arn(group))),
              alone(() -> create(group, body)));
      // which asks for a name's beginning, and no group
      case "DescribeLogGroups" -> Operation.of("logs:" + call, "*", alone(() -> describe(body)));
      case "PutRetentionPolicy" ->
          Operation.of("logs:" + call, arn(group), alone(() -> keep(group, body)));
      case "FilterLogEvents" ->
          Operation.of("logs:" + call, arn(group), alone(() -> filter(group, body)));
      default -> Operation.of("logs:" + call, arn(group), alone(() -> delete(group)));
    };
  }

  private Supplier<AwsAnswer> alone(Supplier<AwsAnswer> work) {
    return () -> {
      synchronized (this) {
        return work.get();
      }
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

  private static AwsRefusal invalid(String why) {
    return new AwsRefusal(400, "InvalidParameterException", why);
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw invalid("The name of the log group is '" + name + "'.");
    }
  }

  private Group named(String name) {
    checkName(name);
    return Optional.ofNullable(groups.get(name))
        .orElseThrow(
            () ->
                new AwsRefusal(
                    400, "ResourceNotFoundException", "The specified log group does not exist."));
  }

  private AwsAnswer create(String name, JsonNode body) {
    checkName(name);
    if (body.path("tags").size() > 50) {
      throw invalid("A log group has 50 tags at most.");
    }
    if (groups.containsKey(name)) {
      throw new AwsRefusal(
          400, "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    var made = new Group();
    body.path("tags")
        .properties()
        .forEach(tag -> made.tags.put(tag.getKey(), tag.getValue().asText()));
    groups.put(name, made);
    return AwsAnswer.of(200, "application/x-amz-json-1.1", "");
  }

  private AwsAnswer describe(JsonNode body) {
    String prefix = body.path("logGroupNamePrefix").asText();
    checkName(prefix);
    int limit = body.path("limit").asInt(50);
    if (limit < 1 || limit > 50) {
      throw invalid("The limit is " + limit);
    }
    ObjectNode answer = Json.mapper().createObjectNode();
    var list = answer.putArray("logGroups");
    groups.entrySet().stream()
        .filter(one -> one.getKey().startsWith(prefix))
        .limit(limit)
        .forEach(
            one -> {
              ObjectNode shown =
                  list.addObject()
                      .put("logGroupName", one.getKey())
                      .put("arn", arn(one.getKey()) + ":*")
                      .put("logGroupArn", arn(one.getKey()))
                      .put("storedBytes", 0);
              one.getValue().days.ifPresent(days -> shown.put("retentionInDays", days));
            });
    return answer(answer);
  }

  private AwsAnswer keep(String name, JsonNode body) {
    Group group = named(name);
    int days = body.path("retentionInDays").asInt();
    if (!PERIODS.contains(days)) {
      throw invalid("A log group can't keep what it has for " + days + " days.");
    }
    group.days = Optional.of(days);
    return AwsAnswer.of(200, "application/x-amz-json-1.1", "");
  }

  private AwsAnswer filter(String name, JsonNode body) {
    Group group = named(name);
    long from = body.path("startTime").asLong(0);
    long until = body.path("endTime").asLong(Long.MAX_VALUE);
    int limit = body.path("limit").asInt(AT_A_TIME);
    Matcher token = TOKEN.matcher(body.path("nextToken").asText("0"));
    if (from < 0 || until < from || limit < 1 || limit > AT_A_TIME || !token.matches()) {
      throw invalid("What is asked for is " + body);
    }
    List<Event> found =
        group.events.stream()
            .filter(event -> event.at() >= from && event.at() <= until)
            .sorted(
                Comparator.comparingLong(Event::at)
                    .thenComparingLong(Event::taken)
                    .thenComparingLong(Event::number))
            .toList();
    int begin = Math.min(Integer.parseInt(token.group("at")), found.size());
    boolean empty = token.group("empty") != null;
    int end = empty ? begin : Math.min(begin + Math.min(limit, part), found.size());
    ObjectNode answer = Json.mapper().createObjectNode();
    var list = answer.putArray("events");
    found
        .subList(begin, end)
        .forEach(
            event ->
                list.addObject()
                    .put("logStreamName", event.stream())
                    .put("timestamp", event.at())
                    .put("message", event.text())
                    .put("ingestionTime", event.taken())
                    .put("eventId", "%056d".formatted(event.number())));
    answer.putArray("searchedLogStreams");
    if (end < found.size()) {
      answer.put("nextToken", (empty ? "" : "empty-") + end);
    }
    return answer(answer);
  }

  private AwsAnswer delete(String name) {
    named(name);
    groups.remove(name);
    return AwsAnswer.of(200, "application/x-amz-json-1.1", "");
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
