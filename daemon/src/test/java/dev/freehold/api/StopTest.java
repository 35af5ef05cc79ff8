package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stopping is graceful, but not for ever. */
class StopTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final Route slow =
      new Route(
          HandlerType.GET,
          "/v1/slow",
          c -> {
            begun.countDown();
            mayEnd.await();
            c.json(Map.of("done", true));
          });

  private ApiFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new ApiFixture();
  }

  @AfterEach
  void close() throws IOException {
    mayEnd.countDown();
    fixture.close();
  }

  @Test
  void aRunningRequestMayFinishAndNewOnesAreTurnedAway() throws Exception {
    ApiFixture.Running server = fixture.start(slow);
    var running = inBackground(() -> fixture.http.get("/v1/slow"));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    var stopped = inBackground(() -> stop(server));
    await().until(() -> isTurnedAway());
    assertThat(stopped).isNotDone();
    mayEnd.countDown();
    assertThat(running.get(10, TimeUnit.SECONDS).json().path("done").asBoolean()).isTrue();
    assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(fixture.home.socket()).doesNotExist();
  }

  @Test
  void aRequestThatNeverEndsHoldsUpTheStopForFiveSecondsOnly() throws Exception {
    ApiFixture.Running server = fixture.start(slow);
    var running = inBackground(() -> fixture.http.get("/v1/slow"));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    var stopped = inBackground(() -> stop(server));
    await().atMost(Duration.ofSeconds(9)).until(stopped::isDone);
    assertThat(stopped.get()).isTrue();
    assertThat(fixture.home.socket()).doesNotExist();
    mayEnd.countDown();
    await().until(running::isDone);
  }

  /** Once it stops, a new request gets a problem, a refused connection or a closed one. */
  private boolean isTurnedAway() {
    try {
      return fixture.http.get("/v1/slow").code().equals("daemon.stopping");
    } catch (IOException e) {
      return true;
    }
  }

  private static boolean stop(ApiFixture.Running server) {
    server.close();
    return true;
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> CompletableFuture<T> inBackground(Work<T> work) {
    var result = new CompletableFuture<T>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(work.run());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
