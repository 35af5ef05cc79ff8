package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.app.Variable.Source;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
  @TempDir Path folder;
  private AppFixture fixture;
  private SettingsStore settings;
  private String environment;

  @BeforeEach
  void open() {
    fixture = new AppFixture(folder);
    settings = fixture.settings;
    App app = fixture.apps.createOrFind("guestbook", "unknown");
    environment = fixture.environments.ensure(app.id(), "production", "local").id();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anEnvironmentStartsWithAnEmptyFirstRevision() {
    Settings first = settings.current(environment);
    assertThat(first.revision()).isEqualTo(1);
    assertThat(first.variables()).isEmpty();
    assertThat(settings.current(environment)).isEqualTo(first);
    assertThat(fixture.environments.byId(environment).settingsId()).contains(first.id());
  }

  @Test
  void aChangeMakesARevisionAndTheOldOneStays() {
    Settings first = settings.revise(environment, with(user("B", "1"), user("A", "2")));
    Settings second = settings.revise(environment, with(user("A", "3")));
    assertThat(first.revision()).isEqualTo(1);
    assertThat(first.variables()).extracting(Variable::name).containsExactly("A", "B");
    assertThat(second.revision()).isEqualTo(2);
    assertThat(settings.current(environment)).isEqualTo(second);
    assertThat(settings.find(first.id())).contains(first);
    assertThat(settings.find("unknown")).isEmpty();
    assertThat(fixture.environments.byId(environment).settingsId()).contains(second.id());
  }

  @Test
  void theSameContentIsNotANewRevision() {
    Settings first = settings.revise(environment, with(user("A", "1"), user("B", "2")));
    assertThat(settings.revise(environment, with(user("B", "2"), user("A", "1")))).isEqualTo(first);
    assertThat(settings.revise(environment, UnaryOperator.identity())).isEqualTo(first);
  }

  @Test
  void valuesAreUnreadableInTheDatabaseFiles() throws Exception {
    settings.revise(environment, with(user("SESSION_KEY", "hunter2-hunter2")));
    fixture.close();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .doesNotContain("hunter2")
            .doesNotContain("SESSION_KEY");
      }
    }
  }

  @Test
  void aRevisionMovedToAnotherIdIsNoticed() {
    Settings first = settings.revise(environment, with(user("A", "1")));
    Settings second = settings.revise(environment, with(user("A", "2")));
    fixture.database.change(
        sql ->
            sql.update(
                "update settings set sealed = (select sealed from settings where id = ?)"
                    + " where id = ?",
                first.id(),
                second.id()));
    assertThatThrownBy(() -> settings.find(second.id()))
        .isInstanceOfSatisfying(
            MachineError.class, e -> assertThat(e.code()).isEqualTo("credential.sealed-damaged"));
  }

  @Test
  void aDraftTakesAnExportsDefaultsAndNeverReplacesTheUsers() {
    Settings newest =
        settings.revise(environment, with(user("VITE_TITLE", "mine"), user("TOKEN", "t")));
    Settings first = settings.draft(environment, Map.of("VITE_TITLE", "theirs", "VITE_OLD", "1"));
    assertThat(first.variables())
        .containsExactly(
            user("TOKEN", "t"),
            new Variable("VITE_OLD", "1", Source.EXPORT),
            user("VITE_TITLE", "mine"));
    assertThat(settings.current(environment)).as("a draft is not the newest").isEqualTo(newest);
    assertThat(settings.find(first.id())).contains(first);
  }

  @Test
  void aDraftForgetsWhatEarlierExportsBrought() {
    Settings first = settings.draft(environment, Map.of("VITE_OLD", "1"));
    fixture.database.change(sql -> settings.makeNewest(sql, environment, first.id()));
    assertThat(settings.draft(environment, Map.of("VITE_OLD", "1"))).isEqualTo(first);
    assertThat(settings.draft(environment, Map.of("VITE_NEW", "2")).variables())
        .containsExactly(new Variable("VITE_NEW", "2", Source.EXPORT));
  }

  @Test
  void twoRevisionsCompareByNameOnly() {
    Settings before =
        settings.revise(environment, with(user("GONE", "1"), user("KEPT", "2"), user("X", "3")));
    Settings after =
        settings.revise(environment, with(user("KEPT", "2"), user("NEW", "4"), user("X", "5")));
    SettingsChange change = SettingsChange.between(before, after);
    assertThat(change).isEqualTo(new SettingsChange(List.of("NEW"), List.of("X"), List.of("GONE")));
    assertThat(change.isEmpty()).isFalse();
    assertThat(SettingsChange.between(after, after).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A B", "A=B", "Ä", "A\u0000", "A\n"})
  void aNameThatAShellCouldNotHoldIsRefused(String name) {
    assertRefused("variable.name-invalid", with(user(name, "hunter2")));
  }

  @Test
  void namesAreAtMost128Long() {
    settings.revise(environment, with(user("A".repeat(128), "1")));
    assertRefused("variable.name-invalid", with(user("A".repeat(129), "hunter2")));
  }

  @Test
  void valuesAreTextOfAtMost64KiB() {
    settings.revise(environment, with(user("A", "é".repeat(32 * 1024)), user("EMPTY", "")));
    assertRefused("variable.value-invalid", with(user("A", "hunter2".repeat(10_000))));
    assertRefused("variable.value-invalid", with(user("A", "é".repeat(32 * 1024) + "x")));
    assertRefused("variable.value-invalid", with(user("A", "hunter2\0")));
  }

  @Test
  void thereAreAtMost500() {
    settings.revise(environment, _ -> numbered(500));
    assertRefused("variable.too-many", _ -> numbered(501));
    assertThat(settings.current(environment).variables()).hasSize(500);
  }

  private void assertRefused(String code, UnaryOperator<List<Variable>> change) {
    Settings before = settings.current(environment);
    assertThatThrownBy(() -> settings.revise(environment, change))
        .isInstanceOfSatisfying(
            UserError.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage() + e.remedy()).doesNotContain("hunter2");
            });
    assertThat(settings.current(environment)).isEqualTo(before);
  }

  private static List<Variable> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> user("V" + i, "x")).toList();
  }

  private static UnaryOperator<List<Variable>> with(Variable... variables) {
    return _ -> List.of(variables);
  }

  private static Variable user(String name, String value) {
    return new Variable(name, value, Source.USER);
  }
}
