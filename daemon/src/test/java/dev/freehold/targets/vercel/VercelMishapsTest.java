package dev.freehold.targets.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.targets.Activation;
import dev.freehold.targets.Target;
import dev.freehold.targets.local.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong with whichever request: everything is done, and once. */
@Tag("soak")
class VercelMishapsTest {
  @TempDir static Path shared;
  @TempDir Path folder;

  static Stream<Arguments> everyRequestWithEveryMishap() throws Exception {
    return calls().stream()
        .flatMap(call -> Stream.of(Mishap.values()).map(mishap -> Arguments.of(call, mishap)));
  }

  /** Those of a deployment, a second one, a rollback and pruning. */
  private static List<String> calls() throws IOException {
    try (var life = new Life(shared, new FakeVercel(), Duration.ofSeconds(5))) {
      live(life);
      return life.vercel.requests().stream().distinct().sorted().toList();
    }
  }

  private static void live(Life life) throws IOException {
    life.connect();
    Target target = life.at(Optional.empty());
    Activation two = life.activations.page("two");
    assertThat(life.deploy(target, life.activations.page("one")).generation()).isEqualTo(1);
    assertThat(life.deploy(target, two).generation()).isEqualTo(2);
    assertThat(life.deploy(target, life.activations.page("three")).generation()).isEqualTo(3);
    life.room.pass(Duration.ofDays(2));
    Life.again(
        () -> {
          target.prune(Set.of());
          return "";
        });
    assertThat(life.vercel.deployments()).isEqualTo(2);
    assertThat(page(life)).contains("<h1>three</h1>");
    assertThat(life.deploy(target, two).generation()).isEqualTo(4);
    assertThat(life.vercel.requests()).contains("POST /v9/projects/*/rollback/*");
    assertThat(life.vercel.deployments()).isEqualTo(2);
    assertThat(page(life)).contains("<h1>two</h1>");
    assertThat(life.vercel.projects()).containsExactly("guestbook");
  }

  private static String page(Life life) throws IOException {
    return RawHttp.get(life.vercel.api().getPort(), "guestbook.vercel.app", "/").text();
  }

  @ParameterizedTest
  @MethodSource("everyRequestWithEveryMishap")
  void itIsDoneOnce(String call, Mishap mishap) throws Exception {
    try (var life = new Life(folder, new FakeVercel(), Duration.ofMillis(700))) {
      life.vercel.next(call, mishap);
      live(life);
      assertThat(life.vercel.requests()).contains(call);
    }
  }
}
