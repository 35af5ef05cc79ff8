package dev.freehold.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.cli.FakeDaemon;
import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTest {
  private @TempDir Path temp;
  private FakeDaemon daemon;
  private ApiClient api;

  @BeforeEach
  void start() throws Exception {
    daemon = new FakeDaemon(temp.resolve("s"));
    api = new ApiClient(temp.resolve("s"), () -> {});
  }

  @AfterEach
  void stop() throws Exception {
    daemon.close();
  }

  @Test
  void largeAnswersArriveWhole() {
    String text = "x".repeat(700_000);
    daemon.on("GET /v1/large", Answer.json("{\"text\":\"" + text + "\"}"));
    assertThat(api.get("/v1/large").path("text").asText()).isEqualTo(text);
  }

  @Test
  void whatHappensWhileSomethingElseIsWaitedForIsHeard() {
    daemon.on(
        "GET /v1/events",
        Answer.events(
            """
            : connected

            id: 7
            event: setup.step
            data: {"target":"box","ordinal":2}

            : keep-alive

            id: 8
            event: setup.step
            data: {"target":"box","ordinal":3}

            """));
    var told = new CopyOnWriteArrayList<String>();
    try (var _ = Listening.to(api, event -> told.add(event.type() + " " + event.text("ordinal")))) {
      await().until(() -> told.size() == 2);
    }
    assertThat(told).containsExactly("setup.step 2", "setup.step 3");
  }

  @Test
  void whoMayNotListenIsToldSo() {
    daemon.on("GET /v1/events", Answer.problem(422, "api.too-many-streams"));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(() -> Listening.to(api, _ -> {}))
        .extracting(UserError::code)
        .isEqualTo("api.too-many-streams");
  }

  @Test
  void anUploadThatIsOutOfStepEnds() {
    daemon.on("DROP", Answer.drop()).on("GET /v1/exports/e1", Answer.json("{\"received\":99}"));
    var broken =
        new ApiClient(
            temp.resolve("s"),
            () -> daemon.on("GET /v1/exports/e1", Answer.json("{\"received\":99}")));
    assertThatExceptionOfType(MachineError.class)
        .isThrownBy(
            () -> {
              try (var upload = new Upload(broken, "e1", sent -> {})) {
                upload.write(new byte[10]);
              }
            })
        .extracting(MachineError::code)
        .isEqualTo("upload.out-of-step");
  }

  @Test
  void anUploadThatIsRefusedEndsWithItsReason() {
    daemon.on(
        "PUT /v1/exports/e1/chunks?offset=0&sha256=" + dev.freehold.base.Sha256.of("x").hex(),
        Answer.problem(413, "intake.too-large"));
    assertThatExceptionOfType(UserError.class)
        .isThrownBy(
            () -> {
              try (var upload = new Upload(api, "e1", sent -> {})) {
                upload.write('x');
              }
            })
        .extracting(UserError::code)
        .isEqualTo("intake.too-large");
  }

  @Test
  void aStreamThatIsSilentAboutTheEndIsAsked() {
    daemon
        .on("GET /v1/plans/p", Answer.json("{\"state\":\"ready\"}"))
        .on("GET /v1/events", Answer.events(": connected\n\n: keep-alive\n\n: keep-alive\n\n"));
    assertThat(
            new Follow(api)
                .toEnd("/v1/plans/p", "p", Set.of("preparing"), e -> {})
                .path("state")
                .asText())
        .isEqualTo("ready");
  }

  @Test
  void everyEventIsToldOnce() {
    daemon
        .on(
            "GET /v1/plans/p",
            Answer.json("{\"state\":\"preparing\"}"),
            Answer.json("{\"state\":\"ready\"}"))
        .on(
            "GET /v1/events",
            Answer.events(
                ": connected\n\nid: 1\nevent: log\ndata: {\"lines\":[\"a\"]}\n\n"
                    + "id: 2\nevent: log\ndata: {\"lines\":\ndata: [\"b\"]}\n\n"),
            Answer.events("id: 3\nevent: plan.state\ndata: {\"state\":\"ready\"}\n\n"));
    var told = new ArrayList<String>();
    new Follow(api).toEnd("/v1/plans/p", "p", Set.of("preparing"), e -> told.add(e.id()));
    assertThat(told).containsExactly("1", "2", "3");
  }

  @Test
  void aStreamThatNeverGetsAnywhereIsGivenUp() {
    daemon
        .on("GET /v1/plans/p", Answer.json("{\"state\":\"preparing\"}"))
        .on("GET /v1/events", Answer.events(": connected\n\n"));
    assertThatExceptionOfType(MachineError.class)
        .isThrownBy(() -> new Follow(api).toEnd("/v1/plans/p", "p", Set.of("preparing"), e -> {}))
        .extracting(MachineError::code)
        .isEqualTo("daemon.connection-lost");
  }
}
