package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.Resource;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.aws.fake.FakeAws;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps with a server of their own, which runs as the very zip that Lambda is sent. */
class AwsServersTest {
  private static final String HASHED = "assets/index-4a5b6c7d.js";

  private static final String SERVER =
      """
      const http = require('node:http');
      const text = '%s';
      console.log('started with ' + process.env.SECRET_KEY);
      http.createServer((request, response) => {
        const parts = [];
        request.on('data', (part) => parts.push(part));
        request.on('end', () => {
          console.log('asked for ' + request.url);
          if (request.url.endsWith('/echo')) {
            response.writeHead(200, { 'content-type': 'application/octet-stream' });
            response.end(Buffer.concat(parts));
          } else if (request.url.endsWith('/parts')) {
            response.writeHead(200, { 'content-type': 'text/plain' });
            response.write('one ');
            setTimeout(() => response.end('two'), 50);
          } else if (request.url.endsWith('/gone')) {
            response.writeHead(404, { 'content-type': 'text/plain' });
            response.end('no such thing here');
          } else {
            response.writeHead(200, {
              'content-type': 'application/json',
              'set-cookie': ['a=1; Path=/', 'b=2; Path=/'],
            });
            response.end(JSON.stringify({
              text,
              method: request.method,
              url: request.url,
              headers: request.headers,
              said: process.env.SECRET_KEY,
              key: process.env.AWS_ACCESS_KEY_ID,
              names: Object.keys(process.env),
            }));
          }
        });
      }).listen(3000);
      """;

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ReleaseRoom room;
  private Activations activations;
  private FakeAws aws;
  private FakeLogin login;
  private Target target;
  private int runs;

  @BeforeEach
  void start() throws Exception {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
    aws = new FakeAws();
    login =
        FakeLogin.in(room.home, room.database, room.blobs, room.clock, aws, Duration.ofSeconds(10));
    login.connect();
    target = login.at(Activations.SITE);
  }

  @AfterEach
  void end() {
    login.close();
    aws.close();
    room.close();
    http.close();
  }

  private static Service server(String prefix, String... command) {
    return new Service(
        "web", prefix, List.of(command), "", Map.of(), "/", List.of(), NodeRange.ANY);
  }

  private Activation app(String text, String prefix, Map<String, String> variables) {
    OutputTree output =
        new OutputTree()
            .with("server.js", SERVER.formatted(text))
            .with("public/" + HASHED, "// hashed")
            .with("public/robots.txt", "robots of " + text);
    if (!prefix.equals("/")) {
      output = output.with("public/index.html", "<h1>page of " + text + "</h1>");
    }
    var serving =
        new Serving(
            "public", Optional.empty(), List.of(server(prefix, "node", "server.js")), List.of());
    return activations.of(output, serving, variables);
  }

  private Activation app(String text) {
    return app(text, "/", Map.of("SECRET_KEY", "key of " + text));
  }

  private void bring(Activation activation, String run) {
    var delta = target.prepare(activation, target.observe());
    target.provision(activation, delta, RunningStep.of(run, "provision"));
    target.upload(activation, delta, room.blobs, RunningStep.of(run, "upload"));
    target.stage(activation, RunningStep.of(run, "stage"));
  }

  private void activate(Activation activation, String run) {
    long generation = target.observe().pointer().generation();
    target.activate(activation, generation, RunningStep.of(run, "activate"));
  }

  private void deploy(Activation activation) {
    String run = "deployment-" + ++runs;
    bring(activation, run);
    activate(activation, run);
  }

  private HttpResponse<byte[]> ask(String method, String path, byte[] body, String... headers)
      throws Exception {
    Staged live = target.live();
    var request =
        HttpRequest.newBuilder(URI.create(live.connect() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Host", live.host())
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String get(String path) throws Exception {
    return text(ask("GET", path, new byte[0]));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private JsonNode told(String path) throws Exception {
    return Json.read(get(path), JsonNode.class);
  }

  @Test
  void aServerAnswersWhateverItIsAsked() throws Exception {
    deploy(app("one"));
    HttpResponse<byte[]> answer =
        ask("POST", "/people/a%20b?q=1&q=%C3%A4", new byte[] {1}, "Cookie", "c=3; d=4");
    JsonNode said = Json.read(text(answer), JsonNode.class);
    assertThat(said.path("text").asText()).isEqualTo("one");
    assertThat(said.path("method").asText()).isEqualTo("POST");
    assertThat(said.path("url").asText()).isEqualTo("/people/a%20b?q=1&q=%C3%A4");
    assertThat(said.at("/headers/cookie").asText()).isEqualTo("c=3; d=4");
    assertThat(said.at("/headers/host").asText()).isEqualTo(target.live().host());
    assertThat(said.path("headers").has("x-freehold-origin")).isFalse();
    assertThat(said.path("said").asText()).isEqualTo("key of one");
    assertThat(said.has("key")).as("the role's own key").isFalse();
    assertThat(said.path("names").toString()).doesNotContain("FREEHOLD", "AWS_LWA");
    assertThat(answer.headers().allValues("set-cookie"))
        .containsExactly("a=1; Path=/", "b=2; Path=/");

    byte[] picture = new byte[50_000];
    new Random(4).nextBytes(picture);
    assertThat(ask("PUT", "/echo", picture).body()).isEqualTo(picture);
    assertThat(get("/parts")).isEqualTo("one two");
    HttpResponse<byte[]> missing = ask("GET", "/gone", new byte[0]);
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(text(missing)).isEqualTo("no such thing here");
  }

  @Test
  void whatIsMadeIsMarkedSoThatTheBillCanBeReadAppByApp() throws Exception {
    deploy(app("one"));
    assertThat(aws.tagged("freehold"))
        .as("bucket, distribution, function, its logs, and role")
        .containsExactly(
            "guestbook.production",
            "guestbook.production",
            "guestbook.production",
            "shared",
            "shared");
  }

  @Test
  void filesBesideAServerComeFromTheBucket() throws Exception {
    deploy(app("one"));
    assertThat(get("/robots.txt?acl")).isEqualTo("robots of one");
    HttpResponse<byte[]> hashed = ask("GET", "/" + HASHED, new byte[0]);
    assertThat(text(hashed)).isEqualTo("// hashed");
    assertThat(hashed.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
    assertThat(ask("GET", "/" + HASHED, new byte[0]).headers().firstValue("x-cache"))
        .contains("Hit from cloudfront");
    assertThat(ask("GET", "/__freehold/env.js", new byte[0]).statusCode()).isEqualTo(200);
    assertThat(told("/assets/made-up").path("url").asText()).isEqualTo("/assets/made-up");
    assertThat(told("/server.js").path("text").asText()).as("its own code").isEqualTo("one");
  }

  @Test
  void aFileComesWhateverCookiesAVisitorHas() throws Exception {
    deploy(app("one"));
    HttpResponse<byte[]> answer =
        ask("GET", "/robots.txt", new byte[0], "Cookie", "a=" + "x".repeat(8_500));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("robots of one");
  }

  @Test
  void whatAServerSaysNothingOfIsNotKeptForOthers() throws Exception {
    deploy(app("one"));
    HttpResponse<byte[]> shared = ask("GET", "/assets/made-up", new byte[0]);
    assertThat(shared.headers().firstValue("cache-control")).contains("no-store");
    assertThat(ask("GET", "/people", new byte[0]).headers().firstValue("cache-control")).isEmpty();
  }

  @Test
  void aServerBelowAPrefixStandsBesidePages() throws Exception {
    deploy(app("one", "/api", Map.of()));
    assertThat(get("/")).isEqualTo("<h1>page of one</h1>");
    assertThat(told("/api?a=b").path("url").asText()).isEqualTo("/api?a=b");
    assertThat(ask("POST", "/api/echo", new byte[] {0, -1}).body()).isEqualTo(new byte[] {0, -1});
    assertThat(ask("POST", "/", new byte[0]).statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(ask("GET", "/nothing", new byte[0]).statusCode()).isEqualTo(404);
  }

  @Test
  void goingBackSwitchesPageAndServerWithOneWrite() throws Exception {
    Activation one = app("one", "/api", Map.of("SECRET_KEY", "key of one"));
    deploy(one);
    deploy(app("two", "/api", Map.of("SECRET_KEY", "key of two")));
    assertThat(told("/api").path("said").asText()).isEqualTo("key of two");
    bring(one, "back");
    aws.forgetCalls();
    activate(one, "back");
    assertThat(aws.operations())
        .filteredOn(name -> name.matches(".*:(Put|Update|Create|Publish|Delete|Add).*"))
        .containsExactly("cloudfront-keyvaluestore:UpdateKeys", "s3:PutObject", "s3:PutObject");
    assertThat(get("/")).isEqualTo("<h1>page of one</h1>");
    JsonNode said = told("/api");
    assertThat(said.path("text").asText()).isEqualTo("one");
    assertThat(said.path("said").asText()).isEqualTo("key of one");
  }

  @Test
  void aReleaseOfFilesAloneTakesThePlaceOfAServerAndBack() throws Exception {
    Activation server = app("one");
    deploy(server);
    deploy(activations.page("two"));
    assertThat(get("/")).contains("<h1>two</h1>");
    assertThat(ask("POST", "/people", new byte[0]).statusCode()).isEqualTo(405);
    aws.forgetCalls();
    deploy(server);
    assertThat(aws.operations())
        .as("its paths were kept, and so was its version")
        .noneMatch(name -> name.matches("cloudfront:UpdateDistribution|lambda:(Update|Publish).*"));
    assertThat(told("/").path("text").asText()).isEqualTo("one");
  }

  @Test
  void aServerThatDoesNotStartIsNotStagedAndSaysWhy() {
    OutputTree output =
        new OutputTree()
            .with("public/robots.txt", "")
            .with("server.js", "throw new Error('no database at ' + process.env.DATABASE);");
    Activation broken =
        activations.of(
            output,
            new Serving(
                "public", Optional.empty(), List.of(server("/", "node", "server.js")), List.of()),
            Map.of("DATABASE", "hidden-place"));
    assertThatThrownBy(() -> bring(broken, "broken"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.server-not-ready");
              assertThat(e.getMessage())
                  .contains("It ended with code 1.", "It says: Error: no database at ***")
                  .doesNotContain("hidden-place");
            });
  }

  @Test
  void nobodyButTheDistributionIsAnswered() throws Exception {
    deploy(app("one"));
    String everything = aws.everything().toString();
    var host = java.util.regex.Pattern.compile("id=([0-9a-f]{32})").matcher(everything);
    assertThat(host.find()).isTrue();
    HttpRequest around =
        HttpRequest.newBuilder(URI.create(aws.endpoint() + "/"))
            .header("Host", host.group(1) + ".lambda-url.eu-central-1.on.aws")
            .header("x-freehold-origin", "a guess")
            .build();
    HttpResponse<String> answer = http.send(around, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("This address is for the site itself.\n");
    assertThat(told("/").at("/headers/x-freehold-origin").isMissingNode()).isTrue();
    assertThat(
            Json.read(
                    text(ask("GET", "/x", new byte[0], "x-freehold-origin", "a guess")),
                    JsonNode.class)
                .path("url")
                .asText())
        .isEqualTo("/x");
  }

  @Test
  void whatIsNotKeptGoesWithItsVersionAndItsFiles() throws Exception {
    Activation one = app("one");
    Activation two = app("two");
    deploy(one);
    deploy(two);
    deploy(app("three"));
    room.pass(Duration.ofDays(3));
    target.prune(Set.of());
    String left = aws.everything().toString();
    assertThat(left)
        .doesNotContain("l/" + LivePointer.folder(one.release().id()))
        .contains("l/" + LivePointer.folder(two.release().id()));
    assertThat(left).doesNotContain("description=" + one.release().id());
    assertThat(told("/").path("text").asText()).isEqualTo("three");
    target.remove();
    assertThat(aws.everything().toString()).doesNotContain("FREEHOLD_VARIABLES", "l/");
  }

  @Test
  void anUpdateThatFailedIsToldAndTheNextOneIsTriedAllTheSame() throws Exception {
    deploy(app("one"));
    aws.nextUpdateFails("The layer is not there.");
    Activation two = app("two");
    assertThatThrownBy(() -> bring(two, "failing"))
        .isInstanceOfSatisfying(
            ProviderError.class,
            e -> {
              assertThat(e.code()).isEqualTo("aws.refused");
              assertThat(e.getMessage()).contains("The layer is not there.");
            });
    deploy(two);
    assertThat(told("/").path("said").asText()).isEqualTo("key of two");
  }

  @Test
  void nobodyPublishesWhatSomebodyElseSetUp() throws Exception {
    deploy(app("one"));
    Activation mine = app("two", "/", Map.of("SECRET_KEY", "mine"));
    Activation theirs = app("two", "/", Map.of("SECRET_KEY", "theirs"));
    aws.beforeNext(
        "lambda:UpdateFunctionConfiguration",
        () -> aws.beforeNext("lambda:GetFunctionConfiguration", () -> bring(theirs, "theirs")));
    assertThatThrownBy(() -> bring(mine, "mine"))
        .isInstanceOfSatisfying(
            ProviderError.class, e -> assertThat(e.code()).isEqualTo("aws.changed"));
    deploy(mine);
    assertThat(told("/").path("said").asText()).isEqualTo("mine");
  }

  @Test
  void thePoliciesAllowWhatIsAskedFor() {
    aws.forgetCalls();
    deploy(app("one"));
    allowed("setup");
    aws.forgetCalls();
    deploy(app("two"));
    target.prune(Set.of());
    target.logs(OptionalLong.empty(), 10);
    allowed("deploy");
    aws.forgetCalls();
    target.remove();
    allowed("setup");
  }

  private void allowed(String policy) {
    JsonNode document =
        new Policies(FakeAws.ACCOUNT, FakeLogin.REGION)
            .all().stream()
                .filter(one -> one.name().equals(policy))
                .findFirst()
                .orElseThrow()
                .document();
    assertThat(aws.calls())
        .filteredOn(call -> call.action().matches("(lambda|iam|logs):.*"))
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(document.path("Statement"))
                    .as(call.toString())
                    .anyMatch(one -> allows(one, call.action(), call.resource())));
  }

  private static boolean allows(JsonNode statement, String action, String resource) {
    boolean named =
        statement.path("Action").valueStream().anyMatch(one -> one.asText().equals(action));
    return named
        && statement
            .path("Resource")
            .valueStream()
            .anyMatch(
                one -> resource.matches("\\Q" + one.asText().replace("*", "\\E.*\\Q") + "\\E"));
  }

  @Test
  void aPlanSaysWhatIsMadeOnce() {
    Activation one = app("one");
    assertThat(target.prepare(one, target.observe()).resources())
        .extracting(Resource::kind)
        .containsExactly("distribution", "role", "logs", "function");
    deploy(one);
    assertThat(target.prepare(app("two"), target.observe()).resources()).isEmpty();
    assertThat(target.prepare(app("two", "/api", Map.of()), target.observe()).resources())
        .extracting(Resource::kind)
        .as("other paths lead to its server")
        .hasSize(1);
  }

  @Test
  void whatDoesNotRunOnLambdaIsRefusedInThePlan() {
    refused(app("one", "/", Map.of("LARGE", "x".repeat(4_000))), "aws.variables-too-large");
    for (String program : List.of("python", "deno")) {
      Serving other =
          new Serving("public", Optional.empty(), List.of(server("/api", program, "a")), List.of());
      refused(
          activations.of(new OutputTree().with("public/index.html", ""), other, Map.of()),
          "target.servers-unsupported");
    }
    for (String node : List.of("18.x", "20.x")) {
      var old =
          new Service(
              "web",
              "/",
              List.of("node", "a.js"),
              "",
              Map.of(),
              "/",
              List.of(),
              new NodeRange(node));
      refused(
          activations.of(
              new OutputTree().with("public/index.html", ""),
              new Serving("public", Optional.empty(), List.of(old), List.of()),
              Map.of()),
          "target.servers-unsupported");
    }
  }

  private void refused(Activation activation, String code) {
    assertThatThrownBy(() -> target.prepare(activation, target.observe()))
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private String group() {
    return aws.logGroups().keySet().iterator().next();
  }

  private List<String> lines(LogPage page) {
    return page.lines().stream().map(LogPage.Line::text).toList();
  }

  @Test
  void whatAServerPrintsIsShownAndFollowed() throws Exception {
    Activation one = app("one");
    deploy(one);
    get("/first");
    LogPage page =
        await().until(() -> target.logs(OptionalLong.empty(), 100), has("asked for /first"));
    assertThat(lines(page))
        .as("and not what Lambda writes around it")
        .startsWith("started with key of one")
        .endsWith("asked for /first")
        .allMatch(line -> line.startsWith("started with ") || line.startsWith("asked for "));
    assertThat(page.lines())
        .allSatisfy(
            line -> {
              assertThat(line.release()).isEqualTo(one.release().name());
              assertThat(line.server()).isEqualTo("web");
            });
    assertThat(lines(target.logs(OptionalLong.empty(), 1))).containsExactly("asked for /first");

    get("/second");
    LogPage later =
        await()
            .until(() -> target.logs(OptionalLong.of(page.next()), 100), has("asked for /second"));
    assertThat(lines(later)).containsExactly("asked for /second");
    assertThat(lines(target.logs(OptionalLong.of(later.next()), 100))).isEmpty();
  }

  private Predicate<LogPage> has(String line) {
    return page -> lines(page).contains(line);
  }

  @Test
  void whatIsPrintedIsKeptThirtyDaysAndGoesWithTheApp() throws Exception {
    Activation one = app("one");
    assertThat(target.prepare(one, target.observe()).resources())
        .filteredOn(resource -> resource.kind().equals("logs"))
        .singleElement()
        .satisfies(
            logs -> {
              assertThat(logs.what())
                  .isEqualTo(
                      "What its server prints is kept 30 days in CloudWatch, in "
                          + logs.name()
                          + ".");
              assertThat(logs.isReversible()).isTrue();
              assertThat(logs.cost().orElseThrow()).contains("aws.amazon.com/cloudwatch/pricing");
            });
    deploy(one);
    assertThat(aws.logGroups()).containsOnly(Map.entry(group(), 30));
    assertThat(group()).startsWith("/aws/lambda/freehold-guestbook-production-");
    get("/first");
    target.remove();
    assertThat(aws.logGroups()).isEmpty();
  }

  @Test
  void thePeriodThatTheOwnerSetStays() {
    deploy(app("one"));
    aws.keepLogs(group(), 365);
    Activation two = app("two");
    assertThat(target.prepare(two, target.observe()).resources()).isEmpty();
    deploy(two);
    assertThat(aws.logGroups()).containsOnly(Map.entry(group(), 365));
  }

  @Test
  void aGroupThatLambdaMadeForEverIsLimited() {
    deploy(app("one"));
    aws.keepLogs(group(), 0);
    Activation two = app("two");
    assertThat(target.prepare(two, target.observe()).resources())
        .singleElement()
        .satisfies(logs -> assertThat(logs.what()).contains("what is older is deleted"));
    deploy(two);
    assertThat(aws.logGroups()).containsOnly(Map.entry(group(), 30));
  }

  @Test
  void anAppWithoutAServerHasNoLogs() {
    deploy(activations.page("one"));
    assertThat(aws.logGroups()).isEmpty();
    assertThat(target.logs(OptionalLong.empty(), 10)).isEqualTo(LogPage.NONE);
    target.remove();
  }

  @Test
  void theSameReleaseIsTheSameZip() throws Exception {
    Activation one = app("one");
    var files =
        new ServerPackage(
            one.artifact().serving().services().getFirst(),
            one.artifact(),
            "r",
            Secret.of("origin"));
    Path first = folder.resolve("first.zip");
    Path second = folder.resolve("second.zip");
    files.write(first, room.blobs);
    files.write(second, room.blobs);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
    assertThat(files.key()).matches("l/r/[0-9a-f]{40}\\.zip");
  }
}
