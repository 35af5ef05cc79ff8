package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.targets.LogPage;
import dev.freehold.targets.aws.Servers.Run;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Connection;
import dev.freehold.targets.aws.fake.FakeAws;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Pages of what a server printed, of events that come late and out of order. */
class PrintedLinesTest {
  private static final String GROUP = "/aws/lambda/freehold-guestbook-production-0123abcd";
  private static final String STREAM = "2026/11/30/[3]0123456789abcdef0123456789abcdef";
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /** Long enough ago that nothing is waited for. */
  private final Instant begin =
      Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

  private FakeAws aws;
  private Aws client;

  @BeforeEach
  void start() {
    aws = new FakeAws();
    aws.logGroup(GROUP);
    var keys = AwsBasicCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY);
    client =
        new Aws(
            new Connection(
                StaticCredentialsProvider.create(keys),
                FakeLogin.REGION,
                Optional.of(aws.endpoint()),
                Duration.ofSeconds(10)));
  }

  @AfterEach
  void end() {
    client.close();
    aws.close();
  }

  private PrintedLines lines(String group, Duration settling) {
    return new PrintedLines(
        group,
        client.logs(),
        () -> Map.of("3", new Run("id", "v2", "web")),
        settling,
        Clock.systemUTC());
  }

  private LogPage newest(int limit) {
    return lines(GROUP, SETTLING).page(OptionalLong.empty(), limit);
  }

  private LogPage after(long next, int limit) {
    return lines(GROUP, SETTLING).page(OptionalLong.of(next), limit);
  }

  private static List<String> texts(LogPage page) {
    return page.lines().stream().map(LogPage.Line::text).toList();
  }

  private void printed(Duration at, Duration late, String text) {
    Instant when = begin.plus(at);
    aws.printed(GROUP, STREAM, when, when.plus(late), text + "\n");
  }

  private static Duration millis(long some) {
    return Duration.ofMillis(some);
  }

  private long atBegin() {
    return LogPosition.endOf(begin.toEpochMilli() - 1).number();
  }

  /** All pages from a place on, until one is empty that does not go on either. */
  private List<String> everything(long from, int limit) {
    var all = new ArrayList<String>();
    long next = from;
    for (LogPage page = after(next, limit); ; page = after(next, limit)) {
      assertThat(page.lines()).hasSizeLessThanOrEqualTo(limit);
      assertThat(page.next()).isGreaterThanOrEqualTo(next);
      all.addAll(texts(page));
      if (page.lines().isEmpty()) {
        return all;
      }
      next = page.next();
    }
  }

  @Test
  void theNewestLinesComeWithTheNewestLast() {
    aws.logsInPartsOf(3);
    for (int i = 0; i < 10; i++) {
      printed(Duration.ofSeconds(i), millis(200), "line " + i);
    }
    LogPage page = newest(4);
    assertThat(texts(page)).containsExactly("line 6", "line 7", "line 8", "line 9");
    LogPage.Line last = page.lines().getLast();
    assertThat(last.at()).isEqualTo(begin.plusSeconds(9));
    assertThat(last.release()).isEqualTo("v2");
    assertThat(last.server()).isEqualTo("web");
    assertThat(texts(newest(100))).hasSize(10);
  }

  @Test
  void theNewestLinesAreFoundHoweverLongAgoTheyWere() {
    for (int days : List.of(40, 8, 3)) {
      printed(Duration.ofDays(-days), millis(9), days + " days ago");
    }
    printed(Duration.ZERO, millis(9), "today");
    assertThat(texts(newest(10)))
        .containsExactly("40 days ago", "8 days ago", "3 days ago", "today");
    assertThat(texts(newest(2))).containsExactly("3 days ago", "today");
  }

  @Test
  void nothingIsLostAndNothingComesTwiceWhateverTheOrder() {
    var random = new Random(7);
    aws.logsInPartsOf(5);
    List<String> all = new ArrayList<>(IntStream.range(0, 120).mapToObj(i -> "line " + i).toList());
    Collections.shuffle(all, random);
    for (String text : all) {
      printed(millis(random.nextInt(200_000)), millis(random.nextInt(115_000)), text);
    }
    for (int limit : List.of(1, 7, 50)) {
      assertThat(everything(atBegin(), limit)).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  @Test
  void manyLinesThatAreTakenAtOnceComeOnSeveralPages() {
    for (int i = 0; i < 30; i++) {
      printed(millis(i), millis(2_000 - i), "line " + i);
      printed(millis(i), millis(2_000 - i), "END RequestId: " + i);
    }
    assertThat(everything(atBegin(), 7))
        .containsExactlyElementsOf(IntStream.range(0, 30).mapToObj(i -> "line " + i).toList());
  }

  @Test
  void aLineThatComesLateIsOnALaterPage() {
    printed(Duration.ofSeconds(20), millis(100), "in time");
    LogPage first = after(atBegin(), 1);
    long seen = LogPosition.endOf(begin.plusSeconds(20).plusMillis(100).toEpochMilli()).number();
    printed(Duration.ofSeconds(10), Duration.ofSeconds(100), "late");
    printed(Duration.ofSeconds(10), Duration.ofSeconds(130), "too late");
    assertThat(texts(first)).containsExactly("in time");
    assertThat(texts(after(seen, 10))).containsExactly("late");
    assertThat(texts(newest(10))).containsExactly("late", "too late", "in time");
  }

  @Test
  void whatWasTakenJustNowWaitsForTheNextPage() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    aws.printed(GROUP, STREAM, now.minusSeconds(90), now.minusSeconds(90), "before");
    aws.printed(GROUP, STREAM, now.minusSeconds(9), now.minusSeconds(9), "just now");
    LogPage page = newest(10);
    assertThat(texts(page)).containsExactly("before");
    LogPage next = after(page.next(), 10);
    assertThat(texts(next)).isEmpty();
    LogPage settled = lines(GROUP, Duration.ofSeconds(1)).page(OptionalLong.of(next.next()), 10);
    assertThat(texts(settled)).containsExactly("just now");
    assertThat(texts(after(settled.next(), 10))).isEmpty();
  }

  @Test
  void whatLambdaWritesItselfIsLeftOut() {
    printed(millis(1), millis(1), "START RequestId: 1 Version: 3");
    printed(millis(2), millis(1), "hello");
    printed(millis(3), millis(1), "END RequestId: 1");
    printed(millis(4), millis(1), "2026-11-30T09:00:00Z 1 Task timed out after 120.00 seconds");
    assertThat(texts(newest(2)))
        .containsExactly("hello", "2026-11-30T09:00:00Z 1 Task timed out after 120.00 seconds");
  }

  @Test
  void longLinesComeOnSeveralPages() {
    List<String> all = List.of("a".repeat(200_000), "b".repeat(200_000), "c".repeat(10));
    for (int i = 0; i < all.size(); i++) {
      printed(millis(i), millis(1), all.get(i));
    }
    assertThat(texts(newest(100))).isEqualTo(all.subList(1, 3));
    LogPage first = after(atBegin(), 100);
    assertThat(texts(first)).isEqualTo(all.subList(0, 1));
    assertThat(texts(after(first.next(), 100))).isEqualTo(all.subList(1, 3));
  }

  @Test
  void aVersionThatIsGoneHasNoName() {
    Instant at = begin;
    aws.printed(GROUP, STREAM.replace("[3]", "[1]"), at, at, "long ago");
    assertThat(newest(1).lines().getFirst().release()).isEqualTo("-");
  }

  @Test
  void whereNothingWasMadeNothingIsShown() {
    PrintedLines nowhere = lines("/aws/lambda/freehold-other", SETTLING);
    assertThat(nowhere.page(OptionalLong.empty(), 10)).isEqualTo(LogPage.NONE);
    assertThat(nowhere.page(OptionalLong.of(42), 10)).isEqualTo(new LogPage(List.of(), 42));
  }
}
