package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Placement;
import dev.freehold.app.Settings;
import dev.freehold.base.ProviderError;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.step.Probe;
import dev.freehold.step.StepState;
import dev.freehold.targets.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ApprovalsTest extends DeployTestBase {

  private Deployment approve(Plan plan, String request) {
    return room.approvals.approve(DeployRoom.approval(plan, request, 0));
  }

  private static ProviderError busy() {
    return new ProviderError("target.busy", "Busy.", "Wait.", true, null, null);
  }

  @Test
  void anApprovedPlanGoesLiveStepByStep() {
    Plan plan = room.plan("one");
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    Deployment deployment = room.carryOut(plan);
    assertThat(deployment.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(deployment.reason()).as("the plan's own").isEqualTo("because");
    assertThat(steps(deployment))
        .containsExactly(
            "verify done",
            "provision done",
            "upload done",
            "stage done",
            "health done",
            "activate done",
            "watch done");
    assertThat(room.target().writes())
        .containsExactly("provision", "upload 3", "stage v1", "activate v1");
    assertThat(room.stores.plans().require(plan.id()).state()).isEqualTo(PlanState.CARRIED_OUT);
    assertThat(room.production().generation()).isEqualTo(1);
  }

  @Test
  void whatIsNotApprovedChangesNothing() {
    room.deploy("one");
    room.set("API_KEY", "a");
    Pointer before = room.target().pointer();
    Optional<String> newest = room.production().settingsId();
    List<String> writes = room.target().writes();
    room.plan(DeployRoom.page("two").with(".env", "VITE_TITLE=from the export\n"));
    assertThat(room.target().pointer()).isEqualTo(before);
    assertThat(room.target().writes()).isEqualTo(writes);
    assertThat(room.production().settingsId()).isEqualTo(newest);
  }

  @Test
  void theSameRequestIsTheSameDeploymentAlsoAfterItsEnd() {
    Plan plan = room.plan("one");
    Deployment first = approve(plan, "click");
    assertThat(approve(plan, "click").id()).as("sent again at once").isEqualTo(first.id());
    room.ended(first);
    assertThat(approve(plan, "click").id()).as("sent again later").isEqualTo(first.id());
    assertThat(room.target().pointer().generation()).isEqualTo(1);
  }

  @Test
  void aPlanIsCarriedOutOnlyOnce() {
    Plan plan = room.plan("one");
    room.ended(approve(plan, "click"));
    refuses("plan.approval-invalid", () -> approve(plan, "another click"));
  }

  @Test
  void anApprovalFitsOnePlanOfOneApp() {
    Plan plan = room.plan("one");
    var right = DeployRoom.approval(plan, "r", 0);
    String other = room.places.apps().createOrFind("other", "unknown").id();
    for (var wrong :
        List.of(
            new Approvals.Approval(
                plan.appId(), "0".repeat(64), right.nonce(), "a", "", OptionalInt.of(0), "x"),
            new Approvals.Approval(
                plan.appId(), right.planHash(), "guess", "b", "", OptionalInt.of(0), "x"),
            new Approvals.Approval(
                other, right.planHash(), right.nonce(), "c", "", OptionalInt.of(0), "x"))) {
      refuses("plan.approval-invalid", () -> room.approvals.approve(wrong));
    }
    room.ended(room.approvals.approve(right));
    refuses(
        "plan.approval-invalid",
        () ->
            room.approvals.approve(
                new Approvals.Approval(
                    other, right.planHash(), right.nonce(), "r", "", OptionalInt.of(0), "x")));
  }

  @Test
  void anEnvironmentTakesOneDeploymentAtATime() {
    Plan first = room.plan("one");
    Plan second = room.plan("two");
    room.target().fail("provision", busy());
    Deployment running = approve(first, "a");
    assertThatThrownBy(() -> approve(second, "b"))
        .hasMessageContaining(running.id())
        .hasMessageContaining("ada via test");
    refuses("environment.busy", () -> approve(second, "b"));
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void aPlanIsStaleWhenSomethingElseWentLive() {
    Plan stale = room.plan("two");
    room.deploy("one");
    Deployment deployment = room.carryOut(stale);
    assertThat(deployment.state()).isEqualTo(DeploymentState.STALE);
    assertThat(code(deployment.failure())).contains("deploy.stale");
    assertThat(live()).as("v1 is the release of the plan that is stale").isEqualTo("v2");
    assertThat(steps(deployment)).startsWith("verify failed", "provision skipped");
  }

  @Test
  void aPlanIsStaleWhenItsEnvironmentWasSentElsewhere() {
    room.place(Environment.LOCAL);
    Plan stale = room.plan("one");
    room.place(new Placement("server", Optional.of(new Domain("app.example.org", false))));
    Deployment deployment = room.carryOut(stale);
    assertThat(deployment.state()).isEqualTo(DeploymentState.STALE);
    assertThat(deployment.failure().orElseThrow().message())
        .contains("production goes to server, at app.example.org now");
    assertThat(room.target().writes()).isEmpty();
  }

  @Test
  void aPlanIsStaleWhenItsDomainIsAnother() {
    room.place(new Placement("server", Optional.of(new Domain("app.example.org", false))));
    Plan stale = room.plan("one");
    room.place(new Placement("server", Optional.of(new Domain("app.example.org", true))));
    assertThat(room.carryOut(stale).state()).isEqualTo(DeploymentState.STALE);
    assertThat(room.target().writes()).isEmpty();
  }

  @Test
  void aPlanIsStaleWhenOtherFoldersAreKept() {
    Plan stale = room.plan("one");
    room.kept.add(room.app().id(), List.of("uploads"));
    Deployment deployment = room.carryOut(stale);
    assertThat(deployment.state()).isEqualTo(DeploymentState.STALE);
    assertThat(deployment.failure().orElseThrow().message())
        .contains("other folders are kept from release to release since");
    assertThat(room.plan("one").body().orElseThrow().placement().orElseThrow().kept())
        .containsExactly("uploads");
    assertThat(room.plan("one").body().orElseThrow().notes())
        .contains("This release has no server that could write to uploads/, so nothing is kept.");
  }

  @Test
  void anEnvironmentIsNotSentElsewhereWhileItIsDeployed() {
    Plan plan = room.plan("one");
    room.target().fail("provision", busy());
    Deployment running = approve(plan, "a");
    refuses("environment.busy", () -> room.place("server"));
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.place("server").target()).isEqualTo("server");
  }

  @Test
  void sentElsewhereByADeploymentItKeepsItsDomain() {
    var domain = Optional.of(new Domain("app.example.org", false));
    room.place(new Placement("server", domain));
    Relocation relocation = room.relocation;
    Environment sent = relocation.send(room.app(), "production", "box");
    assertThat(sent.target()).isEqualTo("box");
    assertThat(sent.domain()).isEqualTo(domain);
    refuses(
        "domain.unsupported", () -> relocation.send(room.app(), "production", Environment.LOCAL));
    assertThat(room.production().target()).isEqualTo("box");
    assertThat(relocation.send(room.app(), "staging", "box").target())
        .as("made as it was new")
        .isEqualTo("box");
  }

  @Test
  void noDomainLeadsToThisMachine() {
    Placement here =
        new Placement(Environment.LOCAL, Optional.of(new Domain("app.example.org", false)));
    refuses("domain.unsupported", () -> room.place(here));
  }

  @Test
  void aPlanIsStaleWhenTheVariablesWereChanged() {
    Plan stale = room.plan("one");
    room.set("TITLE", "new");
    assertThat(room.carryOut(stale).state()).isEqualTo(DeploymentState.STALE);
    assertThat(room.target().writes()).isEmpty();
  }

  @Test
  void variablesThatChangeWhileItGoesLiveStayChanged() {
    room.target().fail("provision", busy());
    Deployment running = approve(room.plan("one"), "a");
    Awaitility.await().until(() -> !room.target().writes().isEmpty());
    room.set("TITLE", "set meanwhile");
    room.ended(running);
    Settings newest = room.places.settings().current(room.production().id());
    assertThat(newest.variable("TITLE")).isPresent();
    assertThat(newest.id()).isNotEqualTo(running.settingsId());
  }

  @Test
  void aDeploymentIsCancelledBeforeItGoesLive() {
    room.deploy("one");
    room.target().fail("stage", busy());
    Deployment running = approve(room.plan("two"), "a");
    Awaitility.await().until(() -> room.target().writes().contains("stage v2"));
    room.approvals.cancel(running.id());
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.CANCELLED);
    assertThat(code(ended.failure())).contains("deploy.cancelled");
    assertThat(live()).isEqualTo("v1");
    refuses("deployment.not-cancellable", () -> room.approvals.cancel(running.id()));
  }

  @Test
  void whatGoesLiveCanNotBeCancelled() {
    room.target().loseAnswer("activate", busy());
    Deployment running = approve(room.plan("one"), "a");
    Awaitility.await().until(() -> room.target().pointer().generation() == 1);
    refuses("deployment.not-cancellable", () -> room.approvals.cancel(running.id()));
    assertThat(room.ended(running).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.target().writes().stream().filter("activate v1"::equals))
        .as("the switch was made once")
        .hasSize(1);
    refuses("deployment.unknown", () -> room.approvals.cancel("nobody"));
  }

  @Test
  void aSwitchThatWasInterruptedIsRecordedWithItsEffect() {
    room.target().loseAnswer("activate", busy());
    Deployment deployment = room.carryOut(room.plan("one"));
    assertThat(deployment.state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(room.deployments.one(deployment.id()).effects().orElseThrow())
        .extracting(effect -> effect.kind())
        .containsOnlyOnce("pointer.switched");
  }

  @Test
  void whatWasAcceptedBeforeACrashIsCarriedOutAfterIt() {
    Plan plan = room.plan("one");
    room.stop();
    Deployment deployment = approve(plan, "a");
    assertThat(live()).isEqualTo("nothing");
    room.start();
    assertThat(room.ended(deployment).state()).isEqualTo(DeploymentState.SUCCEEDED);
    assertThat(live()).isEqualTo("v1");
  }

  @Test
  void whatNobodyKnowsAsksAPersonAndGivesTheLeaseBack() {
    room.target().loseAnswer("activate", busy());
    room.target().probeSays(new Probe.Unknown("Is v1 live at the provider?"));
    Deployment deployment = room.carryOut(room.plan("one"));
    assertThat(deployment.state()).isEqualTo(DeploymentState.NEEDS_ATTENTION);
    assertThat(deployment.failure().orElseThrow().message())
        .isEqualTo("Is v1 live at the provider?");
    assertThat(code(deployment.failure())).contains("deploy.needs-attention");
    assertThat(
            room.stores.steps().of(deployment.id()).stream()
                .anyMatch(s -> s.state() == StepState.NEEDS_ATTENTION))
        .isTrue();
  }

  @Test
  void aDeploymentWhosePartsAreGoneFailsAndGivesTheLeaseBack() {
    Plan plan = room.plan("one");
    room.stop();
    Deployment broken = approve(plan, "a");
    room.database.change(sql -> sql.update("update plans set body = null"));
    room.start();
    assertThat(code(room.ended(broken).failure())).contains("internal.bug");
    assertThat(room.deploy("two").state()).isEqualTo(DeploymentState.SUCCEEDED);
  }

  @Test
  void somebodyElsesSwitchEndsAsAConflict() {
    Plan plan = room.plan("one");
    room.target().fail("stage", busy());
    Deployment running = approve(plan, "a");
    Awaitility.await().until(() -> room.target().writes().contains("stage v1"));
    room.target().moved(Optional.of(new LiveRelease("foreign", "settings")));
    Deployment ended = room.ended(running);
    assertThat(ended.state()).isEqualTo(DeploymentState.CONFLICT);
    assertThat(code(ended.failure())).contains("deploy.conflict");
  }

  @Test
  void anUnhealthyReleaseDoesNotGoLive() {
    room.deploy("one");
    room.site.with("/", 500, "text/html", "broken");
    Deployment deployment = room.carryOut(room.plan("two"));
    assertThat(deployment.state()).isEqualTo(DeploymentState.FAILED);
    assertThat(code(deployment.failure())).contains("gate.unhealthy");
    assertThat(live()).isEqualTo("v1");
  }
}
