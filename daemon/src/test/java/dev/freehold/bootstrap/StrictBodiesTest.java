package dev.freehold.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.api.UnixHttp;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No route guesses what a body may have meant. */
class StrictBodiesTest {
  private static Home home;
  private static Daemon daemon;
  private static UnixHttp http;

  @BeforeAll
  static void start() throws IOException {
    home = new Home(Files.createTempDirectory("fh-strict"));
    Home.privateFolder(home.root());
    try (var database = Database.open(home.database(), home.backups())) {
      database.change(
          sql ->
              sql.update(
                  "insert into apps (id, slug, builder, created_at) values ('a1', 'shop', 'x',"
                      + " 0)"));
    }
    daemon = Daemon.start(home, Map.of("PATH", System.getenv("PATH")), Clock.systemUTC(), "test");
    http = new UnixHttp(home.socket());
  }

  @AfterAll
  static void stop() throws IOException {
    daemon.close();
    Leftovers.end(home);
    Folders.delete(home.root());
  }

  /** Each with a body that would do. */
  static List<String> routes() {
    return List.of(
        "POST|/v1/exports|{\"name\":\"x\",\"kind\":\"zip\"}",
        "POST|/v1/stop|{\"serving\":false}",
        "POST|/v1/apps/shop/plans|{\"kind\":\"rollback\"}",
        "POST|/v1/git/login/attempts|{\"clientId\":\"x\"}",
        "POST|/v1/apps/shop/git/looks|{\"remote\":\"ftp://x\"}",
        "PUT|/v1/apps/shop/git|{\"remote\":\"ftp://x\",\"hash\":\"x\"}",
        "POST|/v1/apps/shop/git/pull|{\"follow\":{\"main\":\"x\"}}",
        "POST|/v1/apps/shop/conflicts/solution|{\"main\":\"a\",\"builder\":\"b\",\"take\":{}}",
        "PUT|/v1/apps/shop/owned-paths|{\"pattern\":\"a\"}",
        "DELETE|/v1/apps/shop/owned-paths|{\"pattern\":\"a\"}",
        "PUT|/v1/apps/shop/allowed-findings/F-1|{\"reason\":\"a\"}",
        "POST|/v1/apps/shop/prune|{\"keep\":5}",
        "PUT|/v1/apps/shop/journeys|{\"path\":\"/\"}",
        "DELETE|/v1/apps/shop/journeys|{\"path\":\"/\"}",
        "PUT|/v1/apps/shop/kept-folders|{\"folders\":[]}",
        "DELETE|/v1/apps/shop/kept-folders|{\"folders\":[]}",
        "PATCH|/v1/apps/shop/overrides|{\"set\":{}}",
        "PATCH|/v1/apps/shop/environments/production/variables|{\"set\":{}}",
        "PUT|/v1/targets/box|{\"kind\":\"ssh\",\"values\":{},\"hash\":\"a\"}",
        "DELETE|/v1/targets/box|{\"there\":false}",
        "PUT|/v1/apps/shop/environments/production|{\"target\":\"local\"}",
        "POST|/v1/targets/looks|{\"kind\":\"ssh\",\"values\":{}}");
  }

  private static UnixHttp.Answer send(String route, String contentType, String body)
      throws IOException {
    String[] parts = route.split("\\|", 3);
    return http.send(
        parts[0],
        parts[1],
        Map.of("Content-Type", contentType),
        body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aFieldThatIsNotKnownIsRefused(String route) throws Exception {
    String body = route.split("\\|", 3)[2];
    String more = "{\"kep\":1," + body.substring(1);

    UnixHttp.Answer answer = send(route, "application/json", more);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("api.field-invalid");
    assertThat(answer.json().path("detail").asText()).contains("'kep'");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void anotherEncodingThanUtf8IsRefused(String route) throws Exception {
    for (String charset : List.of("utf-7", "nonsense", "\"\"", "iso-8859-1")) {
      UnixHttp.Answer answer =
          send(route, "application/json; charset=" + charset, route.split("\\|", 3)[2]);

      assertThat(answer.status()).as(charset + answer.text()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("api.charset");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/v1/apps/shop/prune|{\"keep\":1.5}",
        "POST|/v1/apps/shop/prune|{\"keep\":\"1\"}",
        "POST|/v1/apps/shop/prune|{\"keep\":true}",
        "POST|/v1/apps/shop/prune|{\"keep\":\"\"}",
        "POST|/v1/apps/shop/prune|{\"keep\":9999999999}",
        "POST|/v1/stop|{\"serving\":0}",
        "POST|/v1/stop|{\"serving\":\"false\"}",
        "POST|/v1/apps/shop/plans|{\"kind\":0}",
        "POST|/v1/apps/shop/plans|{\"kind\":\"rollback\",\"release\":1}",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\",\"consents\":[null]}",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\",\"consents\":[0]}",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\",\"target\":0}",
        "POST|/v1/git/login/attempts|{\"clientId\":7}",
        "POST|/v1/git/login/attempts|{\"workflows\":\"true\"}",
        "PUT|/v1/apps/shop/owned-paths|{\"pattern\":7}",
        "PUT|/v1/apps/shop/kept-folders|{\"folders\":[null]}",
        "PUT|/v1/apps/shop/kept-folders|{\"folders\":\"a\"}",
        "PATCH|/v1/apps/shop/overrides|{\"set\":{\"A\":null}}",
        "PATCH|/v1/apps/shop/overrides|{\"unset\":[null]}",
        "PATCH|/v1/apps/shop/environments/production/variables|{\"set\":{\"A\":null}}",
        "PATCH|/v1/apps/shop/environments/production/variables|{\"set\":{\"A\":1}}",
        "PATCH|/v1/apps/shop/environments/production/variables|{\"set\":{\"A\":true}}",
        "PATCH|/v1/apps/shop/environments/production/variables|{\"unset\":[null]}"
      })
  void aValueOfAnotherKindIsRefused(String method, String path, String body) throws Exception {
    UnixHttp.Answer answer = send(method + "|" + path + "|", "application/json", body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("api.field-invalid");
  }
}
