package dev.freehold.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.OpenApi;
import dev.freehold.api.UnixHttp;
import dev.freehold.base.Sha256;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the browser extension asks of the daemon: projects, plans, settings. */
class ExtensionApiTest {
  private static final Map<String, String> LOVABLE = Map.of("builder", "lovable", "id", "5c2a");

  private Home home;
  private Daemon daemon;
  private UnixHttp http;

  @BeforeEach
  void start() throws IOException {
    home = new Home(Files.createTempDirectory("fh-extension"));
    daemon = Daemon.start(home, Map.of("PATH", System.getenv("PATH")), Clock.systemUTC(), "test");
    http = new UnixHttp(home.socket());
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
    Folders.delete(home.root());
  }

  private String export(String page) throws IOException {
    var zip = new ByteArrayOutputStream();
    try (var out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("index.html"));
      out.write(("<!doctype html><h1>" + page + "</h1>").getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = zip.toByteArray();
    String id =
        http.post("/v1/exports", Map.of("name", "shop.zip", "kind", "zip"))
            .json()
            .path("id")
            .asText();
    http.send(
        "PUT",
        "/v1/exports/" + id + "/chunks?offset=0&sha256=" + Sha256.of(bytes).hex(),
        Map.of("Content-Type", "application/octet-stream"),
        bytes);
    assertThat(http.post("/v1/exports/" + id + "/complete", Map.of()).status()).isEqualTo(200);
    return id;
  }

  private UnixHttp.Answer plan(String app, Map<String, String> project, Map<String, ?> more)
      throws IOException {
    var request = new HashMap<String, Object>(more);
    request.put("kind", "deploy");
    request.put("exportId", export("one"));
    request.put("project", project);
    return http.post("/v1/apps/" + app + "/plans", request);
  }

  private JsonNode prepared(UnixHttp.Answer asked) {
    String path = "/v1/plans/" + asked.json().path("id").asText();
    return Awaitility.await("the plan is made")
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> http.get(path).json(), plan -> !plan.path("state").asText().equals("preparing"));
  }

  private JsonNode appOfTheProject() throws IOException {
    return http.get("/v1/apps?builder=lovable&project=5c2a").json().path("apps");
  }

  @Test
  void nobodyCanAgreeToPassVisitorsOnIntoAPrivateNetwork() throws Exception {
    for (String host :
        List.of("127.0.0.1", "169.254.169.254", "nas.local", "api.example.com,10.0.0.1")) {
      UnixHttp.Answer answer = plan("shop", LOVABLE, Map.of("consents", List.of("proxy:" + host)));
      assertThat(answer.status()).as(host).isEqualTo(400);
      assertThat(answer.json().path("detail").asText()).contains("no public name");
    }
    UnixHttp.Answer taken =
        plan("shop", LOVABLE, Map.of("consents", List.of("proxy:API.example.com")));
    assertThat(taken.status()).isEqualTo(202);
    assertThat(prepared(taken).path("state").asText()).isEqualTo("ready");
  }

  @Test
  void aPlanBindsTheProjectToItsApp() throws Exception {
    UnixHttp.Answer asked = plan("shop", LOVABLE, Map.of());
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    JsonNode plan = prepared(asked);
    assertThat(plan.path("state").asText()).as(plan.toString()).isEqualTo("ready");
    OpenApi.read().assertFits("Plan", plan);
    assertThat(appOfTheProject())
        .singleElement()
        .satisfies(app -> OpenApi.read().assertFits("App", app));
    JsonNode app = appOfTheProject().get(0);
    assertThat(app.path("slug").asText()).isEqualTo("shop");
    assertThat(app.path("builder").asText())
        .as("the export itself does not say where it is from")
        .isEqualTo("lovable");
    assertThat(app.path("projects").toString())
        .isEqualTo("[{\"builder\":\"lovable\",\"id\":\"5c2a\"}]");
    assertThat(http.get("/v1/apps/shop").json()).isEqualTo(app);
    JsonNode diff = http.get("/v1/plans/" + plan.path("id").asText() + "/diff").json();
    assertThat(diff.path("files").get(0).path("path").asText()).isEqualTo("index.html");
    assertThat(diff.path("next").isNull()).isTrue();
  }

  @Test
  void aRequestThatFailsMakesAndBindsNothing() throws Exception {
    assertThat(plan("shop", LOVABLE, Map.of("environment", "Not A Name")).code())
        .isEqualTo("environment.name-invalid");
    assertThat(plan("shop", LOVABLE, Map.of("consents", new String[] {"all"})).code())
        .isEqualTo("api.field-invalid");
    assertThat(plan("shop", Map.of("builder", "lovable"), Map.of()).code())
        .isEqualTo("app.project-invalid");
    assertThat(plan("Shop!", LOVABLE, Map.of()).code()).isEqualTo("app.slug-invalid");
    assertThat(http.get("/v1/apps").json().path("apps")).isEmpty();
    assertThat(appOfTheProject()).isEmpty();
  }

  @Test
  void aProjectStaysWithItsAppUntilSomebodyMeansOtherwise() throws Exception {
    prepared(plan("shop", LOVABLE, Map.of()));
    UnixHttp.Answer elsewhere = plan("boutique", LOVABLE, Map.of());
    assertThat(elsewhere.code()).isEqualTo("app.project-elsewhere");
    assertThat(elsewhere.status()).isEqualTo(422);
    assertThat(elsewhere.json().path("detail").asText()).contains("shop");
    assertThat(http.get("/v1/apps/boutique").code()).isEqualTo("app.unknown");
    Map<String, String> remix = Map.of("builder", "lovable", "id", "77f0");
    assertThat(plan("shop", remix, Map.of()).code()).isEqualTo("app.other-project");
    assertThat(appOfTheProject()).hasSize(1);
    assertThat(plan("shop", remix, Map.of("rebind", true)).status()).isEqualTo(202);
    assertThat(appOfTheProject()).isEmpty();
  }

  @Test
  void variablesSayWhichRevisionIsLive() throws Exception {
    prepared(plan("shop", LOVABLE, Map.of()));
    String path = "/v1/apps/shop/environments/production/variables";
    JsonNode set =
        http.sendJson("PATCH", path, "{\"set\":{\"VITE_TITLE\":\"x\",\"TOKEN\":\"y\"}}").json();
    OpenApi.read().assertFits("Variables", set);
    assertThat(set.path("liveRevision").isNull()).isTrue();
    assertThat(set.path("variables").toString())
        .contains("{\"name\":\"VITE_TITLE\",\"public\":true,\"source\":\"user\"}")
        .doesNotContain("\"y\"");
    JsonNode unset = http.sendJson("PATCH", path, "{\"unset\":[\"TOKEN\"]}").json();
    assertThat(unset.path("revision").asInt()).isEqualTo(set.path("revision").asInt() + 1);
    assertThat(http.get(path).json()).isEqualTo(unset);
  }

  @Test
  void whatNoPlanHasFoundCannotBeAllowed() throws Exception {
    prepared(plan("shop", LOVABLE, Map.of()));
    UnixHttp.Answer answer =
        http.sendJson(
            "PUT", "/v1/apps/shop/allowed-findings/F-0123456789", "{\"reason\":\"because\"}");
    assertThat(answer.code()).isEqualTo("check.unknown-finding");
    assertThat(answer.status()).isEqualTo(404);
  }
}
