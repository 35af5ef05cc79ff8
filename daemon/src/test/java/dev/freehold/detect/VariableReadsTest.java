package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.detect.VariableReads.Read;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableReadsTest {
  private static VariableReads reads(String source) {
    return new VariableReads("src/a.tsx", source, VariableReads.Access.IMPORT_META);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const a = import.meta.env.VITE_A;",
        "const a = import.meta.env?.VITE_A",
        "const a = import.meta.env[\"VITE_A\"]",
        "const a = import.meta.env['VITE_A'] as string;",
        "const a = import.meta\n  .env.VITE_A!;",
        "const { VITE_A } = import.meta.env;",
        "const { MODE, VITE_A: a } = import.meta.env",
        "const { VITE_A }: ImportMetaEnv = import.meta.env",
        "const env = import.meta.env;\nuse(env.VITE_A);",
        "const url = `${import.meta.env.VITE_A}/api`;",
        "const url = `a${b ? `x${import.meta.env.VITE_A}` : ''}`;",
        "<p>Don't {import.meta.env.VITE_A}</p>",
        "<a href={import.meta.env.VITE_A}>https://shop.dev</a>",
        "const re = /['\"`]/; f(import.meta.env.VITE_A); // it's",
        "const half = a / b; f(import.meta.env.VITE_A); const c = d / e;",
        "f(import.meta.env.MODE, import.meta.env.VITE_A, import.meta.env.DEV)",
        "createClient(import.meta.env.VITE_A, options || {})"
      })
  void findsAVariableThatIsNeeded(String source) {
    assertThat(reads(source).reads())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.name()).isEqualTo("VITE_A");
              assertThat(read.fallback()).isFalse();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const a = import.meta.env.VITE_A ?? 'x'",
        "const a = import.meta.env.VITE_A || 'x'",
        "const a = (import.meta.env.VITE_A as string) || 'x'",
        "const a = (import.meta.env.VITE_A as string | undefined)\n  ?? 'x'",
        "const a = import.meta.env.VITE_A ? 1 : 2",
        "const a = import.meta.env.VITE_A?.split(',')",
        "const a = import.meta.env['VITE_A'] || 'x'",
        "if (import.meta.env.VITE_A) {}",
        "if (!import.meta.env.VITE_A) {}",
        "const on = import.meta.env.VITE_A === 'true'",
        "const on = 'true' === import.meta.env.VITE_A",
        "const on = typeof import.meta.env.VITE_A === 'string'",
        "const on = Boolean(import.meta.env.VITE_A)",
        "const { VITE_A = 'x' } = import.meta.env",
        "const { VITE_A: a = 'x, y' } = import.meta.env",
        "const env = import.meta.env;\nuse(env.VITE_A ?? 1)",
        "const a = window.config || import.meta.env.VITE_A",
        "let u = import.meta.env.VITE_A;\nif (!u) u = 'https://a.dev';",
        "let u: string | undefined = import.meta.env.VITE_A as string;\nif (!u) { u = 'x' }",
        "function f() {\n const u = import.meta.env.VITE_A;\n log(1);\n return u ?? 'x';\n}",
        "const { VITE_A } = import.meta.env;\nconst url = VITE_A || 'x';",
        "const { VITE_A: url } = import.meta.env;\nif (url) start(url);",
        "get('app_id', { defaultValue: import.meta.env.VITE_A })",
        "const key = import.meta.env.VITE_A;\nif (!key) return null;"
      })
  void seesThatTheCodeGoesOnWithoutIt(String source) {
    assertThat(reads(source).reads())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.name()).isEqualTo("VITE_A");
              assertThat(read.fallback()).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (import.meta.env.VITE_A) { init(import.meta.env.VITE_A); }",
        "import.meta.env.VITE_A && init(import.meta.env.VITE_A)",
        "const on = import.meta.env.VITE_A ? load(import.meta.env.VITE_A) : null",
        "const { a } = f(); if (!import.meta.env.VITE_A) return;\nuse(import.meta.env.VITE_A);",
        "function f() {\n use(import.meta.env.VITE_A);\n return import.meta.env.VITE_A ?? 'x';\n}"
      })
  void aReadThatATestGuardsIsNotNeeded(String source) {
    assertThat(reads(source).reads()).hasSize(2).allMatch(Read::fallback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if (!import.meta.env.VITE_A) throw new Error('no address');",
        "const u = import.meta.env.VITE_A;\nif (!u || !key) {\n  throw new Error('x');\n}",
        "const u = import.meta.env.VITE_A;\nif (u) { go(u); } else { throw new Error('x'); }",
        "const u = import.meta.env.VITE_A;\nif (!u) console.error('not set');\nconnect(u);",
        "const u = import.meta.env.VITE_A;\nconsole.log('address', u ? 'set' : 'missing');",
        "const { VITE_A } = import.meta.env;\nif (!VITE_A) { throw new Error('x'); }",
        "const u = import.meta.env.VITE_A.trim();\nif (!u) use('x');",
        "function f() { const u = import.meta.env.VITE_A; go(u); }\nconst u = 1; if (!u) stop();",
        "get('app_id', { url: import.meta.env.VITE_A })"
      })
  void anErrorIsNoWayToGoOn(String source) {
    assertThat(reads(source).reads()).singleElement().matches(read -> !read.fallback());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "createClient(url, import.meta.env.VITE_A_KEY || '');",
        "const key = import.meta.env.VITE_A_KEY ?? \"\";\nconnect(key);",
        "const key = (import.meta.env.VITE_A_KEY as string) || ``;",
        "const { VITE_A_KEY = '' } = import.meta.env;",
        "const { VITE_A_KEY: key = '' } = import.meta.env;\nconnect(key);",
        "const key = import.meta.env['VITE_A_KEY'] || 'change-me';",
        "const key = import.meta.env.VITE_A_KEY || 'your-api-key';",
        "const key = import.meta.env.VITE_A_KEY || '';\nif (!key) throw new Error('x');"
      })
  void anEmptyKeyOrOneThatWasNeverFilledInIsNone(String source) {
    assertThat(reads(source).reads()).singleElement().isEqualTo(new Read("VITE_A_KEY", 1, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const key = import.meta.env.VITE_A_KEY || 'pk_live_51abcdef';",
        "const key = import.meta.env.VITE_A_KEY || '';\nif (!key) return null;",
        "const { VITE_A_KEY = '' } = import.meta.env;\nif (VITE_A_KEY) start(VITE_A_KEY);",
        "const on = (import.meta.env.VITE_A_KEY || '') ? 1 : 2;",
        "const key = stored || import.meta.env.VITE_A_KEY || '';"
      })
  void aKeyThatTheCodeHasOrDoesWithoutIsNotNeeded(String source) {
    assertThat(reads(source).reads()).allMatch(Read::fallback).isNotEmpty();
  }

  @Test
  void whatIsNoSecretMayBeEmpty() {
    assertThat(reads("get((import.meta.env.VITE_A_URL || '') + '/api');").reads())
        .containsExactly(new Read("VITE_A_URL", 1, true));
    assertThat(
            new VariableReads(
                    "server.js",
                    "sign(process.env.JWT_SECRET || 'k8sJ2mQ'); log(process.env.LEVEL || 'info')",
                    VariableReads.Access.PROCESS)
                .reads())
        .as("a secret that stands in the code is none")
        .containsExactly(new Read("JWT_SECRET", 1, false), new Read("LEVEL", 1, true));
  }

  @Test
  void aTestInOneFunctionIsNoneInAnother() {
    assertThat(
            reads(
                    "function on() { return !!import.meta.env.VITE_A; }\n"
                        + "connect(import.meta.env.VITE_A);")
                .reads())
        .containsExactly(new Read("VITE_A", 1, true), new Read("VITE_A", 2, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// import.meta.env.VITE_A",
        "/* import.meta.env.VITE_A\n import.meta.env.VITE_B */",
        "const help = 'set import.meta.env.VITE_A';",
        "const help = \"set \\\" import.meta.env.VITE_A\";",
        "const help = `set import.meta.env.VITE_A`;",
        "<!-- import.meta.env.VITE_A -->",
        "{/* import.meta.env.VITE_A */}",
        "if (import.meta.env.DEV && import.meta.env.MODE) {}",
        "process.env.VITE_A"
      })
  void isNotMisledByWhatIsNoCode(String source) {
    assertThat(reads(source).reads()).isEmpty();
  }

  @Test
  void readsSeveralAndTheirLines() {
    assertThat(reads("\nconst { VITE_A,\n  VITE_B = 1, ...rest } =\n  import.meta.env;\n").reads())
        .containsExactly(new Read("VITE_A", 2, false), new Read("VITE_B", 3, true));
  }

  @Test
  void aComputedNameIsSaid() {
    VariableReads reads = reads("\nconst get = (k) => import.meta.env[k];");
    assertThat(reads.reads()).isEmpty();
    assertThat(reads.computedLine()).isEqualTo(2);
  }

  @Test
  void aPageNamesVariablesBetweenPercentSigns() {
    var page =
        new VariableReads(
            "index.html",
            "<title>%VITE_TITLE%</title><!-- %VITE_OLD% -->",
            VariableReads.Access.IMPORT_META);
    assertThat(page.reads()).containsExactly(new Read("VITE_TITLE", 1, false));
  }

  @Test
  void maskingKeepsEveryPlaceAndEndsOnAnyText() {
    long seed = 4711;
    var random = new Random(seed);
    String[] parts = {
      "`", "${", "}", "{", "'", "\"", "/*", "*/", "//", "/", "\\", "\n", "<!--", "a"
    };
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String source = text.toString();
      assertThat(SourceMask.code(source))
          .as("seed %d round %d: %s", seed, round, source)
          .hasSameSizeAs(source)
          .satisfies(masked -> assertThat(lines(masked)).isEqualTo(lines(source)));
    }
  }

  @Test
  void deeplyNestedTemplatesDoNotOverflow() {
    String source = "`${".repeat(500_000) + "import.meta.env.VITE_A";
    assertThat(reads(source).reads()).extracting(Read::name).containsExactly("VITE_A");
  }

  private static long lines(String text) {
    return text.chars().filter(c -> c == '\n').count();
  }
}
