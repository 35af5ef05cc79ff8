package dev.freehold.targets.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in is good enough for Vercel's own program, which knows the real one. */
class OfficialCliIT {
  static {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir Path temp;
  private FakeVercel vercel;
  private OfficialCli cli;
  private Path site;

  @BeforeEach
  void start() throws Exception {
    vercel = new FakeVercel().paid().taking(300, 400);
    cli = new OfficialCli(Files.createDirectory(temp.resolve("home")), vercel.api());
    site = Files.createDirectory(temp.resolve("site"));
    Files.writeString(site.resolve("index.html"), "<h1>one</h1>");
    Files.writeString(site.resolve("about.css"), "body{}");
  }

  @AfterEach
  void stop() {
    vercel.close();
  }

  private String get(String host, String path) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(vercel.api().resolve(path)).header("Host", host).build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  @Test
  void itDeploysPromotesAndRollsBack() throws Exception {
    cli.ok(site, "deploy", "--prod", "--yes");
    assertThat(vercel.requests())
        .containsSubsequence(
            "GET /v2/user",
            "POST /v1/projects",
            "POST /v13/deployments",
            "POST /v2/files",
            "POST /v2/files",
            "POST /v13/deployments",
            "GET /v13/deployments/*");
    assertThat(get("site.vercel.app", "/")).isEqualTo("200 <h1>one</h1>");

    vercel.forgetRequests();
    Files.writeString(site.resolve("index.html"), "<h1>two</h1>");
    cli.ok(site, "deploy", "--prod", "--skip-domain", "--yes");
    assertThat(vercel.requests()).filteredOn("POST /v2/files"::equals).hasSize(1);
    List<String> deployments = vercel.deploymentsOf("site");
    assertThat(vercel.requestOf(deployments.get(1)).path("autoAssignCustomDomains").asBoolean(true))
        .isFalse();
    assertThat(get("site.vercel.app", "/")).isEqualTo("200 <h1>one</h1>");

    assertThat(cli.ok(site, "promote", deployments.get(1), "--yes")).contains("Success");
    assertThat(get("site.vercel.app", "/")).isEqualTo("200 <h1>two</h1>");
    assertThat(cli.ok(site, "rollback", deployments.get(0), "--yes")).contains("Success");
    assertThat(get("site.vercel.app", "/")).isEqualTo("200 <h1>one</h1>");
  }

  @Test
  void itDeploysWhatWasBuiltBefore() throws Exception {
    Path output = Files.createDirectories(site.resolve(".vercel/output/static"));
    Files.writeString(output.resolve("index.html"), "<h1>built</h1>");
    Files.writeString(
        output.resolveSibling("config.json"),
        "{\"version\":3,\"routes\":[{\"handle\":\"filesystem\"},"
            + "{\"src\":\"^/.*$\",\"dest\":\"/index.html\"}]}");
    cli.ok(site, "deploy", "--prebuilt", "--prod", "--yes");
    assertThat(get("site.vercel.app", "/people/7")).isEqualTo("200 <h1>built</h1>");
  }

  @Test
  void itAddsADomainAndVariables() throws Exception {
    cli.ok(site, "deploy", "--prod", "--yes");
    cli.ok(site, "domains", "add", "shop.example.org", "site");
    assertThat(get("shop.example.org", "/")).isEqualTo("200 <h1>one</h1>");
    Path value = Files.writeString(temp.resolve("value"), "hidden");
    cli.ok(
        site, "env", "add", "API_KEY", "production", "--value", Files.readString(value), "--yes");
    assertThat(vercel.requests()).contains("POST /v10/projects/*/env");
    assertThat(vercel.everything()).contains("API_KEY").doesNotContain("hidden");
  }

  @Test
  void itSeesWhatGoesWrong() throws Exception {
    cli.ok(site, "deploy", "--prod", "--yes");
    Files.writeString(site.resolve("index.html"), "<h1>two</h1>");
    cli.ok(site, "deploy", "--prod", "--skip-domain", "--yes");
    vercel.failAliases(true);
    OfficialCli.Outcome failed =
        cli.attempt(site, "promote", vercel.deploymentsOf("site").get(1), "--yes");
    assertThat(failed.exit()).as(failed.text()).isEqualTo(1);
    assertThat(get("site.vercel.app", "/")).isEqualTo("200 <h1>one</h1>");

    vercel.next("GET /v2/user", Mishap.FAILING);
    Files.writeString(site.resolve("index.html"), "<h1>three</h1>");
    cli.ok(site, "deploy", "--yes");
  }

  @Test
  void itRunsAServerAndListsAndRemovesWhatIsThere() throws Exception {
    Path output = Files.createDirectories(site.resolve(".vercel/output"));
    Files.writeString(
        output.resolve("config.json"),
        "{\"version\":3,\"routes\":[{\"handle\":\"filesystem\"},"
            + "{\"src\":\"^/.*$\",\"dest\":\"/__freehold/web\"}]}");
    Path function = Files.createDirectories(output.resolve("functions/__freehold/web.func"));
    Files.writeString(
        function.resolve(".vc-config.json"),
        "{\"runtime\":\"nodejs22.x\",\"handler\":\"a.mjs\",\"launcherType\":\"Nodejs\"}");
    Files.writeString(
        function.resolve("a.mjs"),
        "export default (q, s) => s.end(q.method + ' ' + q.url + ' ' + process.env.GREETING);");
    cli.ok(site, "deploy", "--prebuilt", "--prod", "--yes", "--env", "GREETING=good day");
    assertThat(get("site.vercel.app", "/a/b?c=d")).isEqualTo("200 GET /a/b?c=d good day");

    assertThat(cli.ok(site, "project", "ls")).contains("site");
    cli.ok(site, "ls");
    cli.ok(site, "remove", "site", "--yes");
    assertThat(vercel.requests())
        .contains("GET /v9/projects", "GET /v6/deployments", "DELETE /projects/*");
    assertThat(vercel.projects()).isEmpty();
  }
}
