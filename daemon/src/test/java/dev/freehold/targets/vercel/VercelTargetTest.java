package dev.freehold.targets.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Domain;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.release.Artifact;
import dev.freehold.step.CancelledException;
import dev.freehold.step.Probe;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Connected;
import dev.freehold.targets.DomainReport.DnsRecord;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Resource;
import dev.freehold.targets.RunningStep;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Staged;
import dev.freehold.targets.Target;
import dev.freehold.targets.TargetContract;
import dev.freehold.targets.local.RawHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VercelTargetTest extends TargetContract {
  private static final String LIVE = "guestbook.vercel.app";

  /** Set by {@link #open}, which runs before each test. */
  @SuppressWarnings("NullAway.Init")
  private FakeVercel vercel;

  @SuppressWarnings("NullAway.Init")
  private FakeAccount account;

  @Override
  protected Target open() throws Exception {
    vercel = new FakeVercel().paid();
    account =
        FakeAccount.in(
            room.home, room.database, room.blobs, room.clock, vercel, Duration.ofMillis(1_500));
    account.connect();
    return at(Activations.SITE, Optional.empty());
  }

  private Target at(Site site, Optional<Domain> domain) {
    return account.at(site, domain);
  }

  private Connected connected() {
    return account.drivers().require("vercel");
  }

  @AfterEach
  void end() {
    account.close();
    vercel.close();
  }

  @Override
  protected Object everythingThere() {
    return vercel.everything();
  }

  @Override
  protected String fetch(Staged at, String path) throws Exception {
    RawHttp.Reply reply = get(at, path);
    assertThat(reply.status()).as(path + " at " + at.host()).isEqualTo(200);
    return reply.text();
  }

  private static RawHttp.Reply get(Staged at, String path) throws IOException {
    String[] headers =
        at.headers().entrySet().stream()
            .map(header -> header.getKey() + ": " + header.getValue())
            .toArray(String[]::new);
    return RawHttp.get(at.connect().getPort(), at.host(), path, headers);
  }

  private RawHttp.Reply visit(String host, String path) throws IOException {
    return RawHttp.get(vercel.api().getPort(), host, path);
  }

  private static void refused(ThrowingCallable work, String code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  @Test
  void aPlanSaysWhatIsMadeAtVercel() {
    var delta = target.prepare(activations.page("one"), target.observe());
    assertThat(delta.resources())
        .extracting(Resource::what)
        .containsExactly(
            "A project called guestbook at vercel.com/ada.",
            "A key by which this machine sees deployments before visitors do (Protection Bypass"
                + " for Automation).");
    assertThat(delta.notes())
        .containsExactly(
            "Vercel says under which address it answers when the project is made:"
                + " guestbook.vercel.app, or one like it if that is taken.");
    assertThat(vercel.projects()).isEmpty();
  }

  @Test
  void whatIsStagedIsBehindADoorAndTheKeyIsNeverWrittenDown() throws Exception {
    vercel.protectingDeployments();
    Staged staged = bring(activations.page("one"), "d1");
    Staged written = Json.read(Json.write(staged), Staged.class);
    assertThat(get(written, "/").status()).isEqualTo(401);
    assertThat(get(target.reach(written), "/").status()).isEqualTo(200);
    assertThat(target.reach(written).headers()).containsOnlyKeys("x-vercel-protection-bypass");
    assertThat(Json.write(staged)).doesNotContain("headers").doesNotContain("bypass0");
  }

  @ParameterizedTest
  @EnumSource(value = Mishap.class, names = "NO_MORE_TODAY", mode = EnumSource.Mode.EXCLUDE)
  void aSwitchThatGoesWrongIsCarriedOutOnce(Mishap mishap) throws Exception {
    deploy(activations.page("one"));
    Activation two = activations.page("two");
    bring(two, "d2");
    vercel.next("POST /v10/projects/*/promote/*", mishap);
    vercel.forgetRequests();
    Pointer pointer = again(() -> target.activate(two, 1, step("d2", "activate")));
    assertThat(pointer.generation()).isEqualTo(2);
    assertThat(fetch(target.live(), "/")).contains("<h1>two</h1>");
    assertThat(target.probe(step("d2", "activate").record()))
        .isEqualTo(new Probe.Happened(Json.tree(pointer)));
  }

  @ParameterizedTest
  @EnumSource(value = Mishap.class, names = "NO_MORE_TODAY", mode = EnumSource.Mode.EXCLUDE)
  void aDeploymentThatGoesWrongIsMadeOnce(Mishap mishap) throws Exception {
    Activation one = activations.page("one");
    var delta = target.prepare(one, target.observe());
    for (String call : List.of("POST /v1/projects", "PATCH /v1/projects/*/protection-bypass")) {
      vercel.next(call, mishap);
    }
    again(
        () -> {
          target.provision(one, delta, step("d1", "provision"));
          return "";
        });
    vercel.next("POST /v2/files", mishap);
    again(
        () -> {
          target.upload(one, delta, room.blobs, step("d1", "upload"));
          return "";
        });
    vercel.next("POST /v13/deployments", mishap);
    again(() -> target.stage(one, step("d1", "stage")));
    target.activate(one, 0, step("d1", "activate"));
    assertThat(vercel.projects()).containsExactly("guestbook");
    assertThat(vercel.deployments()).isEqualTo(1);
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void openPagesFindTheFilesOfADeploymentWhoseMakingWasNotAnswered() throws Exception {
    Activation one = activations.page("one");
    var delta = target.prepare(one, target.observe());
    target.provision(one, delta, step("d1", "provision"));
    target.upload(one, delta, room.blobs, step("d1", "upload"));
    vercel.next("POST /v13/deployments", Mishap.TRUNCATED);
    again(() -> target.stage(one, step("d1", "stage")));
    target.activate(one, 0, step("d1", "activate"));
    deploy(activations.page("two"));
    assertThat(vercel.deployments()).isEqualTo(2);
    assertThat(fetch(target.live(), "/" + Activations.script("one"))).contains("// one");
  }

  /** As the engine does with what may pass, at most five times. */
  private static <T> T again(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (FreeholdException e) {
        if (attempt == 5 || e instanceof UserError) {
          throw e;
        }
      }
    }
  }

  @Test
  void afterACrashDuringTheSwitchItIsRecognised() throws Exception {
    vercel.taking(0, 600);
    Activation one = activations.page("one");
    bring(one, "d1");
    vercel.next("POST /v10/projects/*/promote/*", Mishap.RESET_AFTER_APPLYING);
    assertThatThrownBy(() -> target.activate(one, 0, step("d1", "activate")))
        .isInstanceOfSatisfying(
            FreeholdException.class, e -> assertThat(e.code()).isEqualTo("vercel.unreachable"));
    assertThat(target.probe(step("d1", "activate").record()))
        .as("the domains are on their way")
        .isInstanceOf(Probe.DidNotHappen.class);
    vercel.forgetRequests();
    assertThat(target.activate(one, 0, step("d1", "activate")).generation()).isEqualTo(1);
    assertThat(vercel.requests()).doesNotContain("POST /v10/projects/*/promote/*");
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void domainsThatDoNotMoveAreNamed() throws Exception {
    deploy(activations.page("one"));
    Activation two = activations.page("two");
    bring(two, "d2");
    vercel.failAliases(true);
    assertThatThrownBy(() -> target.activate(two, 1, step("d2", "activate")))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).isEqualTo("vercel.domains-unmoved");
              assertThat(e).hasMessageContaining(LIVE);
            });
    assertThat(target.observe().pointer().generation()).isEqualTo(1);
    vercel.failAliases(false);
    assertThat(target.activate(two, 1, step("d2", "activate")).generation()).isEqualTo(2);
    assertThat(fetch(target.live(), "/")).contains("<h1>two</h1>");
  }

  @Test
  void aSwitchInTheDashboardIsAConflict() throws Exception {
    deploy(activations.page("one"));
    deploy(activations.page("two"));
    Activation three = activations.page("three");
    bring(three, "d3");
    vercel.promoteOutside(vercel.deploymentsOf("guestbook").getFirst());
    refused(() -> target.activate(three, 2, step("d3", "activate")), "deploy.conflict");
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
    Pointer seen = target.observe().pointer();
    assertThat(seen.generation()).isEqualTo(3);
    assertThat(target.activate(three, 3, step("d4", "activate")).generation()).isEqualTo(4);
  }

  @Test
  void aProjectOfSomebodyElseIsNotTouched() throws Exception {
    vercel.deployOutside("guestbook", Map.of("index.html", "<h1>theirs</h1>"));
    Object before = everythingThere();
    Activation one = activations.page("one");
    refused(() -> target.prepare(one, target.observe()), "vercel.project-taken");
    assertThat(everythingThere()).isEqualTo(before);
    assertThat(target.observe().pointer()).isEqualTo(Pointer.NONE);
  }

  @Test
  void aProjectThatItsOwnerNamesIsTakenOverAndGivenBack() throws Exception {
    vercel.deployOutside("my-shop", Map.of("index.html", "<h1>v0</h1>"));
    Object before = everythingThere();
    account.connect("vercel", Map.of("project", "my-shop"));
    target = at(Activations.SITE, Optional.empty());
    assertThat(target.observe().pointer().generation()).isEqualTo(1);
    assertThat(target.observe().pointer().live()).isEmpty();
    Activation one = activations.page("one");
    var delta = target.prepare(one, target.observe());
    assertThat(delta.resources().getFirst().isReversible()).isFalse();
    assertThat(delta.notes().getFirst()).contains("ada deployed without Freehold");
    assertThat(everythingThere()).as("taking over changes nothing").isEqualTo(before);

    assertThat(deploy(one).generation()).isEqualTo(2);
    assertThat(visit("my-shop.vercel.app", "/").text()).contains("<h1>one</h1>");
    Target other = at(new Site("another", "production"), Optional.empty());
    refused(() -> other.prepare(one, other.observe()), "vercel.project-taken");
    target.remove();
    assertThat(vercel.projects()).containsExactly("my-shop");
    assertThat(vercel.deploymentsOf("my-shop")).hasSize(1);
  }

  @Test
  void whatOthersDeployedIsNamedWithTheCommandThatDeploysIntoIt() throws Exception {
    vercel.deployOutside("my-shop", Map.of("index.html", "<h1>v0</h1>"));
    deploy(activations.page("one"));
    Object before = everythingThere();
    assertThat(account.driver().strangers(connected()))
        .containsExactly(
            new Driver.Stranger(
                "my-shop",
                "freehold target add vercel --name my-shop --team ada --project my-shop"));
    assertThat(everythingThere()).isEqualTo(before);
  }

  @Test
  void hobbyGoesBackOneReleaseAndMakesOlderOnesAnew() throws Exception {
    vercel.onHobbyPlan();
    Activation one = activations.page("one");
    Activation two = activations.page("two");
    deploy(one);
    assertThat(target.prepare(two, target.observe()).notes())
        .anyMatch(note -> note.contains("Hobby"));
    deploy(two);
    deploy(activations.page("three"));
    vercel.forgetRequests();
    assertThat(deploy(two).generation()).isEqualTo(4);
    assertThat(vercel.requests())
        .contains("POST /v9/projects/*/rollback/*")
        .doesNotContain("POST /v13/deployments");
    vercel.forgetRequests();
    assertThat(deploy(one).generation()).isEqualTo(5);
    assertThat(vercel.requests())
        .contains("POST /v13/deployments", "POST /v10/projects/*/promote/*")
        .doesNotContain("POST /v2/files");
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void filesThatVercelDroppedAreSentAgain() throws Exception {
    deploy(activations.page("one"));
    vercel.forgetFiles();
    Activation two = activations.page("two");
    assertThat(target.prepare(two, target.observe()).missing()).hasSize(2);
    deploy(two);
    assertThat(fetch(target.live(), "/picture.png")).hasSize(200_000);
  }

  @Test
  void oneChangedFileIsOneUpload() throws Exception {
    deploy(activations.page("one"));
    Activation changed = activations.of(Activations.app("one").with("about.html", "new"), Map.of());
    vercel.forgetRequests();
    deploy(changed);
    assertThat(vercel.requests()).filteredOn("POST /v2/files"::equals).hasSizeLessThanOrEqualTo(3);
    assertThat(vercel.requests()).filteredOn("POST /v13/deployments"::equals).hasSize(1);
    assertThat(fetch(target.live(), "/about")).isEqualTo("new");
  }

  @Test
  void itsHistoryCanBeTakenOverWithTheListsOfItsFiles() {
    vercel.protectingDeployments();
    Activation one = activations.page("one");
    Activation two = activations.page("two");
    deploy(one);
    Pointer now = deploy(two);
    SiteHistory history = account.driver().histories(connected()).getFirst();
    assertThat(history.site()).isEqualTo(Activations.SITE);
    assertThat(history.pointer()).isEqualTo(now);
    assertThat(history.switches())
        .extracting(each -> each.generation() + " " + each.release().id())
        .containsExactly("1 " + one.release().id(), "2 " + two.release().id());
    assertThat(history.switches().getFirst().settings().withheld()).containsExactly("SECRET_KEY");
    assertThat(history.artifacts().values())
        .extracting(Artifact::id)
        .containsExactlyInAnyOrder(one.artifact().id(), two.artifact().id());
  }

  @Test
  void whatWasSentBeforeACancellationIsNotSentAgain() throws Exception {
    var output = Activations.app("one");
    for (int i = 0; i < 400; i++) {
      output.with("pages/" + i + ".html", "<p>" + i + "</p>");
    }
    Activation large = activations.of(output, Map.of());
    var delta = target.prepare(large, target.observe());
    target.provision(large, delta, step("d1", "provision"));
    var ended = RunningStep.of("d1", "upload").toldToEnd();
    assertThatThrownBy(() -> target.upload(large, delta, room.blobs, ended))
        .isInstanceOf(CancelledException.class);
    int sent = uploads();
    assertThat(sent).isBetween(100, 399);
    target.upload(large, delta, room.blobs, step("d1", "upload"));
    // 32 are on their way at a time, and each may just have made room for the next when it is ended
    assertThat(uploads()).as("and what was on its way when it ended").isBetween(405, 405 + 2 * 32);
  }

  private int uploads() {
    return (int) vercel.requests().stream().filter("POST /v2/files"::equals).count();
  }

  @Test
  void aLimitOfTheDayIsSaidAndNothingIsLive() {
    Activation one = activations.page("one");
    var delta = target.prepare(one, target.observe());
    target.provision(one, delta, step("d1", "provision"));
    vercel.next("POST /v2/files", Mishap.NO_MORE_TODAY);
    assertThatThrownBy(() -> target.upload(one, delta, room.blobs, step("d1", "upload")))
        .isInstanceOfSatisfying(
            ProviderError.class,
            e -> {
              assertThat(e.code()).isEqualTo("vercel.rate-limited");
              assertThat(e).hasMessageContaining("asks to wait 1440 minutes");
              assertThat(e.retryable()).isFalse();
            });
    assertThat(target.observe().pointer()).isEqualTo(Pointer.NONE);
  }

  @Test
  void navigationsOfAPageThatRoutesByItselfAreAnsweredWithIt() throws Exception {
    Activation app =
        activations.of(
            Activations.app("one").with("about/index.html", "about").with("plain.html", "plain"),
            Map.of());
    deploy(app);
    int port = vercel.api().getPort();
    var page = RawHttp.get(port, LIVE, "/people/7", "Accept: text/html,*/*;q=0.8");
    assertThat(page.status() + page.text()).startsWith("200").contains("<h1>one</h1>");
    for (String data : List.of("/assets/gone.js", "/api/people", "/.well-known/x")) {
      assertThat(RawHttp.get(port, LIVE, data, "Accept: */*", "Sec-Fetch-Dest: script").status())
          .as(data)
          .isEqualTo(404);
    }
    assertThat(visit(LIVE, "/plain").text()).isEqualTo("plain");
    assertThat(visit(LIVE, "/about").header("Location")).contains("/about/");
    assertThat(visit(LIVE, "/about/").text()).isEqualTo("about");
    assertThat(visit(LIVE, "/" + Activations.script("one")).header("Cache-Control"))
        .contains("public, max-age=31536000, immutable");
    assertThat(visit(LIVE, "/").header("Cache-Control")).isNotEqualTo(Optional.empty());
    assertThat(visit(LIVE, "/__freehold/env.js").header("Cache-Control")).contains("no-store");
  }

  @Test
  void aWorkerOfAnEarlierReleaseIsEnded() throws Exception {
    deploy(activations.of(Activations.app("one").with("sw.js", "// worker"), Map.of()));
    assertThat(visit(LIVE, "/sw.js").header("Cache-Control"))
        .contains("public, max-age=0, must-revalidate");
    deploy(activations.page("two"));
    assertThat(fetch(target.live(), "/sw.js")).contains("unregister");
    assertThat(visit(LIVE, "/sw.js").header("Cache-Control")).contains("no-store");
    room.pass(Duration.ofDays(2));
    deploy(activations.page("three"));
    target.prune(Set.of());
    deploy(activations.page("four"));
    assertThat(fetch(target.live(), "/sw.js")).contains("unregister");
  }

  @Test
  void aDomainIsAddedAndTakenAway() throws Exception {
    var domain = new Domain("shop.example.org", true);
    assertThat(account.driver().domain(connected(), domain).problems()).hasSize(2);
    deploy(activations.page("one"));
    target = at(Activations.SITE, Optional.of(domain));
    Activation two = activations.page("two");
    assertThat(target.prepare(two, target.observe()).resources())
        .extracting(Resource::name)
        .containsExactly("shop.example.org", "www.shop.example.org");
    deploy(two);
    assertThat(visit("shop.example.org", "/").text()).contains("<h1>two</h1>");
    assertThat(visit("www.shop.example.org", "/a").header("Location"))
        .contains("https://shop.example.org/a");
    assertThat(target.addresses().getFirst()).hasToString("https://shop.example.org/");
    assertThat(account.driver().domain(connected(), domain).records())
        .contains(
            new DnsRecord("CNAME", "shop.example.org", "0123456789abcdef.vercel-dns-017.com."));
    assertThat(account.driver().domain(connected(), domain).problems().getFirst())
        .contains("does not lead to Vercel yet");

    target = at(Activations.SITE, Optional.empty());
    deploy(activations.page("three"));
    assertThat(visit("shop.example.org", "/").status()).isEqualTo(404);
  }

  @Test
  void aDomainOfAnotherAccountIsProvenByARecord() {
    var domain = new Domain("taken.example.org", false);
    target = at(Activations.SITE, Optional.of(domain));
    deploy(activations.page("one"));
    var report = account.driver().domain(connected(), domain);
    assertThat(report.records())
        .contains(
            new DnsRecord(
                "TXT", "_vercel.example.org", "vc-domain-verify=taken.example.org,0123456789"));
    assertThat(report.problems().getFirst()).contains("TXT record");
  }

  private static final String SERVER =
      """
      const http = require('node:http');
      const { readFileSync } = require('node:fs');
      http.createServer((request, response) => {
        let body = '';
        request.on('data', (part) => (body += part)).on('end', () => {
          response.setHeader('set-cookie', ['a=1', 'b=2']);
          response.setHeader('content-type', 'application/json');
          response.statusCode = request.method === 'DELETE' ? 409 : 200;
          response.end(JSON.stringify({
            text: readFileSync('text.txt', 'utf8'), url: request.url, method: request.method, body,
            strange: process.env.STRANGE, key: process.env.SECRET_KEY, region: process.env.AWS_REGION,
            ours: Object.keys(process.env).filter((name) => name.startsWith('FREEHOLD')),
          }));
        });
      }).listen(3000, '0.0.0.0');
      """;

  private Activation server(String text, Map<String, String> variables) {
    return activations.of(
        Activations.app(text).with("server/server.cjs", SERVER).with("server/text.txt", text),
        new Serving("", Optional.empty(), List.of(node("node", "server.cjs")), List.of()),
        variables);
  }

  private static Serving.Service node(String... command) {
    return new Serving.Service(
        "web",
        "/api",
        List.of(command),
        "server",
        Map.of("MODE", "quiet"),
        "/api",
        List.of(),
        NodeRange.ANY);
  }

  private RawHttp.Reply ask(String method, String path, String body) throws IOException {
    try (var line = new RawHttp(vercel.api().getPort())) {
      line.send(
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: "
              + LIVE
              + "\r\nConnection: close\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      return line.read(false);
    }
  }

  @Test
  void aServerRunsAsAFunctionWithItsOwnVariables() throws Exception {
    String strange = "a \"quoted\" 'word' $HOME `id` \\\\ \nsecond line = 2 # é";
    Activation one =
        server("one", Map.of("STRANGE", strange, "SECRET_KEY", "hidden", "AWS_REGION", "mine"));
    deploy(one);
    RawHttp.Reply reply = ask("POST", "/api/a?b=c%20d", "sent");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    var said = Json.read(reply.text(), JsonNode.class);
    assertThat(said.path("text").asText()).isEqualTo("one");
    assertThat(said.path("url").asText()).isEqualTo("/api/a?b=c%20d");
    assertThat(said.path("method").asText() + " " + said.path("body").asText())
        .isEqualTo("POST sent");
    assertThat(said.path("strange").asText()).isEqualTo(strange);
    assertThat(said.path("key").asText()).isEqualTo("hidden");
    assertThat(said.path("region").asText()).as("a name that Vercel keeps").isEqualTo("mine");
    assertThat(said.path("ours")).isEmpty();
    assertThat(reply.header("set-cookie").orElse("").lines()).containsExactly("a=1", "b=2");
    assertThat(ask("DELETE", "/api", "").status()).isEqualTo(409);
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
    assertThat(vercel.everything()).doesNotContain("hidden");
    refused(() -> target.logs(OptionalLong.empty(), 10), "target.logs-elsewhere");

    deploy(server("two", Map.of("SECRET_KEY", "other")));
    assertThat(ask("GET", "/api", "").text()).contains("\"text\":\"two\"", "\"key\":\"other\"");
    deploy(one);
    assertThat(ask("GET", "/api", "").text()).contains("\"text\":\"one\"", "\"key\":\"hidden\"");
  }

  @Test
  void aServerThatDoesNotStartIsNotStaged() throws Exception {
    vercel.protectingDeployments();
    Activation broken =
        activations.of(
            Activations.app("one")
                .with(
                    "server/server.cjs",
                    "console.log(process.env.SECRET_KEY); throw new Error('no database');"),
            new Serving("", Optional.empty(), List.of(node("node", "server.cjs")), List.of()),
            Map.of("SECRET_KEY", "hidden-value"));
    assertThatThrownBy(() -> bring(broken, "d1"))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo("target.server-not-ready");
              assertThat(e)
                  .hasMessageContaining("It ended with code 1.")
                  .hasMessageContaining("It says: Error: no database");
              assertThat(e.getMessage()).doesNotContain("hidden-value");
            });
    Staged staged = bring(server("two", Map.of()), "d2");
    assertThat(get(staged, "/__freehold/web").text()).contains("\"text\":\"two\"");
  }

  @Test
  void whatDoesNotRunAtVercelIsRefusedInThePlan() throws Exception {
    Object before = everythingThere();
    for (String program : List.of("python", "deno")) {
      Activation other =
          activations.of(
              Activations.app("one").with("server/app.py", "1"),
              new Serving("", Optional.empty(), List.of(node(program, "app.py")), List.of()),
              Map.of());
      refused(() -> target.prepare(other, target.observe()), "target.servers-unsupported");
    }
    Activation much = server("one", Map.of("LARGE", "x".repeat(60_000)));
    refused(() -> target.prepare(much, target.observe()), "vercel.variables-too-large");
    assertThat(everythingThere()).isEqualTo(before);
  }

  @Test
  void anAccountIsLookedAtConnectedAndLeft() throws Exception {
    refused(() -> account.drivers().look("vercel", Map.of()), "vercel.token-missing");
    refused(() -> account.drivers().look("vercel", Map.of("token", "wrong")), "vercel.forbidden");
    refused(() -> account.connect("other", Map.of("team", "strangers")), "vercel.team-unknown");
    assertThat(account.connect("other", Map.of("team", "ada")).address())
        .isEqualTo("vercel.com/ada");
    deploy(activations.page("one"));
    Connected there = connected();
    assertThat(there.toString()).doesNotContain(FakeVercel.TOKEN);
    assertThat(account.driver().verify(there).problems()).isEmpty();
    assertThat(account.driver().verify(there).removal())
        .containsExactly("Delete the project guestbook with all its deployments.");
    account.drivers().remove(there, true);
    assertThat(vercel.projects()).isEmpty();
  }
}
