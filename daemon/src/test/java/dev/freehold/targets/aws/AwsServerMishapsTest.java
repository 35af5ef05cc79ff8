package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Connected;
import dev.freehold.targets.aws.fake.Mishap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link AwsMishapsTest}, for the calls that make an app's server and keep what it prints. */
@Tag("soak")
class AwsServerMishapsTest {
  private static final Pattern WRITING =
      Pattern.compile("(?:lambda|logs|iam):(?:Add|Create|Put|Update|Publish|Delete).*");

  private static final int TOGETHER = 2;

  /** A step makes two of these, or one more after an answer that was lost. */
  private static final int BETWEEN = 3;

  @TempDir static Path shared;
  @TempDir Path folder;

  static Stream<Arguments> everyWriteWithEveryMishap() throws Exception {
    List<String> writes;
    try (var life = new Life(shared, Duration.ofSeconds(5))) {
      live(life);
      writes =
          life.aws.operations().stream()
              .filter(WRITING.asMatchPredicate())
              .distinct()
              .sorted()
              .toList();
    }
    assertThat(writes)
        .contains(
            "lambda:AddPermission",
            "lambda:CreateFunction",
            "lambda:PublishVersion",
            "lambda:UpdateFunctionCode",
            "logs:CreateLogGroup",
            "logs:PutRetentionPolicy",
            "logs:DeleteLogGroup");
    return IntStream.range(0, TOGETHER)
        .mapToObj(
            first ->
                IntStream.range(0, writes.size())
                    .filter(i -> i % TOGETHER == first)
                    .mapToObj(writes::get)
                    .toList())
        .flatMap(calls -> Stream.of(Mishap.values()).map(mishap -> Arguments.of(calls, mishap)));
  }

  /** Connecting, two deployments of a server, removal, and leaving the account. */
  private static void live(Life life) throws IOException {
    Connected account = life.connect();
    assertThat(life.deploy(server(life, "one")).generation()).isEqualTo(1);
    assertThat(life.deploy(server(life, "two")).generation()).isEqualTo(2);
    assertThat(life.page("/")).isEqualTo("200 two");
    assertThat(life.aws.logGroups().values()).containsExactly(30);
    Life.again(() -> life.target().remove());
    assertThat(life.aws.objects()).as("objects of the site").isEmpty();
    life.disconnect(account);
    assertThat(life.aws.everything()).containsOnly(Map.of());
  }

  private static Activation server(Life life, String text) {
    OutputTree output =
        new OutputTree()
            .with(
                "server.js",
                "require('http').createServer((_, r) => r.end('" + text + "')).listen(1)")
            .with("public/robots.txt", "robots");
    var server =
        new Service(
            "web", "/", List.of("node", "server.js"), "", Map.of(), "/", List.of(), NodeRange.ANY);
    return life.activations.of(
        output, new Serving("public", Optional.empty(), List.of(server), List.of()), Map.of());
  }

  @ParameterizedTest
  @MethodSource("everyWriteWithEveryMishap")
  void itIsDoneOnce(List<String> calls, Mishap mishap) throws Exception {
    try (var life = new Life(folder, Duration.ofMillis(700))) {
      calls.forEach(call -> life.aws.every(BETWEEN, call, mishap));
      live(life);
    }
  }
}
