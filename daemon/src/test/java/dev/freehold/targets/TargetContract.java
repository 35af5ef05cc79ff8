package dev.freehold.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.app.LiveRelease;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.release.Release;
import dev.freehold.step.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every target keeps. A subclass brings the provider. */
public abstract class TargetContract extends TargetTestBase {
  private static LiveRelease liveOf(Activation activation) {
    return new LiveRelease(activation.release().id(), activation.settings().id());
  }

  private static void refuses(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.remedy()).isNotBlank());
  }

  @Test
  void atFirstNothingIsLive() {
    assertThat(target.observe()).isEqualTo(new Observed(Pointer.NONE, List.of()));
    assertThat(target.retained()).isEmpty();
  }

  @Test
  void lookingAndPreparingWriteNothing() throws Exception {
    Activation first = activations.page("one");
    Object before = everythingThere();
    Delta delta = target.prepare(first, target.observe());
    assertThat(delta.missing()).hasSize(3);
    assertThat(delta.resources()).isNotEmpty();
    target.addresses();
    target.probe(RunningStep.of("d", "activate").record());
    assertThat(everythingThere()).isEqualTo(before);

    deploy(first);
    Object deployed = everythingThere();
    target.prepare(activations.page("two"), target.observe());
    assertThat(everythingThere()).isEqualTo(deployed);
  }

  @Test
  void aStagedReleaseIsAddressableAndNotLive() throws Exception {
    Staged first = bring(activations.page("one"), "d1");
    assertThat(fetch(first, "/")).contains("<h1>one</h1>");
    assertThat(target.observe().pointer()).isEqualTo(Pointer.NONE);

    deploy(activations.page("one"));
    Staged second = bring(activations.page("two"), "d2");
    assertThat(fetch(second, "/")).contains("<h1>two</h1>");
    assertThat(fetch(second, "/" + Activations.script("two"))).startsWith("// two");
    assertThat(fetch(second, "/__freehold/env.js")).contains("title of two");
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void activatingIsTheSwitch() throws Exception {
    Activation one = activations.page("one");
    Pointer pointer = deploy(one);
    assertThat(pointer.generation()).isEqualTo(1);
    assertThat(pointer.live()).contains(liveOf(one));
    assertThat(pointer.previous()).isEmpty();
    assertThat(target.observe()).isEqualTo(new Observed(pointer, List.of(one.release().id())));
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
    assertThat(fetch(target.live(), "/__freehold/env.js"))
        .contains("title of one")
        .doesNotContain("hidden");
    assertThat(target.addresses()).extracting(URI::getScheme).first().asString().startsWith("http");
  }

  @Test
  void everyWriteMayBeRepeated() throws Exception {
    Activation one = activations.page("one");
    Delta delta = target.prepare(one, target.observe());
    for (int i = 0; i < 2; i++) {
      target.provision(one, delta, step("d1", "provision"));
      target.upload(one, delta, room.blobs, step("d1", "upload"));
      target.stage(one, step("d1", "stage"));
    }
    Pointer first = target.activate(one, 0, step("d1", "activate"));
    Object after = everythingThere();
    assertThat(target.activate(one, 0, step("d1", "activate")))
        .as("the same step of the same deployment")
        .isEqualTo(first);
    assertThat(target.observe().pointer().generation()).isEqualTo(1);
    assertThat(everythingThere()).isEqualTo(after);
  }

  @Test
  void onlyWhatIsMissingIsUploaded() {
    Activation one = activations.page("one");
    Delta all = target.prepare(one, target.observe());
    assertThat(all.bytes()).isEqualTo(one.artifact().bytes());
    deploy(one);
    Delta again = target.prepare(activations.page("one"), target.observe());
    assertThat(again.missing()).isEmpty();
    assertThat(again.bytes()).isZero();
    assertThat(again.resources()).isEmpty();

    Activation changed = activations.of(Activations.app("one").with("about.html", "new"), Map.of());
    Delta oneFile = target.prepare(changed, target.observe());
    assertThat(oneFile.missing()).hasSize(1);
    assertThat(oneFile.bytes()).isEqualTo(3);
  }

  @Test
  void aSwitchFromAnotherGenerationIsAConflict() throws Exception {
    deploy(activations.page("one"));
    Activation two = activations.page("two");
    bring(two, "d2");
    Object before = everythingThere();
    refuses("deploy.conflict", () -> target.activate(two, 0, step("d2", "activate")));
    refuses("deploy.conflict", () -> target.activate(two, 2, step("d2", "activate")));
    assertThat(everythingThere()).isEqualTo(before);
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void ofManySwitchesAtOnceExactlyOneHappens() throws Exception {
    deploy(activations.page("one"));
    var switches = new ArrayList<Callable<Pointer>>();
    for (int i = 0; i < 8; i++) {
      Activation next = activations.page("next " + i);
      String run = "racing-" + i;
      bring(next, run);
      switches.add(() -> target.activate(next, 1, step(run, "activate")));
    }
    int won = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<Pointer> result : threads.invokeAll(switches)) {
        try {
          assertThat(result.get().generation()).isEqualTo(2);
          won++;
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(UserError.class).hasMessageContaining("switched");
        }
      }
    }
    assertThat(won).isEqualTo(1);
    assertThat(target.observe().pointer().generation()).isEqualTo(2);
  }

  @Test
  void aRollbackIsAnActivationOfOldReleaseAndOldSettings() throws Exception {
    Activation one = activations.page("one");
    Activation two = activations.page("two");
    deploy(one);
    deploy(two);
    Pointer back = target.activate(one, 2, step("rollback", "activate"));
    assertThat(back.generation()).isEqualTo(3);
    assertThat(back.live()).contains(liveOf(one));
    assertThat(back.previous()).contains(liveOf(two));
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
    assertThat(fetch(target.live(), "/__freehold/env.js")).contains("title of one");
    assertThat(target.retained()).containsExactly(one.release().id(), two.release().id());
  }

  @Test
  void whatWasNeverBroughtCannotGoLive() throws Exception {
    Activation two = activations.page("two");
    refuses("target.release-missing", () -> target.activate(two, 0, step("d", "activate")));
    deploy(activations.page("one"));
    refuses("target.release-missing", () -> target.activate(two, 1, step("d", "activate")));
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void aProbeTellsWhetherTheStepHappened() {
    Activation one = activations.page("one");
    var activate = step("d1", "activate");
    var stage = step("d1", "stage");
    assertThat(target.probe(activate.record())).isInstanceOf(Probe.DidNotHappen.class);
    assertThat(target.probe(stage.record())).isInstanceOf(Probe.DidNotHappen.class);
    Staged staged = bring(one, "d1");
    assertThat(target.probe(stage.record())).isEqualTo(new Probe.Happened(Json.tree(staged)));
    assertThat(target.probe(activate.record())).isInstanceOf(Probe.DidNotHappen.class);
    Pointer pointer = target.activate(one, 0, activate);
    assertThat(target.probe(activate.record())).isEqualTo(new Probe.Happened(Json.tree(pointer)));
    assertThat(target.probe(step("d2", "activate").record()))
        .as("the same step of another deployment")
        .isInstanceOf(Probe.DidNotHappen.class);
    for (String name : List.of("provision", "upload")) {
      assertThat(target.probe(step("d1", name).record()))
          .as(name + " may be done again at no cost")
          .isInstanceOf(Probe.DidNotHappen.class);
    }
  }

  @Test
  void pruningNeverTakesTheLiveReleaseNorTheOneBefore() throws Exception {
    var all = new ArrayList<Activation>();
    for (int i = 1; i <= 5; i++) {
      all.add(activations.page("page " + i));
      deploy(all.getLast());
    }
    List<String> ids = all.stream().map(Activation::release).map(Release::id).toList();
    room.pass(Duration.ofDays(1));
    target.prune(Set.of(ids.get(1)));
    assertThat(target.retained()).containsExactly(ids.get(4), ids.get(3), ids.get(1));
    assertThat(fetch(target.live(), "/")).contains("<h1>page 5</h1>");
    refuses(
        "target.release-missing",
        () -> target.activate(all.get(0), 5, step("rollback", "activate")));

    Object pruned = everythingThere();
    target.prune(Set.of(ids.get(1)));
    assertThat(everythingThere()).as("pruning again changes nothing").isEqualTo(pruned);

    target.prune(Set.of());
    assertThat(target.retained()).containsExactly(ids.get(4), ids.get(3));
    target.activate(all.get(3), 5, step("rollback", "activate"));
    assertThat(fetch(target.live(), "/")).contains("<h1>page 4</h1>");
    assertThat(fetch(target.live(), "/" + Activations.script("page 4"))).startsWith("// page 4");
  }

  @Test
  void afterItsRemovalNothingIsLiveAndItCanBeDeployedAnew() throws Exception {
    target.remove();
    Activation one = activations.page("one");
    deploy(one);
    deploy(activations.page("two"));
    bring(activations.page("three"), "staged only");

    target.remove();
    assertThat(target.observe()).isEqualTo(new Observed(Pointer.NONE, List.of()));
    assertThat(target.retained()).isEmpty();
    assertThatThrownBy(() -> fetch(target.live(), "/"))
        .isInstanceOfAny(AssertionError.class, IOException.class);

    Object removed = everythingThere();
    target.remove();
    assertThat(everythingThere()).as("removing again changes nothing").isEqualTo(removed);
    assertThat(target.prepare(one, target.observe()).missing()).hasSize(3);
    assertThat(deploy(one).generation()).isEqualTo(1);
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }

  @Test
  void aTabFindsTheFilesOfItsReleaseForADayHoweverManyFollow() throws Exception {
    String first = "/" + Activations.script("page 1");
    for (int i = 1; i <= 11; i++) {
      deploy(activations.page("page " + i));
    }
    assertThat(fetch(target.live(), first)).startsWith("// page 1");
    assertThat(fetch(target.live(), "/" + Activations.script("page 3"))).startsWith("// page 3");
    room.pass(Duration.ofHours(23));
    target.prune(Set.of());
    assertThat(fetch(target.live(), first)).startsWith("// page 1");
    deploy(activations.page("page 12"));
    assertThat(fetch(target.live(), first)).startsWith("// page 1");

    room.pass(Duration.ofHours(2));
    target.prune(Set.of());
    assertThat(target.retained()).hasSize(2);
    assertThat(fetch(target.live(), "/")).contains("<h1>page 12</h1>");
  }

  @Test
  void whatWasPrunedCanBeBroughtAgain() throws Exception {
    Activation one = activations.page("one");
    deploy(one);
    deploy(activations.page("two"));
    deploy(activations.page("three"));
    room.pass(Duration.ofDays(1));
    target.prune(Set.of());
    assertThat(target.prepare(one, target.observe()).missing())
        .as("page and script; the picture is in the other releases")
        .hasSize(2);
    deploy(one);
    assertThat(fetch(target.live(), "/")).contains("<h1>one</h1>");
  }
}
