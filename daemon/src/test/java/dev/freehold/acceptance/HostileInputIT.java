package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.UnixHttp;
import dev.freehold.check.FakeSecrets;
import dev.freehold.file.RawTar;
import dev.freehold.file.RawZip;
import dev.freehold.kill.Driver;
import dev.freehold.kill.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Inputs that must not be deployed, over an app that is live. Each ends with its code and a remedy;
 * nothing appears beside the home, and the app stays as it is.
 */
class HostileInputIT {
  private static final String APP = "victim";
  private static final Duration BEFORE_KEEP_ALIVE = Duration.ofSeconds(10);
  private static final String HTML = PlainApp.page("evil");
  private static final FakeSecrets SECRETS = new FakeSecrets(7);
  private static Launcher freehold;
  private static String url;
  private static Page livePage;
  private static JsonNode liveHistory;
  private static int number;
  private Path input;

  @BeforeAll
  static void deployTheVictim() throws Exception {
    freehold = Launcher.withNewHome();
    Path app = PlainApp.write(freehold.folder().resolve(APP), "good");
    url = freehold.deploy(app).path("url").asText();
    livePage = Web.page(url);
    assertThat(livePage.body()).contains("<p>good</p>");
    liveHistory = history();
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  @BeforeEach
  void ownFolder() throws IOException {
    input = Files.createDirectories(freehold.folder().resolve("input" + number++));
  }

  @Test
  void aPathThatLeadsOutside() throws Exception {
    Path target = Path.of("/tmp", freehold.folder().getFileName() + "-evil");
    String up = "../".repeat(12);
    refused("intake.path-traversal", zip(RawZip.file(up + target.toString().substring(1), "x")));
    refused(
        "intake.path-traversal",
        file("a.tar", new RawTar().file("index.html", HTML).file("../../evil", "x").bytes()));
    assertThat(target).doesNotExist();
  }

  @Test
  void anAbsolutePath() throws Exception {
    Path target = Path.of("/tmp", freehold.folder().getFileName() + "-absolute");
    refused("intake.path-absolute", zip(RawZip.file(target.toString(), "x")));
    assertThat(target).doesNotExist();
  }

  @Test
  void aPathOfWindows() throws Exception {
    refused("intake.path-drive", zip(RawZip.file("C:/evil.txt", "x")));
    refused("intake.path-backslash", zip(RawZip.file("..\\evil.txt", "x")));
    refused("intake.path-reserved-name", zip(RawZip.file("aux.txt", "x")));
  }

  @Test
  void aSymbolicLinkInAFolder() throws Exception {
    Files.writeString(input.resolve("index.html"), HTML);
    Files.createSymbolicLink(input.resolve("passwd.txt"), Path.of("/etc/passwd"));
    refused("intake.link", input);
  }

  @Test
  void linksAndDevicesInArchives() throws Exception {
    refused("intake.link", zip(RawZip.file("link", "/etc/passwd").mode(0120777)));
    refused("intake.link", file("a.tar.gz", new RawTar().type("hard", '1').gz()));
    refused("intake.special-file", file("b.tar.zst", new RawTar().type("pipe", '6').zst()));
  }

  @Test
  void aFolderOfGitInAnyCase() throws Exception {
    refused("intake.path-git", zip(RawZip.file("app/.GIT/config", "[core]\n")));
  }

  @Test
  void namesThatDifferOnlyInCase() throws Exception {
    refused(
        "intake.path-collision", zip(RawZip.file("Logo.png", "x"), RawZip.file("logo.png", "y")));
  }

  @Test
  void aBomb() throws Exception {
    refused("intake.bomb", zip(RawZip.file("zeros.bin", new byte[48 << 20])));
  }

  @Test
  void anEncryptedArchive() throws Exception {
    refused("intake.encrypted", zip(RawZip.file("secret.txt", "x").flags(1)));
  }

  @Test
  void aTruncatedArchive() throws Exception {
    byte[] whole = RawZip.of(RawZip.file("index.html", HTML), RawZip.file("b.txt", "b"));
    refused("intake.archive-broken", file("cut.zip", Arrays.copyOf(whole, whole.length - 30)));
    byte[] tar = new RawTar().file("index.html", "x".repeat(5_000)).unfinished();
    refused("intake.archive-broken", file("cut.tar", Arrays.copyOf(tar, 2_000)));
  }

  @Test
  void nothingAtAll() throws Exception {
    refused("intake.empty", input);
    refused("intake.empty", zip());
    refused("source.not-found", input.resolve("nowhere"));
  }

  @Test
  void whatIsNoArchive() throws Exception {
    refused("intake.archive-unknown", file("page.zip", HTML.getBytes(StandardCharsets.UTF_8)));
    refused("source.unknown-kind", file("page.rar", new byte[] {1}));
  }

  @Test
  void aServiceRoleKeyInTheSource() throws Exception {
    String key = SECRETS.supabaseJwt("service_role");
    secret(key, "client.js", "const key = '" + key + "';\n", "supabase-service-role");
  }

  @Test
  void anAnonymousKeyIsNoSecret() throws Exception {
    Path app = PlainApp.write(input, "anon");
    Files.writeString(
        app.resolve("client.js"), "const key = '" + SECRETS.supabaseJwt("anon") + "';\n");
    JsonNode deployed = freehold.deploy(app, "--app", "anonymous");
    assertThat(deployed.path("state").asText()).isEqualTo("succeeded");
  }

  @Test
  void aPaymentKeyInTheSource() throws Exception {
    String key = "sk_" + "live_" + SECRETS.alphanumeric(24);
    secret(key, "pay.js", "\n\nconst stripe = '" + key + "';\n", "stripe-live-key");
  }

  @Test
  void aSecretInAPublicVariable() throws Exception {
    String value = SECRETS.alphanumeric(32);
    secret(value, ".env", "VITE_API_" + "SECRET=" + value + "\n", "public-variable");
  }

  @Test
  void anAppForPhones() throws Exception {
    Files.writeString(
        input.resolve("package.json"), "{\"dependencies\":{\"@nativescript/core\":\"8.8.0\"}}");
    Files.writeString(input.resolve("app.ts"), "export const x = 1;\n");
    JsonNode refused = refused("detect.not-a-web-app", input);
    assertThat(refused.path("error").path("message").asText()).contains("NativeScript");
  }

  @Test
  void sourcesWithoutTheirPackageJson() throws Exception {
    Files.createDirectories(input.resolve("src"));
    Files.writeString(input.resolve("src/main.tsx"), "export const x = 1;\n");
    Files.writeString(
        input.resolve("index.html"),
        HTML.replace("src=\"/app.js\"", "type=\"module\" src=\"/src/main.tsx\""));
    refused("detect.no-package-json", input);
  }

  @Test
  void notesThatAreNoApp() throws Exception {
    Files.writeString(input.resolve("notes.txt"), "to do\n");
    refused("detect.not-a-web-app", input);
  }

  @Test
  void farFewerFilesThanBefore() throws Exception {
    String[] shrinking = {"--app", "shrinking"};
    Path app = PlainApp.write(input, "whole");
    String shrunk = freehold.deploy(app, shrinking).path("url").asText();
    for (int i = 1; i <= 4; i++) {
      Files.delete(app.resolve("notes/" + i + ".txt"));
    }
    Files.writeString(app.resolve("index.html"), PlainApp.page("shrunk"));
    JsonNode refused = freehold.refused(Launcher.deploying(app, shrinking));
    assertError(refused, "intake.shrink");
    assertThat(refused.path("error").path("remedy").asText()).contains("--allow-shrink");
    assertThat(Web.page(shrunk).body()).contains("<p>whole</p>");
    freehold.deploy(app, "--app", "shrinking", "--allow-shrink");
    assertThat(Web.page(shrunk).body()).contains("<p>shrunk</p>");
  }

  @Test
  void whoFollowsAPlanIsToldAtOnceThatItIsBlocked() throws Exception {
    var driver = new Driver(freehold.http());
    String export = driver.begin();
    driver.upload(
        export,
        RawZip.of(
            RawZip.file("index.html", HTML),
            RawZip.file("key.js", "const key = '" + SECRETS.supabaseJwt("service_role") + "';")));
    driver.complete(export);
    String plan = driver.plan(export);
    assertThat(driver.awaitPlan(plan).path("state").asText()).isEqualTo("blocked");
    String head = UnixHttp.head("GET", "/v1/events?run=" + plan, Map.of("Host", "daemon.local"));
    try (var channel = freehold.http().open(head)) {
      var events =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
      assertTimeoutPreemptively(
          BEFORE_KEEP_ALIVE,
          () -> {
            while (!events.readLine().equals("event: plan.state")) {}
            assertThat(events.readLine()).contains("\"state\":\"blocked\"");
          });
    }
  }

  /** The text must not come back in anything that is said. */
  private void secret(String secret, String file, String text, String rule) throws Exception {
    PlainApp.write(input, "leaking");
    Files.writeString(input.resolve(file), text);
    JsonNode refused = refused("check.secret", input);
    assertThat(refused.toString()).doesNotContain(secret);
    assertThat(refused.path("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.path("rule").asText()).isEqualTo(rule);
              assertThat(check.path("severity").asText()).isEqualTo("error");
              assertThat(check.path("file").asText()).isEqualTo(file);
              assertThat(check.path("line").asInt())
                  .isEqualTo((int) text.substring(0, text.indexOf(secret)).lines().count());
            });
    Path repository = freehold.home().repositories().resolve(APP + ".git");
    assertThat(Shell.git(repository, "log", "--all", "--oneline", "-S" + secret)).isEmpty();
  }

  private JsonNode refused(String code, Path source) throws Exception {
    Map<String, String> before = outside();
    JsonNode document =
        freehold.refused(Launcher.deploying(source, "--app", APP, "--allow-shrink"));
    assertError(document, code);
    assertThat(outside()).as("what is beside the home").isEqualTo(before);
    assertThat(Web.page(url).body()).isEqualTo(livePage.body());
    assertThat(Web.page(url).header("freehold-release")).isEqualTo("v1");
    assertThat(history()).isEqualTo(liveHistory);
    return document;
  }

  private static void assertError(JsonNode document, String code) {
    JsonNode error = document.path("error");
    assertThat(error.path("code").asText()).as("%s", document).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(error.path("remedy").asText()).isNotBlank();
    assertThat(error).as("code, message and remedy, no more").hasSize(3);
  }

  private static JsonNode history() throws Exception {
    return freehold.http().get("/v1/apps/" + APP + "/deployments").json();
  }

  /** Every file beside the home with its size and time; the home itself only by its name. */
  private static Map<String, String> outside() throws IOException {
    var found = new TreeMap<String, String>();
    try (var files = Files.walk(freehold.folder())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.startsWith(freehold.home().root())) {
          var of = Files.readAttributes(file, "size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
          found.put(file.toString(), of.toString());
        }
      }
    }
    return found;
  }

  private Path zip(RawZip.Entry... entries) throws IOException {
    return file("hostile.zip", RawZip.of(entries));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(input.resolve(name), bytes);
  }
}
