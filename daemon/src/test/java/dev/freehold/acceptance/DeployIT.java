package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.api.UnixHttp;
import dev.freehold.kill.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The story of the README with the example app, told in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployIT {
  private static final String TITLE = "VITE_GUESTBOOK_TITLE";
  private static final String CHANGED = "src/pages/About.tsx";
  private static Launcher freehold;
  private static Path source;
  private static JsonNode first;

  @BeforeAll
  static void deployTheExample() throws Exception {
    freehold = Launcher.withNewHome();
    source = copyOfExample();
    first = freehold.deploy(source, "--message", "the first one", "--watch", "1");
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  @Test
  @Order(1)
  void aDeploymentIsOneDocumentWithEveryField() {
    typesOfDeployment(first);
    assertThat(first.path("app").asText()).isEqualTo("guestbook");
    assertThat(first.path("environment").asText()).isEqualTo("production");
    assertThat(first.path("kind").asText()).isEqualTo("deploy");
    assertThat(first.path("state").asText()).isEqualTo("succeeded");
    assertThat(first.path("release").asText()).isEqualTo("v1");
    assertThat(first.path("releaseId").asText()).matches("[0-9a-f]{64}");
    assertThat(first.path("previousRelease").isNull()).isTrue();
    assertThat(first.path("commit").asText()).matches("[0-9a-f]{40}");
    assertThat(first.path("url").asText()).matches("http://guestbook\\.localhost:\\d+/");
    assertThat(first.path("uploaded").path("files").asInt()).isGreaterThan(5);
    assertThat(first.path("uploaded").path("bytes").asLong()).isGreaterThan(1_000_000);
    assertThat(first.path("reason").asText()).isEqualTo("the first one");
    var steps = new ArrayList<String>();
    for (JsonNode step : first.path("steps")) {
      steps.add(step.path("name").asText() + " " + step.path("state").asText());
    }
    assertThat(steps)
        .contains("build done", "upload done", "health done", "activate done", "watch done");
    assertThat(first.path("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.path("severity").asText()).isEqualTo("info");
              assertThat(check.path("code").asText()).isEqualTo("check.variable-missing");
              assertThat(check.path("file").asText()).isEqualTo("src/lib/env.ts");
            });
  }

  @Test
  @Order(1)
  void itsPageHasAPictureInTheHistory() throws Exception {
    String path = "/v1/deployments/" + first.path("deployment").asText();
    JsonNode deployment = freehold.http().get(path).json();
    assertThat(deployment.path("screenshot").asBoolean())
        .as("%s; is Chromium installed?", deployment.path("effects"))
        .isTrue();
    assertThat(deployment.path("commitMessage").asText()).isEqualTo("the first one");
    UnixHttp.Answer picture = freehold.http().get(path + "/screenshot");
    assertThat(picture.status()).isEqualTo(200);
    assertThat(picture.header("content-type")).isEqualTo("image/png");
    assertThat(picture.text()).contains("PNG");
  }

  @Test
  @Order(2)
  void thePageIsServedAlsoAtItsDeepLinks() throws Exception {
    Page index = Web.page(url());
    assertThat(index.header("freehold-release")).isEqualTo("v1");
    assertThat(index.header("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(index.header("cache-control")).isEqualTo("no-cache");
    assertThat(index.body()).contains("<div id=\"root\">").contains("/__freehold/env.js");
    assertThat(Web.page(url() + "entries/three-owls").body()).isEqualTo(index.body());
    assertThat(Page.fetch(url() + "assets/none.js").status()).isEqualTo(404);
  }

  @Test
  @Order(3)
  void theVariableOfTheExportReachesThePageAtRunTime() throws Exception {
    Page script = Web.page(url() + "__freehold/env.js");
    assertThat(script.body()).contains("\"" + TITLE + "\":\"The Guestbook\"");
    assertThat(script.header("cache-control")).isEqualTo("no-store");
    assertThat(text(scriptPath())).doesNotContain("The Guestbook").contains(TITLE);
  }

  @Test
  @Order(4)
  void hashedAssetsAreCachedForEver() throws Exception {
    assertThat(Web.page(url() + scriptPath()).header("cache-control"))
        .contains("immutable")
        .contains("max-age=31536000");
  }

  @Test
  @Order(5)
  void aLargeBinaryArrivesAsItIs() throws Exception {
    byte[] original = Files.readAllBytes(source.resolve("src/assets/cover.png"));
    assertThat(original.length).isGreaterThan(1_000_000);
    String path = firstMatch("assets/cover-[\\w-]+\\.png", text(scriptPath()));
    HttpResponse<byte[]> served = new Web().get(url() + path);
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(served.body()).isEqualTo(original);
  }

  @Test
  @Order(6)
  void aFileWhoseNameIsNotAsciiIsReachable() throws Exception {
    assertThat(Web.page(url() + "gr%C3%B6%C3%9Fe.txt").body())
        .isEqualTo(Files.readString(source.resolve("public/größe.txt")));
  }

  @Test
  @Order(7)
  void theSameAgainChangesNothing() throws Exception {
    JsonNode again = freehold.deploy(source);
    assertThat(again.path("state").asText()).isEqualTo("unchanged");
    assertThat(again.path("release").asText()).isEqualTo("v1");
    assertThat(again.path("releaseId")).isEqualTo(first.path("releaseId"));
    assertThat(again.path("url").asText()).isEqualTo(url());
    assertThat(again.path("uploaded").path("files").asInt(-1)).isZero();
    assertThat(again.path("uploaded").path("bytes").asInt(-1)).isZero();
    assertThat(history()).hasSize(1);
    Run withExitCode = freehold.run(Launcher.deploying(source, "--exit-code", "--json"));
    assertThat(withExitCode.exit()).isEqualTo(4);
    assertThat(withExitCode.document().path("state").asText()).isEqualTo("unchanged");
  }

  @Test
  @Order(8)
  void aBuildThatFailsSaysWhereFirst() throws Exception {
    String whole = Files.readString(source.resolve(CHANGED));
    Files.writeString(source.resolve(CHANGED), whole + "\nexport const broken = ;\n");
    JsonNode refused = freehold.refused(Launcher.deploying(source));
    Files.writeString(source.resolve(CHANGED), whole);
    assertThat(refused.path("error").path("code").asText()).isEqualTo("build.failed");
    assertThat(refused.path("error").path("message").asText().lines().limit(3))
        .as("the first lines name the file")
        .anyMatch(line -> line.contains("About.tsx"));
    assertThat(refused.path("error").path("remedy").asText()).isNotBlank();
    assertThat(Web.page(url()).header("freehold-release")).isEqualTo("v1");
    assertThat(history()).hasSize(1);
  }

  @Test
  @Order(9)
  void aChangedFileBecomesTheSecondReleaseFromCachedPackages() throws Exception {
    Map<Path, Long> packages = cachedPackages();
    assertThat(packages).hasSize(1);
    freehold.done("var", "set", TITLE + "=Our Book", "VITE_GUESTBOOK_ACCENT=teal");
    String page = Files.readString(source.resolve(CHANGED));
    Files.writeString(source.resolve(CHANGED), page.replaceFirst("(?s)$", "// changed\n"));
    Files.writeString(source.resolve("public/robots.txt"), "User-agent: nobody\n");

    JsonNode second = freehold.deploy(source, "--message", "the second one");
    assertThat(second.path("release").asText()).isEqualTo("v2");
    assertThat(second.path("previousRelease").asText()).isEqualTo("v1");
    assertThat(second.path("uploaded").path("files").asInt())
        .as("only what changed is uploaded")
        .isPositive()
        .isLessThan(first.path("uploaded").path("files").asInt() / 2);
    assertThat(second.path("uploaded").path("bytes").asLong()).isLessThan(1_000_000);
    assertThat(cachedPackages()).as("nothing was installed").isEqualTo(packages);
    assertThat(Web.page(url() + "robots.txt").body()).isEqualTo("User-agent: nobody\n");
    assertThat(Web.page(url() + "__freehold/env.js").body())
        .contains("\"" + TITLE + "\":\"Our Book\"")
        .contains("\"VITE_GUESTBOOK_ACCENT\":\"teal\"");
  }

  @Test
  @Order(10)
  void diffShowsReleasesWithTextAndDeploymentsWithVariablesByName() throws Exception {
    JsonNode diff = freehold.json("diff", "v1", "v2");
    assertThat(diff.path("from").path("release").asText()).isEqualTo("v1");
    assertThat(diff.path("to").path("release").asText()).isEqualTo("v2");
    Map<String, String> files = new LinkedHashMap<>();
    for (JsonNode file : diff.path("files")) {
      assertThat(file.path("change").asText()).isEqualTo("changed");
      files.put(file.path("path").asText(), file.path("textDiff").asText());
    }
    assertThat(files).containsOnlyKeys("public/robots.txt", CHANGED);
    assertThat(files.get("public/robots.txt")).contains("+User-agent: nobody");
    assertThat(diff.path("build").isObject()).isTrue();
    assertThat(diff.path("adaptations").path("added").isArray()).isTrue();

    List<JsonNode> history = history();
    JsonNode deployments =
        freehold.json(
            "diff",
            history.get(1).path("deployment").asText(),
            history.get(0).path("deployment").asText());
    JsonNode variables = deployments.path("variables");
    assertThat(variables.path("added").toString()).isEqualTo("[\"VITE_GUESTBOOK_ACCENT\"]");
    assertThat(variables.path("changed").toString()).isEqualTo("[\"" + TITLE + "\"]");
    assertThat(deployments.toString()).as("no value is shown").doesNotContain("Our Book", "teal");
    assertThat(deployments.path("files")).hasSize(2);
  }

  @Test
  @Order(11)
  void rollbackBringsBackThePageAndItsSettings() throws Exception {
    String oldRobots = Files.readString(example().resolve("public/robots.txt"));
    JsonNode rollback = freehold.json("rollback", "--yes", "--watch", "0", "--message", "too teal");
    typesOfDeployment(rollback);
    assertThat(rollback.path("kind").asText()).isEqualTo("rollback");
    assertThat(rollback.path("release").asText()).isEqualTo("v1");
    assertThat(rollback.path("releaseId")).isEqualTo(first.path("releaseId"));
    assertThat(rollback.path("previousRelease").asText()).isEqualTo("v2");
    assertThat(Web.page(url()).header("freehold-release")).isEqualTo("v1");
    assertThat(Web.page(url() + "robots.txt").body()).isEqualTo(oldRobots);
    assertThat(Web.page(url() + "__freehold/env.js").body())
        .contains("\"" + TITLE + "\":\"The Guestbook\"")
        .doesNotContain("ACCENT");
  }

  @Test
  @Order(12)
  void historyShowsTheNewestFirst() throws Exception {
    List<JsonNode> history = history();
    assertThat(history)
        .extracting(d -> d.path("kind").asText() + " " + d.path("release").asText())
        .containsExactly("rollback v1", "deploy v2", "deploy v1");
    assertThat(history)
        .extracting(d -> d.path("reason").asText())
        .containsExactly("too teal", "the second one", "the first one");
    for (JsonNode deployment : history) {
      typesOfDeployment(deployment);
      Instant started = Instant.parse(deployment.path("startedAt").asText());
      assertThat(Instant.parse(deployment.path("finishedAt").asText())).isAfterOrEqualTo(started);
    }
    ObjectNode row = first.deepCopy();
    row.remove("notes");
    assertThat(history.get(2)).isEqualTo(row);
    JsonNode page = freehold.json("history", "--limit", "1");
    assertThat(page.path("deployments")).hasSize(1);
    JsonNode older = freehold.json("history", "--before", page.path("next").asText());
    assertThat(older.path("deployments")).hasSize(2);
  }

  @Test
  @Order(13)
  void statusAndOpenSayWhatIsLive() throws Exception {
    JsonNode status = freehold.json("status");
    assertThat(status.path("daemon").path("pid").isIntegralNumber()).isTrue();
    assertThat(status.path("apps")).hasSize(1);
    JsonNode production = status.path("apps").get(0).path("environments").get(0);
    assertThat(production.path("name").asText()).isEqualTo("production");
    assertThat(production.path("target").asText()).isEqualTo("local");
    assertThat(production.path("release").asText()).isEqualTo("v1");
    assertThat(production.path("generation").asInt()).isEqualTo(3);
    String ownPort = production.path("addresses").get(1).asText();
    assertThat(ownPort).matches("http://127\\.0\\.0\\.1:\\d+/");
    assertThat(Web.page(ownPort).body()).isEqualTo(Web.page(url()).body());
    assertThat(freehold.done("open").out().strip()).isEqualTo(url());
    assertThat(freehold.json("open").path("url").asText()).isEqualTo(url());
  }

  @Test
  @Order(14)
  void theRepositoryIsAnOrdinaryOne() throws Exception {
    Path clone = freehold.folder().resolve("clone");
    Path repository = freehold.home().repositories().resolve("guestbook.git");
    Shell.git(freehold.folder(), "clone", "--quiet", repository.toString(), clone.toString());
    Shell.git(clone, "fsck", "--strict", "--full");
    assertThat(Shell.git(clone, "ls-files").lines().count()).isGreaterThan(60);
    assertThat(Shell.git(clone, "show", first.path("commit").asText() + ":package.json"))
        .isEqualTo(Files.readString(example().resolve("package.json")));
  }

  private static void typesOfDeployment(JsonNode document) {
    Map<String, JsonNodeType> types = new LinkedHashMap<>();
    for (String name :
        List.of(
            "app",
            "environment",
            "deployment",
            "kind",
            "state",
            "release",
            "releaseId",
            "commit",
            "url",
            "startedAt",
            "finishedAt",
            "reason")) {
      types.put(name, JsonNodeType.STRING);
    }
    types.put("uploaded", JsonNodeType.OBJECT);
    types.put("steps", JsonNodeType.ARRAY);
    types.put("checks", JsonNodeType.ARRAY);
    types.forEach(
        (name, type) ->
            assertThat(document.path(name).getNodeType()).as("type of %s", name).isEqualTo(type));
    assertThat(document.path("previousRelease").getNodeType())
        .isIn(JsonNodeType.STRING, JsonNodeType.NULL);
    assertThat(document.path("uploaded").path("files").isIntegralNumber()).isTrue();
    assertThat(document.path("uploaded").path("bytes").isIntegralNumber()).isTrue();
    assertThat(document.path("steps")).isNotEmpty();
    for (JsonNode step : document.path("steps")) {
      assertThat(step.path("name").isTextual()).isTrue();
      assertThat(step.path("state").isTextual()).isTrue();
      assertThat(step.path("millis").isIntegralNumber()).as("millis of %s", step).isTrue();
    }
    for (JsonNode check : document.path("checks")) {
      for (String name : List.of("id", "severity", "file", "message", "remedy")) {
        assertThat(check.path(name).isTextual()).as("%s of %s", name, check).isTrue();
      }
      assertThat(check.path("line").isIntegralNumber()).isTrue();
    }
  }

  private static String url() {
    return first.path("url").asText();
  }

  private static String text(String path) throws IOException, InterruptedException {
    return new String(new Web().get(url() + path).body(), StandardCharsets.UTF_8);
  }

  private static String scriptPath() throws IOException {
    return firstMatch("assets/index-[\\w-]+\\.js", Web.page(url()).body());
  }

  private static String firstMatch(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group();
  }

  private static List<JsonNode> history() throws Exception {
    var list = new ArrayList<JsonNode>();
    freehold.json("history").path("deployments").forEach(list::add);
    return list;
  }

  private static Map<Path, Long> cachedPackages() throws IOException {
    Map<Path, Long> found = new LinkedHashMap<>();
    try (var folders = Files.list(freehold.home().cache().resolve("dependencies"))) {
      for (Path folder : folders.sorted().toList()) {
        found.put(folder, (Long) Files.getAttribute(folder, "unix:ino"));
      }
    }
    return found;
  }

  private static Path example() {
    return Launcher.sources().resolve("docs/examples/guestbook");
  }

  /** Without what a developer's own build may have left there. */
  private static Path copyOfExample() throws IOException {
    Path copy = freehold.folder().resolve("guestbook");
    try (var files = Files.walk(example())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path relative = example().relativize(file);
        if (!relative.startsWith("node_modules") && !relative.startsWith("dist")) {
          Files.copy(file, copy.resolve(relative.toString()));
        }
      }
    }
    return copy;
  }
}
