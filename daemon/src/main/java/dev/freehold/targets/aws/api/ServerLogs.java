package dev.freehold.targets.aws.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** What functions of Lambda print, in CloudWatch: a group for each function. */
public final class ServerLogs {
  /** It is kept so long, where the owner says nothing else. */
  public static final int DAYS = 30;

  private final CloudWatchLogsClient logs;

  ServerLogs(CloudWatchLogsClient logs) {
    this.logs = logs;
  }

  /** How long a group keeps what it has. */
  public enum Keeping {
    /** There is no such group. */
    NONE,
    FOR_EVER,
    LIMITED
  }

  /**
   * @param stream of one instance of one version: {@code 2026/11/30/[3]5f0c…}
   * @param at when it was printed, in milliseconds since 1970
   * @param taken when CloudWatch took it, in milliseconds since 1970
   */
  public record Event(String stream, long at, long taken, String text) {}

  /**
   * A part of what a group has.
   *
   * @param events in the order in which they were printed; may be empty although there are more
   * @param now by CloudWatch's clock, in whole seconds; empty where it does not say
   * @param more what the next part is asked for with; empty with the last one
   */
  public record Part(List<Event> events, Optional<Instant> now, Optional<String> more) {}

  public Keeping keeping(String group) {
    return find(group)
        .map(there -> there.retentionInDays() == null ? Keeping.FOR_EVER : Keeping.LIMITED)
        .orElse(Keeping.NONE);
  }

  /** Of all groups whose name begins with another's, that one comes first. */
  private Optional<LogGroup> find(String group) {
    return Failures.told(
        "look for the log group " + group,
        () ->
            logs.describeLogGroups(r -> r.logGroupNamePrefix(group)).logGroups().stream()
                .filter(one -> one.logGroupName().equals(group))
                .findFirst());
  }

  /** Makes the group, and lets it forget; may be repeated. What its owner set stays. */
  public void ensure(String group, String mark) {
    Keeping now = keeping(group);
    if (now == Keeping.NONE) {
      Failures.told(
          "make the log group " + group,
          () -> {
            try {
              logs.createLogGroup(r -> r.logGroupName(group).tags(Map.of(Mark.KEY, mark)));
              return true;
            } catch (ResourceAlreadyExistsException _) {
              return false;
            }
          });
    }
    if (now != Keeping.LIMITED) {
      Failures.told(
          "say how long the log group " + group + " keeps what it has",
          () -> logs.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(DAYS)));
    }
  }

  /**
   * @param from when it was printed, in milliseconds since 1970
   * @param until the last millisecond; {@code null} for all that there is
   * @param more of the part before, for the next one; {@code null} for the first
   * @return empty when there is no such group
   */
  public Optional<Part> read(String group, long from, @Nullable Long until, @Nullable String more) {
    return Failures.told(
        "read the log group " + group,
        () -> {
          try {
            return Optional.of(
                part(
                    logs.filterLogEvents(
                        r ->
                            r.logGroupName(group).startTime(from).endTime(until).nextToken(more))));
          } catch (ResourceNotFoundException _) {
            return Optional.empty();
          }
        });
  }

  private static Part part(FilterLogEventsResponse answer) {
    return new Part(
        answer.events().stream()
            .map(
                one ->
                    new Event(
                        one.logStreamName(), one.timestamp(), one.ingestionTime(), one.message()))
            .toList(),
        answer.sdkHttpResponse().firstMatchingHeader("Date").flatMap(ServerLogs::instant),
        Optional.ofNullable(answer.nextToken()));
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** With all that it has. */
  public void delete(String group) {
    Failures.told(
        "delete the log group " + group,
        () -> {
          try {
            logs.deleteLogGroup(r -> r.logGroupName(group));
            return true;
          } catch (ResourceNotFoundException _) {
            return false;
          }
        });
  }
}
