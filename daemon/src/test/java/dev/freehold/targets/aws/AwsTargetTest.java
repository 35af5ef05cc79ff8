package dev.freehold.targets.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.UserError;
import dev.freehold.detect.Serving;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.step.CancelledException;
import dev.freehold.step.Effect;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Observed;
import dev.freehold.targets.OldHostApp;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.TargetContract;
import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Connection;
import dev.freehold.targets.aws.fake.FakeAws;
import dev.freehold.targets.aws.fake.Mishap;
import dev.freehold.targets.aws.fake.Permission;
import dev.freehold.targets.local.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class AwsTargetTest extends TargetContract {
  private static final String KEY = "guestbook.production";
  private static final String SWITCH = "cloudfront-keyvaluestore:UpdateKeys";

  /** Set by {@link #open}, which runs before each test. */
  @SuppressWarnings("NullAway.Init")
  private FakeAws aws;

  @SuppressWarnings("NullAway.Init")
  private FakeLogin login;

  @Override
  protected Target open() throws Exception {
    aws = new FakeAws();
    login =
        FakeLogin.in(room.home, room.database, room.blobs, room.clock, aws, Duration.ofSeconds(10));
    login.connect();
    return login.at(Activations.SITE);
  }

  @AfterEach
  void end() {
    login.close();
    aws.close();
  }

  @Override
  protected Object everythingThere() {
    return aws.everything();
  }

  @Override
  protected String fetch(Staged at, String path) throws Exception {
    Staged reached = target.reach(at);
    String[] headers =
        reached.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .toArray(String[]::new);
    RawHttp.Reply reply = RawHttp.get(at.connect().getPort(), at.host(), path, headers);
    assertThat(reply.status()).as(path + " at " + at.host()).isEqualTo(200);
    return reply.text();
  }

  private RawHttp.Reply get(String path, String... headers) throws IOException {
    Staged at = target.live();
    return RawHttp.get(at.connect().getPort(), at.host(), path, headers);
  }

  private String shown(String path) throws IOException {
    RawHttp.Reply reply = get(path, "Accept: text/html");
    return reply.status() + " " + reply.text();
  }

  private Connected connected() {
    return login.drivers().require("aws");
  }

  private Account account() {
    return Account.of(connected());
  }

  /** What the owner does by hand, besides Freehold. */
  private Aws console() {
    return new Aws(
        new Connection(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY)),
            FakeLogin.REGION,
            Optional.of(aws.endpoint()),
            Duration.ofSeconds(10)));
  }

  private void write(String key, String value) {
    try (Aws console = console()) {
      var values = console.values(account().store());
      assertThat(values.write(values.etag(), Map.of(key, value), List.of())).isTrue();
    }
  }

  /** Switches it off, or deletes it then. */
  private void endDistribution(boolean delete) {
    try (Aws console = console()) {
      String id = console.distributions().find(account().name(Activations.SITE)).orElseThrow().id();
      console.distributions().disable(id);
      if (delete) {
        console.distributions().delete(id);
      }
    }
  }

  private static void refused(ThrowingCallable work, String code, String said) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(said);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  private List<String> sent(String folder) {
    return aws.calls().stream()
        .filter(call -> call.action().equals("s3:PutObject"))
        .map(Permission::resource)
        .filter(object -> object.contains("/" + KEY + "/" + folder))
        .toList();
  }

  private List<String> records() {
    return aws.objects().stream().filter(object -> object.contains("/history/")).toList();
  }

  @Test
  void aPlanSaysWhatIsMadeAtAws() {
    var delta = target.prepare(activations.page("one"), target.observe());
    assertThat(delta.resources())
        .extracting(Resource::what)
        .singleElement()
        .asString()
        .startsWith("A CloudFront distribution for guestbook, with a function called freehold-");
    assertThat(delta.resources().getFirst().cost()).isPresent();
  }

  @Test
  void thePlanNamesHeadersThatCloudFrontDoesNotLetAnAppSet() throws Exception {
    Serving serving =
        Serving.files(Optional.empty())
            .with(
                Optional.empty(),
                List.of(),
                List.of(
                    new HeaderRule("/*", "X-Accel-Buffering", "no"),
                    new HeaderRule("/a/*", "X-Accel-Buffering", "yes"),
                    new HeaderRule("/*", "X-Frame-Options", "DENY")));
    Activation app = activations.of(Activations.app("one"), serving, Map.of());
    assertThat(target.prepare(app, target.observe()).notes())
        .contains(
            "CloudFront does not let an app set these headers of your rules, so pages come without"
                + " them: X-Accel-Buffering.");
    assertThat(String.join(" ", target.prepare(activations.page("one"), target.observe()).notes()))
        .doesNotContain("headers");
  }

  @Test
  void aSwitchIsOneWriteOfThePointerAndNothingElse() throws Exception {
    deploy(activations.page("one"));
    Activation two = activations.page("two");
    bring(two, "d2");
    aws.forgetCalls();
    target.activate(two, 1, step("d2", "activate"));
    assertThat(aws.operations())
        .filteredOn(name -> name.matches(".*:(Put|Update|Create|Publish|Delete).*"))
        .as("the pointer, its record, and the page for what is not there")
        .containsExactly(SWITCH, "s3:PutObject", "s3:PutObject");
  }

  @ParameterizedTest
  @EnumSource(
      value = Mishap.class,
      names = {"SILENCE", "THROTTLED", "EXPIRED_TOKEN", "DENIED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aDeploymentThatGoesWrongIsMadeOnce(Mishap mishap) throws Exception {
    aws.next("cloudfront:CreateDistributionWithTags", mishap);
    aws.every(2, "s3:PutObject", mishap);
    aws.every(2, SWITCH, mishap);
    Activation one = activations.page("one");
    Delta delta = target.prepare(one, target.observe());
    Life.again(() -> target.provision(one, delta, step("d1", "provision")));
    Life.again(() -> target.upload(one, delta, room.blobs, step("d1", "upload")));
    Life.again(() -> target.stage(one, step("d1", "stage")));
    Pointer pointer = Life.again(() -> target.activate(one, 0, step("d1", "activate")));
    assertThat(pointer.generation()).isEqualTo(1);
    assertThat(target.observe().pointer()).isEqualTo(pointer);
    assertThat(shown("/")).contains("200 ", "<h1>one</h1>");
    assertThat(aws.distributions()).isEqualTo(1);
    assertThat(records()).hasSize(1);
  }

  @Test
  void aPlanOfWhatIsLiveAsksS3Nothing() throws Exception {
    Activation one = activations.page("one");
    deploy(one);
    target.observe();
    aws.forgetCalls();
    Observed observed = target.observe();
    assertThat(target.prepare(one, observed).missing()).isEmpty();
    assertThat(observed.pointer().live().orElseThrow().releaseId()).isEqualTo(one.release().id());
    assertThat(aws.operations()).filteredOn(name -> name.startsWith("s3:")).isEmpty();

    Activation two = activations.page("two");
    assertThat(target.prepare(two, target.observe()).missing()).isNotEmpty();
    deploy(two);
    assertThat(target.observe().retained()).contains(one.release().id(), two.release().id());
    assertThat(target.prepare(two, target.observe()).missing()).isEmpty();
  }

  @Test
  void theSwitchOfAnotherAppMeanwhileIsNoConflict() throws Exception {
    deploy(activations.page("one"));
    Activation two = activations.page("two");
    bring(two, "d2");
    aws.forgetCalls();
    aws.beforeNext(SWITCH, () -> write("another.production", "switched"));
    assertThat(target.activate(two, 1, step("d2", "activate")).generation()).isEqualTo(2);
    assertThat(aws.operations())
        .as("one that came too late, that of the other app, and one more")
        .filteredOn(SWITCH::equals)
        .hasSize(3);
    assertThat(shown("/")).contains("<h1>two</h1>");
    assertThat(aws.pairs()).containsEntry("another.production", "switched");
  }

  @Test
  void ofTwoMachinesOneSwitchesAndTheOtherIsTold() throws Exception {
    deploy(activations.page("one"));
    try (var otherRoom = new ReleaseRoom(folder.resolve("other"));
        var otherLogin =
            FakeLogin.in(
                otherRoom.home,
                otherRoom.database,
                otherRoom.blobs,
                otherRoom.clock,
                aws,
                Duration.ofSeconds(10))) {
      otherLogin.connect();
      Activation theirs = new Activations(otherRoom).page("theirs");
      Target other = otherLogin.at(Activations.SITE);
      Delta delta = other.prepare(theirs, other.observe());
      other.provision(theirs, delta, step("t1", "provision"));
      other.upload(theirs, delta, otherRoom.blobs, step("t1", "upload"));
      other.stage(theirs, step("t1", "stage"));
      assertThat(deploy(activations.page("two")).generation()).isEqualTo(2);
      refused(
          () -> other.activate(theirs, 1, step("t1", "activate")),
          "deploy.conflict",
          "Another deployment switched guestbook in production meanwhile");
      assertThat(shown("/")).contains("<h1>two</h1>");
      assertThat(target.observe().pointer().generation()).isEqualTo(2);
      assertThat(other.activate(theirs, 2, step("t2", "activate")).generation()).isEqualTo(3);
      assertThat(target.observe().pointer().live().orElseThrow().releaseId())
          .isEqualTo(theirs.release().id());
      assertThat(shown("/")).contains("<h1>theirs</h1>");
    }
  }

  @Test
  void aHashedFileThatIsThereIsNotSentAgain() throws Exception {
    deploy(activations.page("one"));
    aws.forgetCalls();
    deploy(activations.of(Activations.app("one").with("about.html", "new"), Map.of()));
    assertThat(sent("a/")).isEmpty();
    assertThat(aws.operations()).as("what did not change is copied").contains("s3:CopyObject");
    assertThat(shown("/about")).isEqualTo("200 new");
    assertThat(shown("/" + Activations.script("one"))).startsWith("200 // one");
  }

  private Activation pages(String text, int pages) {
    OutputTree output = Activations.app(text);
    for (int i = 0; i < pages; i++) {
      output.with("pages/" + i + ".html", text + " " + i);
    }
    return activations.of(output, Serving.files(Optional.empty()), Map.of());
  }

  @Test
  @Tag("soak")
  void visitorsGetWholePagesWhileTheStoreFails() throws Exception {
    int many = 1_200;
    Activation one = pages("one", many);
    Activation two = pages("two", many);
    deploy(one);
    aws.storeFails(10);
    visitAll(many, "one", "one");
    deploy(two);
    visitAll(many, "two", "one");
    deploy(one);
    visitAll(many, "one", "two");
  }

  /** What comes from the edge is of the live release, or now and then of the one before. */
  private void visitAll(int pages, String live, String before) throws IOException {
    int old = 0;
    for (int i = 0; i < pages; i++) {
      String shown = shown("/pages/" + i);
      assertThat(shown).isIn("200 " + live + " " + i, "200 " + before + " " + i);
      old += shown.startsWith("200 " + live) ? 0 : 1;
    }
    assertThat(old).isLessThanOrEqualTo(pages / 4);
    for (String text : List.of(live, before)) {
      for (int i = 0; i < 20; i++) {
        assertThat(shown("/" + Activations.script(text))).startsWith("200 // " + text);
      }
    }
  }

  @Test
  void aPointerThatSomebodyWroteByHandIsOverwrittenByTheNextDeployment() throws Exception {
    Activation one = activations.page("one");
    deploy(one);
    String first = aws.pairs().getOrDefault(KEY, "");
    deploy(activations.page("two"));
    for (String strange : List.of("by hand", "{}", "{\"g\":9,\"r\":\"x\"}")) {
      write(KEY, strange);
      assertThat(target.observe().pointer())
          .as(strange)
          .isEqualTo(new Pointer(Optional.empty(), Optional.empty(), 2));
    }
    assertThat(login.driver().histories(connected()).getFirst().pointer().generation())
        .isEqualTo(2);
    assertThat(deploy(activations.page("three")).generation()).isEqualTo(3);
    assertThat(shown("/")).contains("<h1>three</h1>");
    write(KEY, first);
    assertThat(target.observe().pointer().generation()).isEqualTo(3);
    assertThat(shown("/")).contains("<h1>one</h1>");
    try (Aws console = console()) {
      console.values(account().store()).delete(List.of(KEY));
    }
    assertThat(target.observe().pointer().generation()).isEqualTo(3);
    assertThat(deploy(one).generation()).isEqualTo(4);
    assertThat(shown("/")).contains("<h1>one</h1>");
    assertThat(records()).hasSize(4);
  }

  @Test
  void aDistributionThatItsOwnerDeletedIsMadeAnew() throws Exception {
    deploy(activations.page("one"));
    URI before = target.addresses().getFirst();
    endDistribution(true);
    Activation two = activations.page("two");
    assertThat(target.prepare(two, target.observe()).resources())
        .extracting(Resource::what)
        .singleElement()
        .asString()
        .startsWith("A CloudFront distribution for guestbook");
    assertThat(deploy(two).generation()).isEqualTo(2);
    assertThat(target.addresses().getFirst()).isNotEqualTo(before);
    assertThat(shown("/")).contains("<h1>two</h1>");
    assertThat(aws.distributions()).isEqualTo(1);
  }

  @Test
  void aDistributionThatItsOwnerSwitchedOffIsSwitchedOnAgain() throws Exception {
    deploy(activations.page("one"));
    endDistribution(false);
    assertThat(get("/").status()).isEqualTo(403);
    Activation two = activations.page("two");
    assertThat(target.prepare(two, target.observe()).resources())
        .extracting(Resource::what)
        .singleElement()
        .asString()
        .contains("which somebody switched off, is switched on again");
    deploy(two);
    assertThat(shown("/")).contains("<h1>two</h1>");
  }

  @Test
  void aBucketThatOthersMayReadIsTold() throws Exception {
    deploy(activations.page("one"));
    try (Aws console = console()) {
      console
          .bucket(account().bucket())
          .secure(
              """
              {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
               "Principal": {"AWS": "arn:aws:iam::210987654321:root"}, "Action": "s3:GetObject",
               "Resource": "arn:aws:s3:::%s/*"}]}
              """
                  .formatted(account().bucket()));
    }
    assertThat(login.driver().verify(connected()).problems())
        .containsExactly(
            "Not done: Let CloudFront of this account read that bucket, and nobody else.");
    login.connect();
    assertThat(login.driver().verify(connected()).problems()).isEmpty();
    assertThat(shown("/")).contains("<h1>one</h1>");
  }

  @Test
  void whatTheKeysMayNotDoIsNamedAndTheSameStepGoesOn() throws Exception {
    Activation one = activations.page("one");
    Delta delta = target.prepare(one, target.observe());
    aws.next("cloudfront:CreateDistributionWithTags", Mishap.DENIED);
    refused(
        () -> target.provision(one, delta, step("d1", "provision")),
        "aws.denied",
        "cloudfront:CreateDistribution");
    target.provision(one, delta, step("d1", "provision"));
    aws.next("s3:PutObject", Mishap.DENIED);
    refused(
        () -> target.upload(one, delta, room.blobs, step("d1", "upload")),
        "aws.denied",
        "s3:PutObject");
    target.upload(one, delta, room.blobs, step("d1", "upload"));
    aws.next(SWITCH, Mishap.DENIED);
    refused(() -> target.stage(one, step("d1", "stage")), "aws.denied", SWITCH);
    target.stage(one, step("d1", "stage"));
    assertThat(target.activate(one, 0, step("d1", "activate")).generation()).isEqualTo(1);
    assertThat(shown("/")).contains("<h1>one</h1>");
  }

  @Test
  void anUploadThatOutlivesItsLoginGoesOnWhereItWas() throws Exception {
    Activation large = pages("one", 400);
    Delta delta = target.prepare(large, target.observe());
    target.provision(large, delta, step("d1", "provision"));
    aws.nth("s3:PutObject", 200, Mishap.EXPIRED_TOKEN);
    refused(
        () -> target.upload(large, delta, room.blobs, step("d1", "upload")),
        "aws.login-expired",
        "has expired");
    assertGoesOn(large);
  }

  @Test
  void anUploadThatWasCancelledGoesOnWhereItWas() throws Exception {
    Activation large = pages("one", 400);
    Delta delta = target.prepare(large, target.observe());
    target.provision(large, delta, step("d1", "provision"));
    var ended = new Ending(step("d1", "upload").record(), new AtomicInteger(200));
    assertThatThrownBy(() -> target.upload(large, delta, room.blobs, ended))
        .isInstanceOf(CancelledException.class);
    assertGoesOn(large);
  }

  private void assertGoesOn(Activation large) throws IOException {
    assertThat(target.observe().retained()).isEmpty();
    int there = (int) aws.objects().stream().filter(object -> object.contains(KEY + "/r/")).count();
    assertThat(there).isBetween(100, 390);
    aws.forgetCalls();
    assertThat(deploy(large).generation()).isEqualTo(1);
    assertThat(sent("r/")).hasSize(402 - there);
    assertThat(shown("/pages/399")).isEqualTo("200 one 399");
  }

  /** The user cancels after some looks. */
  private record Ending(StepRecord record, AtomicInteger looks) implements StepContext {
    @Override
    public boolean cancelled() {
      return looks.decrementAndGet() < 0;
    }

    @Override
    public void effect(Effect effect) {}

    @Override
    public void log(String line) {}

    @Override
    public void progress(long done, long total, String unit) {}
  }

  @Test
  void moreReleasesAreStagedThanAreForgottenInOneCall() throws Exception {
    deploy(activations.page("one"));
    try (Aws console = console()) {
      var values = console.values(account().store());
      for (int i = 0; i < 60; i++) {
        values.write(values.etag(), Map.of(KEY + "/p/" + i, "{}"), List.of());
      }
      values.delete(values.keys(KEY));
    }
    assertThat(aws.pairs()).isEmpty();
  }

  @Test
  void aWorkerOfAnEarlierReleaseIsEnded() throws Exception {
    deploy(activations.of(Activations.app("one").with("sw.js", "// worker"), Map.of()));
    assertThat(shown("/sw.js")).isEqualTo("200 // worker");
    deploy(activations.page("two"));
    assertThat(shown("/sw.js")).contains("unregister");
  }

  @Test
  void theAppGoesOnDoingWhatTheOldHostDid() throws Exception {
    deploy(OldHostApp.of(activations));
    OldHostApp.check(
        (path, headers) -> {
          RawHttp.Reply reply = get(path, headers);
          // CloudFront asks no function about an error's headers
          return new OldHostApp.Said(
              reply.status(),
              reply.text(),
              name ->
                  reply.status() == 404
                      ? OldHostApp.POLICY
                      : reply.header(name).orElse("no header " + name));
        });
  }

  private static HttpServer answering(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] said = (name + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Activation passingOn(String text, String host) {
    return activations.of(
        Activations.app(text),
        Serving.files(Optional.of("index.html"))
            .withProxies(List.of(new Serving.ProxyRule("/api/", URI.create("https://" + host)))),
        Map.of());
  }

  @Test
  void aReleaseWithOtherProxiesChangesNothingOfWhatIsLive() throws Exception {
    HttpServer a = answering("a");
    HttpServer b = answering("b");
    try {
      aws.origin("a.example.org", URI.create("http://127.0.0.1:" + a.getAddress().getPort()));
      aws.origin("b.example.org", URI.create("http://127.0.0.1:" + b.getAddress().getPort()));
      Activation one = passingOn("one", "a.example.org");
      deploy(one);
      Activation without = activations.page("two");
      bring(without, "without");
      assertThat(shown("/api/people")).as("not live yet").isEqualTo("200 a /api/people");
      target.activate(without, 1, step("without", "activate"));
      assertThat(get("/api/people").status()).isEqualTo(404);
      target.activate(one, 2, step("back", "activate"));
      assertThat(shown("/api/people")).as("gone back").isEqualTo("200 a /api/people");
      Activation other = passingOn("three", "b.example.org");
      bring(other, "other");
      assertThat(shown("/api/people")).as("another host").isEqualTo("200 a /api/people");
      target.activate(other, 3, step("other", "activate"));
      assertThat(shown("/api/people")).isEqualTo("200 b /api/people");
      target.activate(one, 4, step("again", "activate"));
      assertThat(shown("/api/people")).isEqualTo("200 a /api/people");
    } finally {
      a.stop(0);
      b.stop(0);
    }
  }

  @Test
  void whatTheOldHostPassedOnIsPassedOn() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          String host = exchange.getRequestHeaders().getFirst("Host");
          byte[] said = (asked + " at " + host).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    server.start();
    try {
      int port = server.getAddress().getPort();
      aws.origin("api.example.org", URI.create("http://127.0.0.1:" + port));
      URI upstream = URI.create("https://api.example.org");
      deploy(activations.page("one"));
      Activation two =
          activations.of(
              Activations.app("two"),
              Serving.files(Optional.of("index.html"))
                  .withProxies(
                      List.of(
                          new Serving.ProxyRule("/api/", upstream),
                          new Serving.ProxyRule("/shop.v1/", upstream, "/v2/"))),
              Map.of());
      assertThat(target.prepare(two, target.observe()).resources())
          .extracting(Resource::what)
          .singleElement()
          .asString()
          .startsWith("The CloudFront distribution ")
          .contains(" is changed");
      deploy(two);
      assertThat(shown("/api/people?a=b")).startsWith("200 GET /api/people?a=b at ");
      assertThat(shown("/shop.v1/a%20b")).startsWith("200 GET /v2/a%20b at ");
      assertThat(shown("/")).contains("<h1>two</h1>");
      deploy(activations.page("three"));
      assertThat(get("/api/people").status()).isEqualTo(404);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatIsNotThereIsAnsweredWithTheAppsOwnPage() throws Exception {
    OutputTree output = new OutputTree().with("index.html", "start");
    deploy(activations.of(output, Serving.files(Optional.empty()), Map.of()));
    assertThat(shown("/gone")).startsWith("404 ").contains("<html");
    output.with("404.html", "<h1>ours</h1>");
    deploy(activations.of(output, Serving.files(Optional.empty()), Map.of()));
    aws.later(Duration.ofMinutes(1));
    assertThat(shown("/gone")).isEqualTo("404 <h1>ours</h1>");
    assertThat(shown("/gone/deeper.js")).isEqualTo("404 <h1>ours</h1>");
    assertThat(shown("/")).isEqualTo("200 start");
  }

  @Test
  void navigationsOfAPageThatRoutesByItselfAreAnsweredWithIt() throws Exception {
    deploy(
        activations.of(
            Activations.app("one").with("about/index.html", "about").with("plain.html", "plain"),
            Map.of()));
    assertThat(shown("/people/7")).startsWith("200 ").contains("<h1>one</h1>");
    for (String data : List.of("/assets/gone.js", "/api/people", "/.well-known/x")) {
      assertThat(get(data, "Accept: */*", "Sec-Fetch-Dest: script").status())
          .as(data)
          .isEqualTo(404);
    }
    assertThat(shown("/plain")).isEqualTo("200 plain");
    assertThat(get("/about").header("Location")).contains("/about/");
    assertThat(shown("/about/")).isEqualTo("200 about");
    assertThat(get("/" + Activations.script("one")).header("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(get("/__freehold/env.js").header("Cache-Control")).contains("no-store");
  }

  @Test
  void noKeyIsWrittenDown() throws Exception {
    deploy(activations.page("one"));
    assertThat(connected().toString()).doesNotContain(FakeAws.SECRET_KEY);
    Set<String> tools = Set.of("aws-config");
    try (Stream<Path> files = Files.walk(room.home.root())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!tools.contains(file.getFileName().toString())) {
          assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain(FakeAws.SECRET_KEY, FakeAws.ACCESS_KEY);
        }
      }
    }
  }

  @Test
  void theReleaseBeforeKeepsItsRulesSoThatGoingBackPublishesNothing() throws Exception {
    Activation withFallback = activations.page("one");
    deploy(withFallback);
    deploy(activations.of(Activations.app("two"), Serving.files(Optional.empty()), Map.of()));
    assertThat(shown("/deep/link")).startsWith("404");
    aws.forgetCalls();
    target.activate(withFallback, 2, step("back", "activate"));
    assertThat(shown("/deep/link")).contains("<h1>one</h1>");
    assertThat(aws.operations()).doesNotContain("cloudfront:PublishFunction");
  }
}
