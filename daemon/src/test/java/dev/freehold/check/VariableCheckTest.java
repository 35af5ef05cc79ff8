package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.python.PythonRange;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableCheckTest {
  private static final VariableUse NEEDED = new VariableUse("VITE_URL", "src/api.ts", 7, true);
  private static final VariableUse OPTIONAL = new VariableUse("VITE_TITLE", "src/a.ts", 2, false);

  private final VariableCheck check = new VariableCheck();

  private static Detection reading(List<VariableUse> uses, DefaultValue... defaults) {
    return new Detection(
        "",
        "unknown",
        Detection.Framework.VITE_SPA,
        Optional.empty(),
        Optional.of("vite build"),
        "dist",
        List.of(),
        Serving.files(Optional.of("index.html")),
        Map.of(),
        NodeRange.ANY,
        Optional.empty(),
        uses,
        List.of(defaults),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private List<Finding> found(
      Detection detection, Set<String> defined, Map<String, String> values) {
    VariableCheck.Result result = check.check(detection, defined, values);
    return Stream.concat(
            result.findings().stream(), result.missing().stream().map(VariableCheck.Missing::note))
        .toList();
  }

  @Test
  void aVariableThatTheCodeNeedsIsANoteUntilTheBuildShowsItsName() {
    assertThat(check.check(reading(List.of(NEEDED, OPTIONAL)), Set.of(), Map.of()).missing())
        .extracting(missing -> missing.reading().trace())
        .containsExactly("VITE_URL", "");
    assertThat(found(reading(List.of(NEEDED)), Set.of(), Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.variable-missing");
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.rule()).isEqualTo("variable-missing");
              assertThat(finding.file()).isEqualTo("src/api.ts");
              assertThat(finding.line()).isEqualTo(7);
              assertThat(finding.remedy()).contains("freehold var set VITE_URL=");
            });
  }

  @Test
  void aVariableWithAFallbackIsANoteThatNothingProves() {
    assertThat(found(reading(List.of(OPTIONAL)), Set.of(), Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("variable-optional");
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
            });
  }

  private static Detection with(Detection d, String adaptation) {
    return new Detection(
        d.root(),
        d.builder(),
        d.framework(),
        d.install(),
        d.buildScript(),
        d.output(),
        d.parts(),
        d.serving(),
        d.environment(),
        d.node(),
        d.python(),
        d.variables(),
        d.defaults(),
        List.of(new Detection.Adaptation(adaptation, "")),
        d.conclusions(),
        List.of(),
        List.of(),
        d.deno());
  }

  @Test
  void whatAConfigWritesIntoThePageBlocksUntilTheOwnerAgreesAndThenNeedsAValue() {
    var use = new VariableUse("GEMINI_API_KEY", "vite.config.ts", 7, true, true);
    assertThat(found(reading(List.of(use)), Set.of("GEMINI_API_KEY"), Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.baked-variable");
              assertThat(finding.blocks()).isTrue();
              assertThat(finding.message())
                  .startsWith("vite.config.ts line 7")
                  .contains("GEMINI_API_KEY", "everybody can read it");
              assertThat(finding.remedy()).contains("freehold app set with=baked-variables");
            });

    Detection agreed = with(reading(List.of(use)), "baked-variables");
    assertThat(found(agreed, Set.of(), Map.of()))
        .extracting(Finding::code)
        .containsExactly("check.variable-missing");
    assertThat(found(agreed, Set.of("GEMINI_API_KEY"), Map.of("GEMINI_API_KEY", "a1"))).isEmpty();
    var named = new VariableUse("VITE_URL", "vite.config.ts", 7, true, true);
    assertThat(found(reading(List.of(named)), Set.of("VITE_URL"), Map.of())).isEmpty();
  }

  @Test
  void whatAServerHasNoGoodStandInForIsNeededAsWell() {
    Detection d = reading(List.of());
    var uses =
        List.of(
            new VariableUse("DB", "backend/a.py", 1, false),
            new VariableUse("KEY", "backend/a.py", 2, true));
    var app =
        new Detection(
            d.root(),
            d.builder(),
            d.framework(),
            d.install(),
            d.buildScript(),
            d.output(),
            d.parts(),
            d.serving(),
            d.environment(),
            d.node(),
            Optional.of(
                new Detection.Python(
                    "backend",
                    "backend/requirements.txt",
                    List.of(),
                    List.of(),
                    uses,
                    List.of(),
                    PythonRange.ANY)),
            d.variables(),
            d.defaults(),
            d.adaptations(),
            d.conclusions(),
            List.of(),
            List.of(),
            d.deno());
    assertThat(check.check(app, Set.of(), Map.of()).missing())
        .hasSize(2)
        .allMatch(VariableCheck.Missing::needed);
    assertThat(found(app, Set.of("DB", "KEY"), Map.of())).isEmpty();
  }

  @Test
  void whatAServerNeedsIsAskedForWhateverStandInTheBuildHas() {
    var secret = new VariableUse("STRIPE_KEY", "app/route.ts", 3, true);
    var tested = new VariableUse("MAIL_TOKEN", "app/route.ts", 4, false);
    Detection d = reading(List.of());
    var app =
        new Detection(
            d.root(),
            d.builder(),
            Detection.Framework.NEXT,
            d.install(),
            d.buildScript(),
            d.output(),
            d.parts(),
            d.serving(),
            Map.of("STRIPE_KEY", "placeholder"),
            d.node(),
            d.python(),
            d.variables(),
            d.defaults(),
            d.adaptations(),
            d.conclusions(),
            List.of(),
            List.of(tested, secret),
            d.deno());
    assertThat(check.check(app, Set.of(), Map.of()).missing())
        .extracting(missing -> missing.reading().trace())
        .containsExactly("", "STRIPE_KEY");
    assertThat(found(app, Set.of("MAIL_TOKEN"), Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("variable-missing");
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.message())
                  .isEqualTo(
                      "STRIPE_KEY has no value. app/route.ts line 3 reads it on the server and has"
                          + " nothing of use in its place. The build has a stand-in for it, and the"
                          + " server has none.");
            });
    assertThat(found(app, Set.of("STRIPE_KEY", "MAIL_TOKEN"), Map.of())).isEmpty();
  }

  @Test
  void aStandInThatCameWithTheAppIsNamed() {
    var use = new VariableUse("GEMINI_API_KEY", "vite.config.ts", 7, true, true);
    MemoryTree files = MemoryTree.of(".env.local", "A=1\nGEMINI_API_KEY=PLACEHOLDER_API_KEY\n");
    assertThat(check.unfilled(reading(List.of(use)), Set.of(), files))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.placeholder");
              assertThat(finding.file()).isEqualTo(".env.local");
              assertThat(finding.line()).isEqualTo(2);
            });
    assertThat(check.unfilled(reading(List.of(use)), Set.of("GEMINI_API_KEY"), files)).isEmpty();
    assertThat(
            check.unfilled(
                reading(List.of(use)), Set.of(), MemoryTree.of(".env", "GEMINI_API_KEY=abc")))
        .isEmpty();
  }

  @Test
  void settingsOrTheExportCanGiveTheValue() {
    var uses = List.of(NEEDED);
    assertThat(found(reading(uses), Set.of("VITE_URL"), Map.of())).isEmpty();
    assertThat(found(reading(uses), Set.of(), Map.of("VITE_URL", "https://a.dev"))).isEmpty();
    assertThat(
            found(
                reading(uses, new DefaultValue("VITE_URL", "https://a.dev", ".env")),
                Set.of(),
                Map.of()))
        .isEmpty();
  }

  @Test
  void anEmptyValueInTheExportIsNoValue() {
    assertThat(
            found(
                reading(List.of(NEEDED), new DefaultValue("VITE_URL", " ", ".env")),
                Set.of(),
                Map.of()))
        .extracting(Finding::code)
        .containsExactly("check.variable-missing");
  }

  @Test
  void theUnclaimedDatabaseOfBoltBlocks() {
    var bolt = new DefaultValue("VITE_URL", "https://0ec90b57d6e95fcbda19832f.supabase.co", ".env");
    assertThat(found(reading(List.of(NEEDED), bolt), Set.of("VITE_URL"), Map.of()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.placeholder");
              assertThat(finding.rule()).isEqualTo("bolt-unclaimed-database");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            });
  }

  @Test
  void theUsersValueReplacesTheUnclaimedDatabase() {
    var bolt = new DefaultValue("VITE_URL", "https://0ec90b57d6e95fcbda19832f.supabase.co", ".env");
    var own = Map.of("VITE_URL", "https://abcdefghij.supabase.co");
    assertThat(found(reading(List.of(NEEDED), bolt), own.keySet(), own)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://your-project-id.supabase.co",
        "your_api_key",
        "YOUR-ANON-KEY",
        "https://api.example.com",
        "placeholder-key",
        "changeme",
        "<your url>",
        "[project-ref]",
        "xxxxxxxx"
      })
  void aStandInValueIsAWarning(String value) {
    assertThat(found(reading(List.of(NEEDED)), Set.of(), Map.of("VITE_URL", value)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.placeholder");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://shop.dev", "abcdefghij", "true", "[1,2]", "", "Mastodon", "hello"})
  void anOrdinaryValueIsFine(String value) {
    assertThat(found(reading(List.of(NEEDED)), Set.of(), Map.of("VITE_URL", value))).isEmpty();
  }

  @Test
  void aPlaceholderThatNoCodeReadsDoesNotMatter() {
    assertThat(found(reading(List.of()), Set.of(), Map.of("VITE_URL", "your-project-id")))
        .isEmpty();
  }
}
