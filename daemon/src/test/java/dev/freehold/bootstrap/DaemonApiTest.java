package dev.freehold.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.OpenApi;
import dev.freehold.api.Route;
import dev.freehold.api.UnixHttp;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole daemon, asked through its socket. */
class DaemonApiTest {
  private static Home home;
  private static Daemon daemon;
  private static UnixHttp http;

  @BeforeAll
  static void start() throws IOException {
    home = new Home(Files.createTempDirectory("fh-daemon"));
    daemon = Daemon.start(home, Map.of("PATH", System.getenv("PATH")), Clock.systemUTC(), "test");
    http = new UnixHttp(home.socket());
  }

  @AfterAll
  static void stop() throws IOException {
    daemon.close();
    Folders.delete(home.root());
  }

  private static void answers(UnixHttp.Answer answer, int status, String code) {
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    assertThat(answer.json().path("remedy").asText()).isNotBlank();
  }

  @Test
  void theDescriptionAndTheRoutesAreTheSame() throws Exception {
    assertThat(OpenApi.read().operations())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    daemon.routes().stream().map(Route::operation),
                    OpenApi.ofTheTransport().stream())
                .toList());
  }

  @Test
  void theStatusIsAsDescribed() throws Exception {
    OpenApi.read().assertFits("Status", http.get("/v1/status").json());
  }

  @Test
  void theDoctorsLinesAreAsDescribed() throws Exception {
    JsonNode lines = http.get("/v1/doctor").json().path("lines");
    assertThat(lines).hasSize(12);
    for (JsonNode line : lines) {
      OpenApi.read().assertFits("DoctorLine", line);
    }
    assertThat(lines.get(0).path("state").asText()).as("%s", lines).isEqualTo("ok");
    assertThat(lines.get(2).path("state").asText()).as("the database").isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/apps/none/plans, app.unknown",
    "GET, /v1/apps/none, app.unknown",
    "GET, /v1/apps/none/deployments, app.unknown",
    "GET, /v1/apps/none/owned-paths, app.unknown",
    "GET, /v1/apps/none/kept-folders, app.unknown",
    "GET, /v1/apps/none/git, app.unknown",
    "POST, /v1/apps/none/git/sync, app.unknown",
    "DELETE, /v1/apps/none/git, app.unknown",
    "GET, /v1/apps/none/diff/v1/v2, app.unknown",
    "GET, /v1/apps/none/parity?from=staging&to=production, app.unknown",
    "GET, /v1/apps/none/environments/production/variables, app.unknown",
    "GET, /v1/plans/none, plan.unknown",
    "POST, /v1/plans/none/cancel, plan.unknown",
    "GET, /v1/plans/none/diff, plan.unknown",
    "GET, /v1/plans/none/diff?path=a, plan.unknown",
    "GET, /v1/deployments/none/screenshot, deployment.unknown",
    "GET, /v1/deployments/none, deployment.unknown",
    "POST, /v1/deployments/none/cancel, deployment.unknown",
    "GET, /v1/deployments/none/diff/none, deployment.unknown",
    "GET, /v1/exports/none, intake.unknown-export",
    "GET, /v1/exports/none/files, intake.unknown-export",
    "GET, /v1/apps/none/removal, app.unknown",
    "DELETE, /v1/apps/none?purge=true, app.unknown",
    "GET, /v1/nothing, api.not-found"
  })
  void whatIsNotThereIs404(String method, String path, String code) throws Exception {
    answers(http.send(method, path, Map.of(), null), 404, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/v1/apps/shop/plans|{}|400|api.field-invalid",
        "POST|/v1/apps/shop/plans|{\"kind\":7}|400|api.field-invalid",
        "POST|/v1/apps/shop/plans|{\"kind\":\"fly\"}|400|api.field-invalid",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\"}|404|app.unknown",
        "POST|/v1/apps/shop/plans|{\"kind\":\"rollback\"}|404|app.unknown",
        "POST|/v1/apps/shop/plans|{\"kind\":\"promote\",\"from\":\"staging\"}|404|app.unknown",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\"}|404|intake.unknown-export",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\",\"consents\":[\"all\"]}|400|api.field-invalid",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\",\"project\":{\"builder\":\"bolt\",\"id\":\"a\"}}|404|intake.unknown-export",
        "POST|/v1/apps/shop/plans|{\"kind\":\"rollback\",\"project\":{\"builder\":\"bolt\",\"id\":\"a\"}}|400|api.field-invalid",
        "POST|/v1/apps/shop/plans|{\"kind\":\"deploy\",\"exportId\":\"x\",\"target\":\"box\"}|404|target.unknown",
        "POST|/v1/apps/shop/plans|{\"kind\":\"rollback\",\"target\":\"local\"}|400|api.field-invalid",
        "POST|/v1/apps/shop/deployments|{}|404|app.unknown",
        "POST|/v1/exports|{\"name\":\"x\"}|400|api.field-invalid",
        "POST|/v1/exports|[]|400|api.json-invalid",
        "POST|/v1/exports|{\"name\":\"x\",\"kind\":\"git\"}|400|api.field-invalid",
        "POST|/v1/exports/none/complete|{}|404|intake.unknown-export",
        "POST|/v1/apps/none/environments|{\"name\":\"staging\"}|404|app.unknown",
        "PUT|/v1/apps/none/owned-paths|{\"pattern\":\"a\"}|404|app.unknown",
        "PUT|/v1/apps/none/allowed-findings/F-1|{\"reason\":\"a\"}|404|app.unknown",
        "POST|/v1/apps/none/prune|{}|404|app.unknown",
        "DELETE|/v1/apps/none|{}|404|app.unknown",
        "DELETE|/v1/apps/none|{\"purge\":true}|400|api.field-invalid",
        "DELETE|/v1/apps/none?purge=yes|{}|400|api.field-invalid",
        "DELETE|/v1/apps/none?purge=|{}|400|api.field-invalid",
        "PATCH|/v1/apps/none/environments/production/variables|{}|404|app.unknown"
      })
  void badInputIsANormalCase(String method, String path, String body, int status, String code)
      throws Exception {
    answers(http.sendJson(method, path, body), status, code);
    assertThat(http.get("/v1/apps").json().path("apps").size())
        .as("a wrong request makes no app")
        .isZero();
  }

  @Test
  void aHugeLimitIsCutAndAWrongOneRefused() throws Exception {
    assertThat(http.get("/v1/apps?limit=999999999").status()).isEqualTo(200);
    for (String wrong : List.of("-1", "many", "1e9")) {
      answers(http.get("/v1/apps?limit=" + wrong), 400, "api.field-invalid");
    }
  }

  @Test
  void aProjectIsAskedForTogetherWithItsBuilder() throws Exception {
    assertThat(http.get("/v1/apps?builder=lovable&project=5c2a").json().path("apps")).isEmpty();
    answers(http.get("/v1/apps?builder=lovable"), 400, "api.field-invalid");
    answers(http.get("/v1/apps?project=5c2a"), 400, "api.field-invalid");
    answers(http.get("/v1/apps?builder=figma&project=5c2a"), 422, "app.project-invalid");
  }

  @Test
  void anExportIsAsDescribed() throws Exception {
    JsonNode export = http.post("/v1/exports", Map.of("name", "shop.zip", "kind", "zip")).json();
    OpenApi.read().assertFits("Export", export);
  }
}
