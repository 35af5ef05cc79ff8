package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.api.OpenApi;
import dev.freehold.app.Variable;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.DeployTestBase;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Environments that were really deployed to. */
class ParitiesTest extends DeployTestBase {
  private void set(String environment, String name, String value) {
    room.places
        .settings()
        .revise(
            room.environment(environment).id(),
            before -> {
              var after = new ArrayList<>(before);
              after.removeIf(v -> v.name().equals(name));
              after.add(new Variable(name, value, Variable.Source.USER));
              return after;
            });
  }

  private Plan planned(String environment, String text) {
    return room.prepared(
        room.planning.deploy(
            room.app(),
            room.environment(environment),
            Optional.of(room.export(DeployRoom.page(text))),
            false,
            false,
            "because"));
  }

  private Plan promotion() {
    return room.prepared(
        room.planning.promote(
            room.app(), room.environment("staging"), room.production(), "because"));
  }

  private Parity parity() {
    return room.parities.of(room.app(), "staging", "production");
  }

  @Test
  void twoThatHaveTheSameTellTheTruth() throws Exception {
    room.carryOut(planned("staging", "one"));
    room.carryOut(promotion());
    Parity parity = parity();
    assertThat(parity.verdict().state()).isEqualTo(Verdict.State.TELLS_THE_TRUTH);
    assertThat(parity.verdict().text()).isEqualTo("staging tells the truth");
    assertThat(parity.differences()).isEmpty();
    assertThat(parity.same())
        .contains(
            "Both run on recording (recording).",
            "Routing is the same: fallback, redirects, headers, what other hosts answer.",
            "These belong to the app, so both have them: 0 journeys, 1 consent, 0 kept folders.")
        .anyMatch(line -> line.startsWith("Both have v1 live: the same bytes, artifact "));
    OpenApi.read().assertFits("Parity", Json.tree(parity));
  }

  @Test
  void aPromotionSaysWhatItDoesNotChange() {
    room.carryOut(planned("production", "one"));
    set("staging", "VITE_FEATURE", "on");
    room.carryOut(planned("staging", "two"));
    Parity parity = parity();
    assertThat(parity.verdict().text()).isEqualTo("staging lies about 1 thing");
    assertThat(parity.differences())
        .extracting(Difference::what)
        .containsExactly("VITE_FEATURE", "what is live");

    Plan plan = promotion();
    assertThat(plan.body().orElseThrow().notes())
        .contains(
            "staging lies about 1 thing that a promotion does not change. See them: freehold parity"
                + " staging production --app shop");
    set("production", "VITE_FEATURE", "on");
    assertThat(promotion().body().orElseThrow().notes())
        .as("production's newest variables go along")
        .noneMatch(note -> note.contains("freehold parity"));
  }

  @Test
  void aPlanForProductionsDatabaseIsRefusedUntilItIsAllowed() {
    set("production", "DATABASE_URL", "postgres://app:very-secret@db.example.org/shop");
    room.carryOut(planned("production", "one"));
    set("staging", "DATABASE_URL", "postgres://other:secret2@db.example.org:5432/shop");

    Plan refused = planned("staging", "two");

    assertThat(refused.state()).isEqualTo(PlanState.BLOCKED);
    assertThat(code(refused.failure())).contains("env.shares-database");
    assertThat(refused.failure().toString())
        .contains("DATABASE_URL", "freehold check allow F-")
        .doesNotContain("secret", "db.example.org");
    String finding = room.plans.one(refused.id()).checks().getFirst().id();
    room.allowed.allow(room.app().id(), finding, "it is read only", "ada");
    Plan allowed = planned("staging", "two");
    assertThat(allowed.state()).isEqualTo(PlanState.READY);
    assertThat(room.plans.one(allowed.id()).checks().toString())
        .contains("Allowed by ada: it is read only");

    room.carryOut(allowed);
    assertThat(parity().differences())
        .filteredOn(difference -> difference.severity() == Severity.LIES)
        .extracting(Difference::kind)
        .as("allowed, and still said")
        .containsExactly("database");
  }

  @Test
  void productionMayHaveItsOwnDatabaseAndStagingAnother() {
    set("production", "DATABASE_URL", "postgres://app:a@db.example.org/shop");
    room.carryOut(planned("production", "one"));
    set("staging", "DATABASE_URL", "postgres://app:a@db.example.org/staging");
    assertThat(planned("staging", "two").state()).isEqualTo(PlanState.READY);
    assertThat(planned("production", "two").state()).isEqualTo(PlanState.READY);
  }

  @Test
  void databasesAreAskedForAParityAndNeverWhileAPromotionIsPlanned() {
    set("production", "DATABASE_URL", "postgres://app:very-secret@db.example.org/shop");
    room.carryOut(planned("production", "one"));
    set("staging", "DATABASE_URL", "postgres://app:very-secret@db.example.org/staging");
    room.carryOut(planned("staging", "two"));
    assertThat(promotion().state()).isEqualTo(PlanState.READY);
    assertThat(room.databases.looks).isEmpty();

    Parity parity = parity();

    assertThat(room.databases.looks).containsExactly("DATABASE_URL", "DATABASE_URL");
    assertThat(parity.unknown())
        .filteredOn(unknown -> unknown.kind().equals("database"))
        .extracting(Unknown::what)
        .containsExactly("what is in the one of staging", "what is in the one of production");
    assertThat(Json.write(parity)).doesNotContain("very-secret");
  }

  @Test
  void whatIsNotThereIsAskedForInVain() {
    room.production();
    assertThatThrownBy(() -> room.parities.of(room.app(), "stagin", "production"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("environment.unknown"));
  }

  @Test
  void fiveHundredVariablesOfEachFitIntoAReplyAndComeAtOnce() {
    List<Variable> mine = many("STAGING", 500);
    List<Variable> theirs = many("PRODUCTION", 500);
    room.places.settings().revise(room.environment("staging").id(), _ -> mine);
    room.places.settings().revise(room.production().id(), _ -> theirs);
    Parity parity = parity();
    assertThat(parity.differencesCount()).isEqualTo(1000);
    assertThat(parity.differences()).hasSize(Parities.MOST_SHOWN);
    assertThat(Json.write(parity).getBytes(StandardCharsets.UTF_8).length).isLessThan(768 * 1024);
  }

  private static List<Variable> many(String prefix, int count) {
    var all = new ArrayList<Variable>();
    for (int i = 0; i < count; i++) {
      all.add(
          new Variable(
              "%s_%03d_%s".formatted(prefix, i, "X".repeat(100)),
              "value " + i,
              Variable.Source.USER));
    }
    return all;
  }
}
