package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.detect.Serving;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Connected;
import dev.freehold.targets.aws.fake.Mishap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever goes wrong with each call that writes, over and over: everything is done, and once. What
 * is left is what an undisturbed life leaves.
 */
@Tag("soak")
class AwsMishapsTest {
  private static final Pattern WRITING =
      Pattern.compile(".*:(?:Create|Put|Copy|Update|Publish|Delete).*");

  /** In so many lives each call goes wrong once, with others that come at other times. */
  private static final int TOGETHER = 4;

  /** Of which a step makes more than it is tried again. */
  private static final Set<String> OF_MANY =
      Set.of("s3:PutObject", "s3:CopyObject", "s3:DeleteObjects");

  @TempDir static Path shared;
  @TempDir Path folder;

  /** What there was before the site was removed, and all calls. */
  private record Lived(String everything, List<String> calls) {}

  private static Lived undisturbed = new Lived("", List.of());

  static Stream<Arguments> everyWriteWithEveryMishap() throws Exception {
    try (var life = new Life(shared, Duration.ofSeconds(5))) {
      undisturbed = live(life);
    }
    List<String> writes =
        undisturbed.calls().stream()
            .filter(WRITING.asMatchPredicate())
            .distinct()
            .sorted()
            .toList();
    assertThat(writes)
        .contains("cloudfront:UpdateDistribution", "cloudfront:UpdateFunction", "s3:DeleteBucket");
    return IntStream.range(0, TOGETHER)
        .mapToObj(
            first ->
                IntStream.range(0, writes.size())
                    .filter(i -> i % TOGETHER == first)
                    .mapToObj(writes::get)
                    .toList())
        .flatMap(calls -> Stream.of(Mishap.values()).map(mishap -> Arguments.of(calls, mishap)));
  }

  /** Connecting, deployments, a rollback, pruning, removal, and leaving the account. */
  private static Lived live(Life life) throws IOException {
    Connected account = life.connect();
    Activation one = life.activations.page("one");
    Activation two = life.activations.page("two");
    Activation three = life.activations.of(Activations.app("three"), elsewhere(), Map.of());
    assertThat(life.deploy(one).generation()).isEqualTo(1);
    assertThat(life.deploy(two).generation()).isEqualTo(2);
    assertThat(life.deploy(three).generation()).isEqualTo(3);
    life.room.pass(Duration.ofDays(2));
    Life.again(() -> life.target().prune(Set.of()));
    assertThat(life.target().retained()).containsExactly(three.release().id(), two.release().id());
    assertThat(life.page("/")).startsWith("200 ").contains("<h1>three</h1>");
    assertThat(life.deploy(two).generation()).isEqualTo(4);
    assertThat(life.page("/")).startsWith("200 ").contains("<h1>two</h1>");
    String everything = everything(life, one, two, three);
    Life.again(() -> life.target().remove());
    assertThat(life.aws.objects()).as("objects of the site").isEmpty();
    assertThat(life.aws.pairs()).isEmpty();
    life.disconnect(account);
    assertThat(life.aws.everything()).containsOnly(Map.of());
    return new Lived(everything, life.aws.operations());
  }

  private static Serving elsewhere() {
    return Serving.files(Optional.of("index.html"))
        .with(
            Optional.of("index.html"), List.of(new Redirect("/old", "/new", 301, false)), List.of())
        .withProxies(
            List.of(new Serving.ProxyRule("/api/", URI.create("https://api.example.org"))));
  }

  /** By names instead of ids that are drawn, and without digests of what names them. */
  private static String everything(Life life, Activation... all) {
    var parts = new ArrayList<String>();
    List<Object> now = life.aws.everything();
    for (Object part : now.subList(0, 3)) {
      var lines = new ArrayList<String>();
      ((Map<?, ?>) part)
          .forEach(
              (name, value) ->
                  lines.add(
                      name.toString().contains("/r/") || name.toString().contains("/a/")
                          ? name + " " + value
                          : value instanceof Map<?, ?> pairs
                              ? name + " " + values(pairs)
                              : name + ""));
      parts.add(String.join("\n", lines.stream().sorted().toList()));
    }
    parts.add(((Map<?, ?>) now.get(3)).size() + " distributions");
    String text = String.join("\n", parts).replaceAll("/p/[0-9a-f]{40}", "/p/token");
    for (Activation activation : all) {
      String id = activation.release().id();
      String name = Json.write(activation.artifact().id()).substring(1, 9);
      text = text.replace(id, name).replace(LivePointer.folder(id), name);
    }
    return text.lines().sorted().reduce("", (before, line) -> before + line + "\n");
  }

  private static String values(Map<?, ?> pairs) {
    return pairs.values().stream().map(Object::toString).sorted().toList().toString();
  }

  @ParameterizedTest
  @MethodSource("everyWriteWithEveryMishap")
  void itIsDoneOnce(List<String> calls, Mishap mishap) throws Exception {
    try (var life = new Life(folder, Duration.ofMillis(700))) {
      calls.forEach(call -> life.aws.every(OF_MANY.contains(call) ? 7 : 2, call, mishap));
      assertThat(live(life).everything()).isEqualTo(undisturbed.everything());
    }
  }
}
