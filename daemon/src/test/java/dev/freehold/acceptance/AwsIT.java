package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.kill.Page;
import dev.freehold.targets.aws.fake.FakeAws;
import dev.freehold.targets.aws.fake.Mishap;
import dev.freehold.targets.aws.fake.Permission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app at AWS, through the command line and the daemon as they are shipped. */
class AwsIT {
  private static final String REGION = "eu-central-1";

  private FakeAws aws;
  private Launcher freehold;
  private Path app;

  @BeforeEach
  void start() throws Exception {
    aws = new FakeAws();
    aws.taking(200, 200);
    freehold = Launcher.withNewHome();
    freehold.in(surroundings(freehold));
    app = PlainApp.write(freehold.folder().resolve("guestbook"), "one");
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
    aws.close();
  }

  private Map<String, String> surroundings(Launcher of) throws IOException {
    Path profiles = of.folder().resolve("aws-config");
    Files.writeString(profiles, FakeAws.profile(REGION));
    return Map.of(
        "FREEHOLD_AWS",
        aws.endpoint().toString(),
        "AWS_CONFIG_FILE",
        profiles.toString(),
        "AWS_SHARED_CREDENTIALS_FILE",
        of.folder().resolve("none").toString());
  }

  private void change(String marker) throws IOException {
    Files.writeString(app.resolve("index.html"), PlainApp.page(marker));
  }

  private static String page(String url) throws IOException {
    Page page = Page.fetch(url);
    return page.status() + " " + page.body().replaceAll("(?s).*<p>(.*)</p>.*", "$1");
  }

  private void sendThere() throws Exception {
    freehold.done("target", "add", "aws", "--yes");
    freehold.done("plan", app.toString(), "--yes", "--target", "aws");
  }

  @Test
  void anAppGoesToAwsAndBackAndIsTakenAway() throws Exception {
    Run added = freehold.run("target", "add", "aws", "--yes");
    assertThat(added.exit()).as("%s", added).isZero();
    assertThat(added.err())
        .contains(
            "123456789012", "Make the bucket freehold-123456789012-eu-central-1", "set a budget")
        .doesNotContain(FakeAws.SECRET_KEY);
    assertThat(added.out()).contains("123456789012 in eu-central-1 is ready, and called aws.");
    freehold.done("plan", app.toString(), "--yes");
    freehold.done("target", "use", "aws", "--app", "guestbook");
    assertThat(freehold.done("plan", app.toString(), "--yes").out())
        .contains("A CloudFront distribution for guestbook");

    JsonNode first = freehold.deploy(app);
    String url = first.path("url").asText();
    assertThat(url)
        .matches(
            "http://d[a-z0-9]+\\.cloudfront\\.net\\.localhost:" + aws.endpoint().getPort() + "/");
    assertThat(page(url)).isEqualTo("200 one");
    change("two");
    freehold.done("deploy", app.toString(), "--yes", "--watch", "4");
    assertThat(page(url)).isEqualTo("200 two");

    aws.forgetCalls();
    freehold.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
    assertThat(page(url)).isEqualTo("200 one");
    assertThat(aws.operations())
        .doesNotContain(
            "cloudfront:UpdateDistribution", "cloudfront:PublishFunction", "s3:CopyObject");
    assertThat(aws.calls().stream().filter(call -> call.action().equals("s3:PutObject")))
        .extracting(Permission::resource)
        .noneMatch(resource -> resource.contains("/r/") || resource.contains("/a/"));
    assertThat(freehold.done("status").out()).contains("guestbook", "aws", "v1");
    assertThat(freehold.done("history", "--app", "guestbook").out()).contains("v1", "v2");
    assertThat(freehold.done("open", "--app", "guestbook").out()).contains(url);
    assertThat(freehold.done("target", "verify", "aws").out())
        .contains("freehold-123456789012-eu-central-1");
    assertNoKeyIsWrittenDown();

    freehold.done("app", "remove", "guestbook", "--yes");
    assertThat(aws.distributions()).isZero();
    assertThat(aws.functions()).isEmpty();
    assertThat(aws.objects()).isEmpty();
    assertThat(aws.pairs()).isEmpty();
    freehold.done("target", "remove", "aws", "--yes");
    assertThat(aws.everything()).containsOnly(Map.of());
    assertThat(freehold.json("target", "list").path("targets")).hasSize(1);
  }

  private void assertNoKeyIsWrittenDown() throws IOException {
    try (Stream<Path> files = Files.walk(freehold.home().root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(FakeAws.SECRET_KEY);
      }
    }
  }

  @Test
  void whatGoesWrongAtAwsIsFoundOut() throws Exception {
    sendThere();
    for (String call :
        List.of(
            "cloudfront:CreateFunction",
            "cloudfront:CreateDistributionWithTags",
            "s3:PutObject",
            "cloudfront-keyvaluestore:UpdateKeys")) {
      aws.every(2, call, Mishap.RESET_AFTER_APPLYING);
    }
    JsonNode first = freehold.deploy(app);
    assertThat(first.path("state").asText()).isEqualTo("succeeded");
    assertThat(page(first.path("url").asText())).isEqualTo("200 one");
    assertThat(aws.distributions()).isEqualTo(1);
    change("two");
    aws.next("s3:PutObject", Mishap.EXPIRED_TOKEN);
    JsonNode expired = freehold.refused(Launcher.deploying(app));
    assertThat(expired.toString()).contains("aws.login-expired");
    assertThat(freehold.deploy(app).path("state").asText()).isEqualTo("succeeded");
    assertThat(page(first.path("url").asText())).isEqualTo("200 two");
  }

  private Path shop() throws IOException {
    Path shop = Files.createDirectory(freehold.folder().resolve("shop"));
    Files.writeString(
        shop.resolve("package.json"),
        """
        {"name": "shop", "private": true, "dependencies": {"express": "file:express"},
         "scripts": {"build": "mkdir -p dist && cp server.cjs dist", "start": "node dist/server.cjs"}}
        """);
    Files.createDirectory(shop.resolve("express"));
    Files.writeString(
        shop.resolve("express/package.json"), "{\"name\": \"express\", \"version\": \"1.0.0\"}");
    Files.writeString(
        shop.resolve("server.cjs"),
        """
        console.log('the key is ' + process.env.SECRET_KEY);
        require('node:http').createServer((_, response) => {
          response.setHeader('content-type', 'text/html');
          response.end('<!doctype html><html lang=en><title>Shop</title><p>open</p>');
        }).listen(5000, '0.0.0.0');
        """);
    return shop;
  }

  @Test
  void whatAServerPrintsIsShownWithoutTheSecretsOfAnyTime() throws Exception {
    Path shop = shop();
    freehold.done("target", "add", "aws", "--yes");
    freehold.run("plan", shop.toString(), "--yes");
    freehold.done("target", "use", "aws", "--app", "shop");
    freehold.done("var", "set", "SECRET_KEY=first-secret", "--app", "shop");
    assertThat(freehold.done("plan", shop.toString(), "--yes").out())
        .contains("What its server prints is kept 30 days in CloudWatch");
    List<String> keys = List.of("first-secret", "second-secret", "third-secret", "fourth-secret");
    for (String key : keys) {
      freehold.done("var", "set", "SECRET_KEY=" + key, "--app", "shop");
      freehold.deploy(shop);
    }
    Run shown =
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> freehold.done("logs", "--app", "shop"),
                run -> run.out().lines().filter(line -> line.contains("the key is")).count() == 4);
    assertThat(shown.out().lines())
        .hasSize(4)
        .allMatch(line -> line.contains(" v1 ") && line.endsWith("  the key is ***"));
    freehold.done("app", "remove", "shop", "--yes");
    assertThat(aws.logGroups()).isEmpty();
  }

  @Test
  void anotherMachineTakesOver() throws Exception {
    sendThere();
    String url = freehold.deploy(app).path("url").asText();
    change("two");
    freehold.deploy(app);
    try (Launcher other = Launcher.withNewHome()) {
      other.in(surroundings(other));
      other.done("target", "add", "aws", "--yes");
      assertThat(other.done("target", "adopt", "aws").out())
          .contains("guestbook production: v2 is live, after 2 switches.");
      assertThat(other.done("history", "--app", "guestbook").out()).contains("v1", "v2");
      other.done("rollback", "--app", "guestbook", "--yes", "--watch", "0");
      assertThat(page(url)).isEqualTo("200 one");
    }
    assertThat(freehold.done("status").out()).contains("made something else live since");
    assertThat(freehold.done("target", "adopt", "aws").out())
        .contains("guestbook production: v1 is live, after 3 switches.");
  }
}
