package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Next.js 15.5 prints. */
class NextFailureTest {
  private static final List<String> TURBOPACK =
      List.of(
          "> Build error occurred",
          "Error: Turbopack build failed with 3 errors:",
          "./app/page.jsx:1:1",
          "Module not found: Can't resolve '../components/Button'",
          "\u001b[0m\u001b[31m\u001b[1m>\u001b[22m\u001b[39m\u001b[90m 1 |\u001b[39m"
              + " \u001b[36mimport\u001b[39m { \u001b[33mButton\u001b[39m }"
              + " \u001b[36mfrom\u001b[39m"
              + " \u001b[32m'../components/Button'\u001b[39m\u001b[33m;\u001b[39m",
          " \u001b[90m   |\u001b[39m \u001b[31m\u001b[1m^\u001b[22m\u001b[39m",
          " \u001b[90m 2 |\u001b[39m \u001b[36mimport\u001b[39m x \u001b[36mfrom\u001b[39m"
              + " \u001b[32m'not-there'\u001b[39m\u001b[33m;\u001b[39m",
          " \u001b[90m 3 |\u001b[39m \u001b[36mexport\u001b[39m \u001b[36mdefault\u001b[39m"
              + " \u001b[36mfunction\u001b[39m \u001b[33mP\u001b[39m(){\u001b[36mreturn\u001b[39m"
              + " \u001b[33m<\u001b[39m\u001b[33mButton\u001b[39m\u001b[33m/\u001b[39m\u001b[33m>\u001b[39m}",
          " \u001b[90m 4 |\u001b[39m\u001b[0m",
          "https://nextjs.org/docs/messages/module-not-found",
          "./app/page.jsx:1:1",
          "Module not found: Can't resolve '../components/Button'",
          "\u001b[0m\u001b[31m\u001b[1m>\u001b[22m\u001b[39m\u001b[90m 1 |\u001b[39m"
              + " \u001b[36mimport\u001b[39m { \u001b[33mButton\u001b[39m }"
              + " \u001b[36mfrom\u001b[39m"
              + " \u001b[32m'../components/Button'\u001b[39m\u001b[33m;\u001b[39m",
          " \u001b[90m   |\u001b[39m \u001b[31m\u001b[1m^\u001b[22m\u001b[39m",
          " \u001b[90m 2 |\u001b[39m \u001b[36mimport\u001b[39m x \u001b[36mfrom\u001b[39m"
              + " \u001b[32m'not-there'\u001b[39m\u001b[33m;\u001b[39m",
          " \u001b[90m 3 |\u001b[39m \u001b[36mexport\u001b[39m \u001b[36mdefault\u001b[39m"
              + " \u001b[36mfunction\u001b[39m \u001b[33mP\u001b[39m(){\u001b[36mreturn\u001b[39m"
              + " \u001b[33m<\u001b[39m\u001b[33mButton\u001b[39m\u001b[33m/\u001b[39m\u001b[33m>\u001b[39m}",
          " \u001b[90m 4 |\u001b[39m\u001b[0m",
          "https://nextjs.org/docs/messages/module-not-found",
          "./app/page.jsx:2:1",
          "Module not found: Can't resolve 'not-there'",
          "\u001b[0m \u001b[90m 1 |\u001b[39m \u001b[36mimport\u001b[39m {"
              + " \u001b[33mButton\u001b[39m } \u001b[36mfrom\u001b[39m"
              + " \u001b[32m'../components/Button'\u001b[39m\u001b[33m;\u001b[39m",
          "\u001b[31m\u001b[1m>\u001b[22m\u001b[39m\u001b[90m 2 |\u001b[39m"
              + " \u001b[36mimport\u001b[39m x \u001b[36mfrom\u001b[39m"
              + " \u001b[32m'not-there'\u001b[39m\u001b[33m;\u001b[39m",
          " \u001b[90m   |\u001b[39m \u001b[31m\u001b[1m^\u001b[22m\u001b[39m",
          " \u001b[90m 3 |\u001b[39m \u001b[36mexport\u001b[39m \u001b[36mdefault\u001b[39m"
              + " \u001b[36mfunction\u001b[39m \u001b[33mP\u001b[39m(){\u001b[36mreturn\u001b[39m"
              + " \u001b[33m<\u001b[39m\u001b[33mButton\u001b[39m\u001b[33m/\u001b[39m\u001b[33m>\u001b[39m}",
          " \u001b[90m 4 |\u001b[39m\u001b[0m",
          "https://nextjs.org/docs/messages/module-not-found",
          "    at <unknown> (./app/page.jsx:1:1)",
          "    at <unknown> (https://nextjs.org/docs/messages/module-not-found)",
          "    at <unknown> (./app/page.jsx:1:1)",
          "    at <unknown> (https://nextjs.org/docs/messages/module-not-found)",
          "    at <unknown> (./app/page.jsx:2:1)",
          "    at <unknown> (https://nextjs.org/docs/messages/module-not-found)");

  private static final List<String> WEBPACK =
      List.of(
          "Failed to compile.",
          "",
          "./app/page.jsx",
          "Module not found: Can't resolve '../components/Button'",
          "",
          "https://nextjs.org/docs/messages/module-not-found",
          "",
          "./app/page.jsx",
          "Module not found: Can't resolve 'not-there'",
          "",
          "https://nextjs.org/docs/messages/module-not-found",
          "",
          "",
          "> Build failed because of webpack errors");

  @Test
  void ofTurbopackTheCauseIsLeftAndEachOnlyOnce() {
    List<String> output = new ArrayList<>(List.of("   Creating an optimized production build ..."));
    output.addAll(TURBOPACK);
    assertThat(FailingLines.of(output, TURBOPACK))
        .containsExactly(
            "./app/page.jsx:1:1",
            "Module not found: Can't resolve '../components/Button'",
            "./app/page.jsx:2:1",
            "Module not found: Can't resolve 'not-there'");
  }

  @Test
  void ofWebpackTheFilesAreNamedWithWhatIsWrong() {
    List<String> output = new ArrayList<>(WEBPACK);
    output.add(3, "   Linting and checking validity of types ...");
    assertThat(FailingLines.of(output, WEBPACK))
        .containsExactly(
            "./app/page.jsx",
            "Module not found: Can't resolve '../components/Button'",
            "./app/page.jsx",
            "Module not found: Can't resolve 'not-there'");
  }

  @Test
  void warningsComeNotBeforeTheCause() {
    var output = new ArrayList<String>();
    output.add("Failed to compile.");
    for (int i = 0; i < 30; i++) {
      output.addAll(
          List.of(
              "",
              "./components/Card" + i + ".tsx",
              "12:9  Warning: Using `<img>` could result in slower LCP. "
                  + " @next/next/no-img-element"));
    }
    output.addAll(
        List.of(
            "",
            "./lib/db.ts",
            "3:1  Warning: Unexpected console statement.  no-console",
            "7:10  Error: 'pool' is assigned a value but never used.  no-unused-vars",
            "",
            "info  - Need to disable some ESLint rules? Learn more here: https://nextjs.org"));
    assertThat(FailingLines.of(output))
        .containsExactly(
            "./lib/db.ts",
            "7:10  Error: 'pool' is assigned a value but never used.  no-unused-vars");
  }

  @Test
  void aTypeErrorAndACharacterTooFewAreSaidWithoutWhatFollows() {
    assertThat(
            FailingLines.of(
                List.of(
                    "Failed to compile.",
                    "",
                    "./app/page.tsx:3:7",
                    "Type error: Type 'string' is not assignable to type 'number'.",
                    "",
                    "  1 | export default function P() {",
                    "> 3 |   const a: number = 'x';",
                    "    |         ^",
                    "Next.js build worker exited with code: 1 and signal: null")))
        .containsExactly(
            "./app/page.tsx:3:7", "Type error: Type 'string' is not assignable to type 'number'.");
    assertThat(
            FailingLines.of(
                List.of(
                    "Failed to compile.",
                    "",
                    "./app/page.jsx",
                    "Error:   \u001b[31mx\u001b[0m Expected '}', got '<eof>'",
                    "   ,-[\u001b[36;1;4m/build/app/page.jsx\u001b[0m:2:1]",
                    " \u001b[2m1\u001b[0m | import Image from './x';",
                    "   : \u001b[35;1m   ^\u001b[0m",
                    "   `----",
                    "",
                    "Caused by:",
                    "    Syntax Error",
                    "",
                    "Stack backtrace:",
                    "   0: <unknown>",
                    "",
                    "Import trace for requested module:",
                    "./app/page.jsx",
                    "",
                    "",
                    "> Build failed because of webpack errors")))
        .containsExactly(
            "./app/page.jsx",
            "Error:   x Expected '}', got '<eof>'",
            "   ,-[/build/app/page.jsx:2:1]",
            "Caused by:",
            "    Syntax Error");
  }
}
