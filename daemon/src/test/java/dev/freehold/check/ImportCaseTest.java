package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCaseTest {
  private final ImportCase check = new ImportCase();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/App.tsx | import Header from './components/header'; | src/components/Header.tsx |"
            + " ./components/Header",
        "src/App.tsx | import { a } from \"./Lib/Api.js\" | src/lib/api.ts | ./lib/api.js",
        "src/pages/A.tsx | const B = lazy(() => import('../Components/b')) |"
            + " src/components/B/index.tsx | ../components/B",
        "src/pages/A.tsx | import logo from '@/assets/Logo.PNG' | src/assets/logo.png |"
            + " @/assets/logo.png",
        "apps/web/src/A.tsx | export * from '~/Ui/button'; | apps/web/src/ui/button.tsx |"
            + " ~/ui/button",
        "server/index.js | const db = require('./DB') | server/db.js | ./db",
        "src/main.js | import './App.CSS' | src/app.css | ./app.css",
        "src/a.css | @import './Base.css'; | src/base.css | ./base.css",
        "src/a.css | p { background: url(../Img/x.png) } | img/x.png | ../img/x.png",
        "index.html | <script type=module src=\"/src/Main.tsx\"></script> | src/main.tsx |"
            + " /src/main.tsx"
      })
  void isToldWithFileLineAndTheRightName(String file, String code, String there, String right) {
    assertThat(check.check(MemoryTree.of(file, "\n" + code, there, "")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.code()).isEqualTo("check.import-case");
              assertThat(finding.file()).isEqualTo(file);
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.message()).contains(there);
              assertThat(finding.remedy())
                  .isEqualTo("Write " + right + " there, or rename the file.");
            });
  }

  @Test
  void allAreToldAtOnce() {
    var tree =
        MemoryTree.of(
            "src/App.tsx",
            "import A from './a';\nimport B from './b';\n// import C from './c';\n",
            "src/A.tsx",
            "import B from './b'",
            "src/B.tsx",
            "",
            "src/C.tsx",
            "");
    assertThat(check.check(tree))
        .extracting(finding -> finding.file() + ":" + finding.line())
        .containsExactly("src/A.tsx:1", "src/App.tsx:1", "src/App.tsx:2");
  }

  @Test
  void importsOfFilesThatAreNotThereAreNotedTogether() {
    var tree =
        MemoryTree.of(
            "src/App.tsx",
            """
            import gone from './gone';
            import { b } from '../lib/b.js';
            import alias from '@/elsewhere';
            import type { Route } from './+types/home';
            import { client } from './generated/client';
            const words = await import('./words/' + language);
            const page = await import('./page-' + name);
            """,
            "src/routeTree.ts",
            "import { tree } from './routeTree.gen'",
            "src/a.css",
            "p { background: url(./gone.png) }");
    assertThat(check.check(tree))
        .allSatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.import-missing");
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
            })
        .extracting(Finding::message)
        .containsExactly(
            "src/App.tsx line 1 imports ./gone, and there is no such file.",
            "src/App.tsx line 2 imports ../lib/b.js, and there is no such file.");
  }

  @Test
  void whatIsRightIsNotTold() {
    var tree =
        MemoryTree.of(
            "src/App.tsx",
            """
            import A from './a';
            import { b } from './A';
            import c from '@/lib/c';
            import React from 'React';
            """,
            "src/a.tsx",
            "",
            "src/A.ts",
            "",
            "src/lib/c.ts",
            "",
            "lib/C.ts",
            "");
    assertThat(check.check(tree)).isEmpty();
  }
}
