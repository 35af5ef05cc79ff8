package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static final Finding LEAK =
      new Finding(
          "F-0123456789",
          Severity.ERROR,
          "check.secret",
          "stripe-live-key",
          "a.ts",
          3,
          "a.ts line 3 holds a key.",
          "Make a new one.");

  @TempDir Path folder;
  private Database database;
  private AllowedFindings allowed;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("freehold.db"), folder.resolve("backups"));
    database.change(
        sql -> {
          for (String id : List.of("shop", "blog")) {
            sql.update(
                "insert into apps (id, slug, builder, created_at) values (?, ?, ?, ?)",
                id,
                id,
                "unknown",
                NOW);
          }
        });
    allowed = new AllowedFindings(database, Clock.fixed(NOW, ZoneOffset.UTC));
    found("shop", LEAK);
  }

  /** As a plan of the app leaves it behind. */
  private void found(String app, Finding finding) {
    database.change(
        sql -> {
          sql.update(
              "insert into environments (id, app_id, name, target, created_at)"
                  + " values ('e', ?, 'production', 'local', 0)",
              app);
          sql.update(
              "insert into plans (id, app_id, environment_id, kind, state, request, created_at)"
                  + " values ('p', ?, 'e', 'deploy', 'blocked', '{}', 0)",
              app);
          sql.update(
              "insert into steps (run_id, ordinal, name, state, output) values ('p', 0,"
                  + " 'check-secrets', 'done', ?), ('p', 1, 'check', 'pending', null)",
              Json.write(Map.of("findings", List.of(finding))));
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAllowedFindingNoLongerBlocksAndSaysWhy() {
    allowed.allow("shop", LEAK.id(), " a key of a closed account ", "ada");

    assertThat(allowed.apply("shop", List.of(LEAK)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.blocks()).isFalse();
              assertThat(finding.id()).isEqualTo(LEAK.id());
              assertThat(finding.message())
                  .isEqualTo("a.ts line 3 holds a key. Allowed by ada: a key of a closed account");
            });
  }

  @Test
  void whatIsAllowedForOneAppStillBlocksInAnother() {
    allowed.allow("shop", LEAK.id(), "closed account", "ada");
    assertThat(allowed.apply("blog", List.of(LEAK))).containsExactly(LEAK);
  }

  @Test
  void decisionsAreKeptAndTheLastOneCounts() {
    allowed.allow("shop", LEAK.id(), "not sure", "ada");
    allowed.allow("shop", LEAK.id(), "closed account", "bob");
    assertThat(allowed.list("shop"))
        .containsExactly(new AllowedFindings.Allowed(LEAK.id(), "closed account", "bob", NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\n"})
  void aDecisionNeedsAReason(String reason) {
    assertThatThrownBy(() -> allowed.allow("shop", LEAK.id(), reason, "ada"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("check.reason-missing"));
    assertThat(allowed.list("shop")).isEmpty();
  }

  @Test
  void whatNoPlanOfTheAppHasFoundIsRefused() {
    refusesAsUnknown("shop", "F-9999999999");
    refusesAsUnknown("blog", LEAK.id());
    assertThat(allowed.list("blog")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "F-123", "F-0123456789a", "f-0123456789", "F-012345678G"})
  void whatIsNoIdIsRefused(String id) {
    refusesAsUnknown("shop", id);
  }

  private void refusesAsUnknown(String app, String id) {
    assertThatThrownBy(() -> allowed.allow(app, id, "because", "ada"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("check.unknown-finding"));
  }
}
