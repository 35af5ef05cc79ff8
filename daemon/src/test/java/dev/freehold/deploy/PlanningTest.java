package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.freehold.app.Consent;
import dev.freehold.app.Settings;
import dev.freehold.base.Json;
import dev.freehold.check.Finding;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.deploy.model.Question;
import dev.freehold.detect.Serving;
import dev.freehold.history.PlanSummary;
import dev.freehold.history.PlanView;
import dev.freehold.history.Plans;
import dev.freehold.release.Deleting;
import dev.freehold.release.OutputTree;
import dev.freehold.step.StepState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanningTest extends DeployTestBase {

  private PlanBody body(Plan plan) {
    return plan.body().orElseThrow(() -> new AssertionError(plan.toString()));
  }

  private Plan rollback(String... release) {
    return room.prepared(
        room.planning.rollback(
            room.app(),
            room.production(),
            release.length == 0 ? Optional.empty() : Optional.of(release[0]),
            ""));
  }

  private String variable(String name) {
    Settings settings =
        room.places.settings().require(room.target().pointer().live().orElseThrow().settingsId());
    return settings.variable(name).map(v -> v.value()).orElse("none");
  }

  @Test
  void aPlanShowsWhatWouldChange() {
    room.deploy("one");
    Plan plan =
        room.plan(
            new OutputTree()
                .with("index.html", "<!doctype html><title>Shop</title><h1>two</h1>\n")
                .with("style.css", "h1 { color: red }\n")
                .with("new.html", "<!doctype html><title>New</title>\n"));
    PlanBody body = body(plan);
    assertThat(body.release()).isEqualTo("v2");
    assertThat(body.previousRelease()).contains("v1");
    assertThat(body.files().added()).containsExactly("new.html");
    assertThat(body.files().changed()).containsExactly("index.html");
    assertThat(body.files().removed()).containsExactly("about.html");
    assertThat(body.upload().files()).as("the style sheet is there already").isEqualTo(2);
    assertThat(body.upload().bytes()).isPositive();
    assertThat(body.addresses()).containsExactly("http://shop.localhost/");
    assertThat(body.generation()).isEqualTo(1);
  }

  @Test
  void aPlanNamesVariablesAndNeverTheirValues() {
    room.set("KEPT", "value-kept-5511");
    room.set("CHANGED", "value-old-5512");
    room.set("GONE", "value-gone-5513");
    room.deploy("one");
    room.set("CHANGED", "value-new-5514");
    room.set("ADDED", "value-added-5515");
    room.places
        .settings()
        .revise(
            room.production().id(),
            before -> before.stream().filter(v -> !v.name().equals("GONE")).toList());
    Plan plan = room.plan("one");
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    assertThat(body(plan).variables())
        .isEqualTo(
            new PlanBody.NameChanges(
                java.util.List.of("ADDED"),
                java.util.List.of("CHANGED"),
                java.util.List.of("GONE")));
    assertThat(Json.write(room.plans.one(plan.id()))).doesNotContain("value-");
  }

  @Test
  void theSameAgainIsUnchangedAndCanNotBeApproved() {
    Deployment first = room.deploy("one");
    Plan plan = room.plan("one");
    assertThat(plan.state()).isEqualTo(PlanState.UNCHANGED);
    PlanView view = room.plans.one(plan.id());
    assertThat(view.deployment()).contains(first.id());
    assertThat(view.hash()).isEmpty();
    assertThat(view.nonce()).isEmpty();
    refuses("plan.approval-invalid", () -> room.carryOut(plan));
  }

  @Test
  void rollingBackBringsTheReleaseBeforeWithItsSettings() {
    room.set("TITLE", "first");
    room.deploy("one");
    room.set("TITLE", "second");
    room.deploy("two");
    assertThat(variable("TITLE")).isEqualTo("second");
    Plan plan = rollback();
    assertThat(plan.kind()).isEqualTo(DeploymentKind.ROLLBACK);
    assertThat(body(plan).variables().changed()).containsExactly("TITLE");
    assertThat(body(plan).upload().files()).isZero();
    assertThat(room.carryOut(plan).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(live()).isEqualTo("v1");
    assertThat(variable("TITLE")).isEqualTo("first");
    assertThat(room.places.settings().current(room.production().id()).id())
        .as("what the next deployment brings")
        .isEqualTo(room.target().pointer().live().orElseThrow().settingsId());
  }

  @Test
  void rollingBackToANamedReleaseTakesTheSettingsItRanWithLast() {
    room.deploy("one");
    room.deploy("two");
    room.set("TITLE", "third");
    room.deploy("three");
    room.carryOut(rollback("v1"));
    assertThat(live()).isEqualTo("v1");
    assertThat(variable("TITLE")).isEqualTo("none");
    assertThat(rollback("v1").state()).isEqualTo(PlanState.UNCHANGED);
  }

  @Test
  void whatCanNotBeRolledBackToIsSaidBeforeAnythingIsPlanned() {
    room.deploy("one");
    refuses("rollback.nothing-before", this::rollback);
    refuses("release.unknown", () -> rollback("v9"));
    room.plan("two");
    refuses("rollback.never-live", () -> rollback("v2"));
    room.deploy("three");
    room.deploy("four");
    room.pruning.prune(room.app(), 1);
    refuses("release.pruned", () -> rollback("v1"));
  }

  @Test
  void pruningKeepsTheLiveReleaseAndTheOneBefore() {
    room.deploy("one");
    room.deploy("two");
    room.deploy("three");
    assertThat(room.pruning.prune(room.app(), 1).removed()).containsExactly("v1");
    assertThat(room.target().retained()).hasSize(2);
    assertThat(room.carryOut(rollback()).state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void whatWasBuiltBeforeIsNotTakenWhileOldReleasesAreDeleted() {
    room.deploy("one");
    String export = room.export(DeployRoom.page("one"));
    Plan asked =
        Deleting.during(
            room.artifacts,
            () -> {
              Plan begun =
                  room.planning.deploy(
                      room.app(), room.production(), Optional.of(export), false, false, "");
              await().until(() -> builds(begun));
              await().during(Duration.ofMillis(300)).until(() -> builds(begun));
              return begun;
            });
    assertThat(room.prepared(asked).state()).isEqualTo(PlanState.UNCHANGED);
  }

  private boolean builds(Plan plan) {
    return room.stores.steps().of(plan.id()).stream()
        .anyMatch(step -> step.name().equals("build") && step.state() == StepState.RUNNING);
  }

  @Test
  void promotingBringsTheReleaseAndKeepsTheSettingsThere() {
    room.set("TITLE", "production");
    Plan staged =
        room.prepared(
            room.planning.deploy(
                room.app(),
                room.environment("staging"),
                Optional.of(room.export(DeployRoom.page("one"))),
                false,
                false,
                ""));
    room.carryOut(staged);
    assertThat(live()).isEqualTo("nothing");
    Plan plan =
        room.prepared(
            room.planning.promote(
                room.app(), room.environment("staging"), room.production(), "looks good"));
    assertThat(room.carryOut(plan).kind()).isEqualTo(DeploymentKind.PROMOTE);
    assertThat(live()).isEqualTo("v1");
    assertThat(variable("TITLE")).isEqualTo("production");
  }

  @Test
  void promotingNeedsTwoEnvironmentsAndSomethingLive() {
    refuses(
        "promote.same-environment",
        () -> room.planning.promote(room.app(), room.production(), room.production(), ""));
    refuses(
        "promote.nothing-live",
        () ->
            room.planning.promote(room.app(), room.environment("staging"), room.production(), ""));
  }

  @Test
  void aSecretBlocksUntilItIsAllowed() {
    String key = "sk_" + "live_" + "4eC39HqLyjWDarjtT1zdp7dc4eC39HqL";
    OutputTree leaky = DeployRoom.page("one").with("pay.js", "const key = '" + key + "';\n");
    Plan blocked = room.plan(leaky);
    assertThat(blocked.state()).isEqualTo(PlanState.BLOCKED);
    assertThat(blocked.nonce()).isEmpty();
    assertThat(room.repositories.open(DeployRoom.APP).head("main"))
        .as("nothing entered git")
        .isEmpty();
    PlanView view = room.plans.one(blocked.id());
    assertThat(Json.write(view)).doesNotContain(key);
    for (int i = 0; i < 3 && room.plan(leaky).state() == PlanState.BLOCKED; i++) {
      room.plans.one(room.plan(leaky).id()).checks().stream()
          .filter(f -> f.blocks())
          .forEach(f -> room.allowed.allow(room.app().id(), f.id(), "a test key", "ada"));
    }
    assertThat(room.plan(leaky).state()).isEqualTo(PlanState.READY);
  }

  @Test
  void theFirstBuildOfAnAppIsAskedForOnce() {
    OutputTree vite =
        new OutputTree()
            .with("index.html", "<div id=root></div><script type=module src=/src/main.js></script>")
            .with("src/main.js", "document.title = 'x'\n")
            .with(
                "package.json",
                "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"^7\"}}")
            .with("package-lock.json", "not a lock file");
    Plan plan = room.plan(vite);
    assertThat(code(plan.failure())).contains("build.consent");
    assertThat(plan.state()).isEqualTo(PlanState.BLOCKED);
    room.consents.give(room.app().id(), Consent.Kind.BUILD, "", "ada");
    assertThat(code(room.plan(vite).failure()))
        .as("agreed, so it goes on to the install, which refuses this lock file")
        .isPresent()
        .get()
        .isNotEqualTo("build.consent");
  }

  @Test
  void allThatOnlyTheOwnerKnowsIsAskedTogether() {
    Plan plan =
        room.plan(
            new OutputTree()
                .with(
                    "index.html",
                    "<div id=root></div><script type=module src=/src/main.js></script>")
                .with(
                    "src/main.js",
                    "fetch(import.meta.env.VITE_API + '/x');\n"
                        + "document.title = import.meta.env.VITE_TITLE || 'Shop';\n")
                .with(
                    "vite.config.js",
                    "export default ({ mode }) => ({ define: { KEY:"
                        + " JSON.stringify(process.env.MAPS_KEY) } });\n")
                .with(
                    "package.json",
                    "{\"scripts\":{\"postinstall\":\"patch-package\",\"build\":\"vite"
                        + " build\"},\"devDependencies\":{\"vite\":\"^7\"}}"));

    assertThat(plan.state()).isEqualTo(PlanState.BLOCKED);
    PlanView view = room.plans.one(plan.id());
    assertThat(view.questions())
        .extracting(Question::kind, Question::name, Question::needed)
        .containsExactly(
            tuple(Question.Kind.CONSENT, "build", true),
            tuple(Question.Kind.CONSENT, "scripts:postinstall", false),
            tuple(Question.Kind.OFFER, "baked-variables", true),
            tuple(Question.Kind.VALUE, "MAPS_KEY", false),
            tuple(Question.Kind.VALUE, "VITE_API", false));
    assertThat(view.checks())
        .filteredOn(finding -> finding.code().equals("check.variable-missing"))
        .extracting(Finding::severity)
        .hasSize(3)
        .containsOnly(Finding.Severity.INFO);
    assertThat(view.checksCount()).as("notes are not counted").isEqualTo(1);
  }

  @Test
  void whatAServerNeedsIsAsked() {
    OutputTree shop =
        new OutputTree()
            .with("app/api/pay/route.js", "new Stripe(process.env.STRIPE_SECRET_KEY);\n")
            .with(
                "package.json",
                "{\"scripts\":{\"build\":\"next build\"},\"dependencies\":{\"next\":\"16.0.10\"}}");

    Plan plan = room.plan(shop);

    PlanView view = room.plans.one(plan.id());
    assertThat(view.questions())
        .extracting(Question::kind, Question::name, Question::needed)
        .contains(tuple(Question.Kind.VALUE, "STRIPE_SECRET_KEY", false));
    assertThat(view.checks())
        .filteredOn(finding -> finding.code().equals("check.variable-missing"))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .startsWith("STRIPE_SECRET_KEY has no value. app/api/pay/route.js line 1"));
  }

  private static OutputTree passingOn() {
    return DeployRoom.page("one")
        .with("_redirects", "/api/* https://api.example.com/v2/:splat 200\n");
  }

  private List<Serving.ProxyRule> passedOn(Plan plan) {
    return room.artifacts
        .require(room.releases.require(body(plan).releaseId()).artifactId())
        .serving()
        .proxies();
  }

  @Test
  void nothingIsPassedOnToAHostUntilTheOwnerAgreesToItOnce() {
    Plan without = room.plan(passingOn());
    assertThat(without.state()).as("it goes on without").isEqualTo(PlanState.READY);
    assertThat(passedOn(without)).isEmpty();
    Question question = room.plans.one(without.id()).questions().getFirst();
    assertThat(question)
        .isEqualTo(
            new Question(
                Question.Kind.CONSENT,
                "proxy:api.example.com",
                false,
                "May what visitors send to /api/ go on to api.example.com?",
                "Rules of the app's old host pass it on, with cookies, forms and sign-in; nothing"
                    + " is passed on unless you agree.",
                "freehold deploy --allow-proxy api.example.com"));
    assertThat(body(without).conclusions())
        .extracting(conclusion -> conclusion.reason())
        .anyMatch(reason -> reason.contains("nobody agreed to that"));

    room.consents.give(room.app().id(), Consent.Kind.PROXY, "api.example.com", "ada");
    Plan with = room.plan(passingOn());
    var rule = new Serving.ProxyRule("/api/", URI.create("https://api.example.com"), "/v2/");
    assertThat(passedOn(with)).containsExactly(rule);
    assertThat(room.plans.one(with.id()).questions()).isEmpty();
    assertThat(passedOn(room.plan(passingOn().with("new.html", "<title>New</title>"))))
        .as("it is remembered")
        .containsExactly(rule);
  }

  @Test
  void aConsentToReachAHostFromTheBuildIsNoneToPassVisitorsOn() {
    room.plan(passingOn());
    room.consents.give(room.app().id(), Consent.Kind.NETWORK, "api.example.com", "ada");
    assertThat(passedOn(room.plan(passingOn()))).isEmpty();
  }

  @Test
  void aReleaseIsPromotedAsItIsWhateverWasAgreedToSince() {
    Plan staged =
        room.prepared(
            room.planning.deploy(
                room.app(),
                room.environment("staging"),
                Optional.of(room.export(passingOn())),
                false,
                false,
                ""));
    room.carryOut(staged);
    room.consents.give(room.app().id(), Consent.Kind.PROXY, "api.example.com", "ada");
    Plan plan =
        room.prepared(
            room.planning.promote(room.app(), room.environment("staging"), room.production(), ""));
    assertThat(passedOn(plan)).isEmpty();
    assertThat(body(plan).conclusions())
        .extracting(conclusion -> conclusion.reason())
        .anyMatch(reason -> reason.contains("nobody agreed to that"));
    assertThat(room.plans.one(plan.id()).questions()).isEmpty();
  }

  @Test
  void whatIsOnlyReadInTheSourcesIsANoteUntilTheBuildShowsIt() {
    Plan plan =
        room.plan(
            new OutputTree()
                .with(
                    "index.html",
                    "<!doctype html><title>Shop</title><h1>Shop</h1>"
                        + "<script>fetch('https://shop.base44.app/api/x')</script>")
                .with(
                    "supabase/migrations/1.sql",
                    "select cron.schedule('daily', '0 1 * * *', $$ select net.http_post(url :="
                        + " 'https://my.example.net/api/daily') $$);\n"));

    assertThat(plan.state()).isEqualTo(PlanState.READY);
    PlanView view = room.plans.one(plan.id());
    assertThat(view.checks())
        .extracting(Finding::code, Finding::severity)
        .containsExactly(
            tuple("check.calls-builder", Finding.Severity.WARNING),
            tuple("check.old-host", Finding.Severity.INFO));
    assertThat(body(plan).checks()).isEqualTo(view.checks());
    assertThat(view.checksCount()).isEqualTo(1);
  }

  @Test
  void aShrunkenExportIsRefusedUnlessItIsSaidToBeRight() {
    OutputTree large = DeployRoom.page("one");
    for (int i = 0; i < 10; i++) {
      large.with("page" + i + ".html", "<!doctype html><title>Page</title>");
    }
    room.carryOut(room.plan(large));
    Plan plan = room.plan("two");
    assertThat(plan.state()).isEqualTo(PlanState.FAILED);
    assertThat(code(plan.failure())).contains("intake.shrink");
    Plan allowed =
        room.prepared(
            room.planning.deploy(
                room.app(),
                room.production(),
                Optional.of(room.export(DeployRoom.page("two"))),
                true,
                false,
                ""));
    assertThat(allowed.state()).isEqualTo(PlanState.READY);
  }

  @Test
  void withoutAnExportWhatIsOnMainIsPlanned() {
    Plan empty =
        room.prepared(
            room.planning.deploy(
                room.app(), room.production(), Optional.empty(), false, false, ""));
    assertThat(empty.state()).isEqualTo(PlanState.FAILED);
    room.deploy("one");
    Plan again =
        room.prepared(
            room.planning.deploy(
                room.app(), room.production(), Optional.empty(), false, false, ""));
    assertThat(again.state()).isEqualTo(PlanState.UNCHANGED);
  }

  @Test
  void aPreparationCanBeCancelled() {
    room.stop();
    Plan plan =
        room.planning.deploy(
            room.app(),
            room.production(),
            Optional.of(room.export(DeployRoom.page("one"))),
            false,
            false,
            "");
    assertThat(preparing()).containsExactly(plan.id());
    room.planning.cancel(plan.id());
    room.start();
    Plan ended = room.prepared(plan);
    assertThat(preparing()).isEmpty();
    assertThat(ended.state()).isEqualTo(PlanState.CANCELLED);
    assertThat(code(ended.failure())).contains("plan.cancelled");
    refuses("plan.unknown", () -> room.planning.cancel("nobody"));
  }

  private List<String> preparing() {
    return room
        .plans
        .page(room.app().id(), Optional.of(PlanState.PREPARING), Optional.empty(), 10)
        .plans()
        .stream()
        .map(PlanSummary::id)
        .toList();
  }

  @Test
  void plansAreListedNewestFirstInPages() {
    String one = room.plan(DeployRoom.page("one")).id();
    String two = room.plan(DeployRoom.page("two")).id();
    Plans.Page page = room.plans.page(room.app().id(), Optional.empty(), Optional.empty(), 1);
    assertThat(page.plans()).extracting(PlanSummary::id).containsExactly(two);
    assertThat(page.plans().getFirst().state()).isEqualTo("ready");
    Plans.Page next = room.plans.page(room.app().id(), Optional.empty(), page.next(), 1);
    assertThat(next.plans()).extracting(PlanSummary::id).containsExactly(one);
    assertThat(next.next()).isEmpty();
  }

  @Test
  void aPlanOfThousandsOfFilesStaysSmall() {
    var tree = DeployRoom.page("one");
    for (int i = 0; i < 5_000; i++) {
      tree.with("pages/a-rather-long-name-of-a-page-" + i + ".txt", "x");
    }
    Plan plan = room.plan(tree);
    assertThat(body(plan).files().addedCount()).isEqualTo(5_003);
    assertThat(body(plan).files().added()).hasSize(PlanBody.FileChanges.LONGEST_LIST);
    assertThat(Json.write(room.plans.one(plan.id())).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(200 * 1024);
  }

  /** A click copies: no look at the page shows that it does not. */
  private static OutputTree copying() {
    return DeployRoom.page("one")
        .with("copy.js", "copy.onclick = () => navigator.clipboard.writeText('code');\n");
  }

  @Test
  void whatVisitorsHaveOverHttpsOnlyIsToldWhereTheyComeOverHttp() {
    room.target().at(URI.create("http://203.0.113.7/"));
    assertThat(body(room.plan(copying())).checks())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.needs-https");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
              assertThat(finding.message())
                  .contains("copy.js line 1 copies or pastes", "over http.");
              assertThat(finding.remedy()).contains("freehold domain add DOMAIN");
            });

    room.target().at(URI.create("https://shop.example.org/"));
    assertThat(body(room.plan(copying())).checks()).isEmpty();
    room.target().at(URI.create("http://shop.localhost:7070/"));
    assertThat(body(room.plan(copying())).checks()).isEmpty();
  }
}
