package dev.freehold.deploy.carryout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.UserError;
import dev.freehold.check.Finding;
import dev.freehold.check.Finding.Severity;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.targets.RunningStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikelyCauseTest {
  private static final ReadOnlyFiles READ_ONLY = new ReadOnlyFiles(true, List.of());

  private static Finding missing(String name, String rule) {
    return new Finding(
        "F-" + name,
        Severity.WARNING,
        "check.variable-missing",
        rule,
        "src/api.ts",
        7,
        name + " has no value. src/api.ts line 7 reads it.",
        "Set it.");
  }

  private static UserError of(String code, Finding... checks) {
    var step =
        new LikelyCause(
            context -> {
              throw new UserError(code, "It fails.", "Mend it.");
            },
            List.of(checks),
            List.of(),
            READ_ONLY,
            new AllowedHosts(List.of(), List.of()));
    return catchThrowableOfType(UserError.class, () -> step.run(RunningStep.of("d1", "health")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate.blank-page", "gate.page-error", "target.server-not-ready"})
  void whatHasNoValueIsNamedWhenTheAppFails(String code) {
    UserError e =
        of(
            code,
            missing("VITE_URL", "variable-missing"),
            missing("VITE_KEY", "variable-missing"),
            missing("VITE_TITLE", "variable-optional"));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e)
        .hasMessage("It fails.\nLikely cause: VITE_URL, VITE_KEY have no value (src/api.ts:7).");
    assertThat(e.remedy()).contains("freehold var set VITE_URL=... VITE_KEY=...");
  }

  @Test
  void whatElseFailsKeepsItsOwnRemedy() {
    assertThat(of("gate.page-loops", missing("VITE_URL", "variable-missing")).remedy())
        .isEqualTo("Mend it.");
    assertThat(of("gate.blank-page", missing("VITE_URL", "variable-optional")).remedy())
        .isEqualTo("Mend it.");
    assertThat(of("gate.blank-page")).hasMessage("It fails.");
  }

  private static UserError withoutScript(String message) {
    var step =
        new LikelyCause(
            _ -> {
              throw new UserError("target.server-not-ready", message, "Mend it.");
            },
            List.of(missing("VITE_URL", "variable-missing")),
            List.of(
                "Another note.",
                "An install would run these scripts, and they were not run: better-sqlite3"
                    + " (prebuild-install || node-gyp rebuild), postinstall (prisma generate). To"
                    + " run them: freehold deploy --allow-script better-sqlite3,postinstall"),
            READ_ONLY,
            new AllowedHosts(List.of(), List.of()));
    return catchThrowableOfType(UserError.class, () -> step.run(RunningStep.of("d1", "stage")));
  }

  @Test
  void aScriptThatWasNotRunIsNamedFirstWhereTheServerMissesWhatItMakes() {
    UserError e = withoutScript("No bindings:\n'/app/node_modules/better-sqlite3/build/a.node'");
    assertThat(e.getMessage())
        .startsWith("Likely cause: the install script of better-sqlite3 was not run")
        .endsWith("build/a.node'");
    assertThat(e.remedy()).contains("freehold deploy --allow-script better-sqlite3.");
    assertThat(withoutScript("Please run `prisma generate` first.").remedy())
        .contains("--allow-script postinstall.");
    assertThat(withoutScript("No database.").remedy()).contains("freehold var set VITE_URL");
  }

  private static UserError withPackages(String printed) {
    var step =
        new LikelyCause(
            _ -> {
              throw new UserError("target.server-not-ready", printed, "Mend it.");
            },
            List.of(missing("DB_URL", "variable-missing")),
            List.of(
                "requirements.txt leaves versions open. These were taken: motor (3.5.1).",
                "motor 3.5.1 fails with pymongo 4.10.1 when it is loaded (\"cannot import name"
                    + " '_QUERY_OPTIONS'\"): write pymongo==4.8.0 into requirements.txt."),
            READ_ONLY,
            new AllowedHosts(List.of(), List.of()));
    return catchThrowableOfType(UserError.class, () -> step.run(RunningStep.of("d1", "stage")));
  }

  @Test
  void packagesThatDoNotFitTogetherAreNamedWithWhatToPin() {
    String printed =
        "It does not start.\n"
            + "ImportError: cannot import name '_QUERY_OPTIONS' from 'pymongo.cursor'";
    UserError e = withPackages(printed);
    assertThat(e)
        .hasMessage(
            "Likely cause: motor 3.5.1 fails with pymongo 4.10.1 when it is loaded (\"cannot import"
                + " name '_QUERY_OPTIONS'\").\n"
                + printed);
    assertThat(e.remedy())
        .isEqualTo(
            "So write pymongo==4.8.0 into requirements.txt. Then deploy the result. What was live"
                + " before is untouched.");
  }

  @Test
  void packagesAreNoCauseOfWhatTheyDoNotSay() {
    assertThat(withPackages("It does not start.\nKeyError: 'DB_URL'").remedy())
        .contains("freehold var set DB_URL");
  }

  @Test
  void anAppThatMayNotWriteToItsFilesIsToldToKeepAFolder() {
    var step =
        new LikelyCause(
            _ -> {
              throw new UserError(
                  "target.server-not-ready",
                  "It fails.\nError: EROFS: read-only file system, mkdir '/app/uploads'",
                  "Mend it.");
            },
            List.of(missing("VITE_URL", "variable-missing")),
            List.of(),
            READ_ONLY,
            new AllowedHosts(List.of(), List.of()));
    UserError e =
        catchThrowableOfType(UserError.class, () -> step.run(RunningStep.of("d1", "stage")));
    assertThat(e).hasMessageContaining("EROFS");
    assertThat(e.remedy()).contains("freehold app keep uploads.").doesNotContain("VITE_URL");
  }

  private static UserError answering(String problem, Conclusion... conclusions) {
    var step =
        new LikelyCause(
            _ -> {
              throw new UserError("gate.unhealthy", problem, "Mend it.");
            },
            List.of(missing("SECRET_KEY", "variable-missing")),
            List.of(),
            READ_ONLY,
            new AllowedHosts(List.of(conclusions), List.of("app.example.org")));
    return catchThrowableOfType(UserError.class, () -> step.run(RunningStep.of("d1", "health")));
  }

  @Test
  void hostsThatDjangoDoesNotKnowAreNamedWithTheValueToSet() {
    String problem = "It does not work: / is answered with status 400.";
    UserError byVariable =
        answering(problem, new Conclusion("allowed hosts", "HOSTS", "shop/settings.py line 3"));
    assertThat(byVariable).hasMessageContaining("shop/settings.py line 3");
    assertThat(byVariable.remedy())
        .startsWith("Set the hosts: freehold var set HOSTS=.localhost,app.example.org. Then");
    assertThat(
            answering(problem, new Conclusion("allowed hosts", "in the code", "line 3")).remedy())
        .startsWith(
            "Write into the settings: ALLOWED_HOSTS = [\".localhost\", \"app.example.org\"]");
    assertThat(answering(problem).remedy()).contains("SECRET_KEY");
    assertThat(
            answering(
                    "It does not work: / is answered with status 500.",
                    new Conclusion("allowed hosts", "HOSTS", "line 3"))
                .remedy())
        .contains("SECRET_KEY");
  }
}
