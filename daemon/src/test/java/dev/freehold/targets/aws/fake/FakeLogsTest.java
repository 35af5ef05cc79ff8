package dev.freehold.targets.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/** The stand-in for CloudWatch Logs, asked by the official client. */
class FakeLogsTest {
  private static final String GROUP = "/aws/lambda/f";

  private FakeAws aws;
  private SdkClients clients;
  private CloudWatchLogsClient logs;

  @BeforeEach
  void start() {
    aws = new FakeAws();
    clients = new SdkClients(aws, SdkClients.RIGHT);
    logs = clients.logs();
  }

  @AfterEach
  void end() {
    clients.close();
    aws.close();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void aGroupIsMadeOnceKeepsAsLongAsItIsToldAndGoes() {
    logs.createLogGroup(r -> r.logGroupName(GROUP).tags(Map.of("freehold", "f.production")));
    refused(
        "ResourceAlreadyExistsException", () -> logs.createLogGroup(r -> r.logGroupName(GROUP)));
    refused("InvalidParameterException", () -> logs.createLogGroup(r -> r.logGroupName("a b")));
    var before = logs.describeLogGroups(r -> r.logGroupNamePrefix("/aws/")).logGroups();
    assertThat(before).singleElement().satisfies(one -> assertThat(one.retentionInDays()).isNull());
    refused(
        "InvalidParameterException",
        () -> logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(31)));
    logs.putRetentionPolicy(r -> r.logGroupName(GROUP).retentionInDays(30));
    assertThat(logs.describeLogGroups(r -> r.logGroupNamePrefix(GROUP)).logGroups())
        .singleElement()
        .satisfies(one -> assertThat(one.retentionInDays()).isEqualTo(30));
    assertThat(aws.tagged("freehold")).containsExactly("f.production");
    logs.deleteLogGroup(r -> r.logGroupName(GROUP));
    refused("ResourceNotFoundException", () -> logs.deleteLogGroup(r -> r.logGroupName(GROUP)));
    refused("ResourceNotFoundException", () -> logs.filterLogEvents(r -> r.logGroupName(GROUP)));
  }

  @Test
  void eventsComeInPartsInTheOrderOfTheirTimes() {
    aws.logGroup(GROUP);
    for (int i : new int[] {3, 1, 2, 5, 4}) {
      aws.printed(
          GROUP, "s", Instant.ofEpochMilli(i * 10L), Instant.ofEpochMilli(100), "line " + i);
    }
    aws.logsInPartsOf(2);
    assertThat(
            logs.filterLogEventsPaginator(r -> r.logGroupName(GROUP).startTime(20L).endTime(40L))
                .events())
        .extracting(FilteredLogEvent::message)
        .containsExactly("line 2", "line 3", "line 4");
    refused(
        "InvalidParameterException",
        () -> logs.filterLogEvents(r -> r.logGroupName(GROUP).startTime(2L).endTime(1L)));
    refused(
        "InvalidParameterException",
        () -> logs.filterLogEvents(r -> r.logGroupName(GROUP).limit(10_001)));
    refused(
        "InvalidParameterException",
        () -> logs.filterLogEvents(r -> r.logGroupName(GROUP).nextToken("made up")));
  }
}
