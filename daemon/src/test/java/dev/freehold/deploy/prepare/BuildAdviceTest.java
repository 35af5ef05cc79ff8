package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.UserError;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildAdviceTest {
  private static final MemoryTree APP =
      MemoryTree.of(
          ".gitignore",
          "node_modules\n# Python\nlib/\n*.local.json\n",
          "src/App.tsx",
          "import { cn } from './lib/utils';\nimport Header from './header';\n",
          "src/Header.tsx",
          "",
          "vite.config.ts",
          "");

  private static UserError about(String said) {
    return new BuildAdvice(APP, "").about(new UserError("build.failed", said, "Mend it."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Could not resolve \"./lib/utils\" from \"src/App.tsx\" | src/lib/utils | line 3 (lib/)",
        "Could not load /build/src/lib/utils (imported by src/App.tsx): ENOENT | src/lib/utils |"
            + " line 3 (lib/)",
        "[vite]: Rollup failed to resolve import \"@/lib/utils\" from \"/build/src/App.tsx\". |"
            + " src/lib/utils | line 3 (lib/)",
        "src/App.tsx(1,20): error TS2307: Cannot find module './lib/utils' or its corresponding |"
            + " src/lib/utils | line 3 (lib/)",
        "./src/App.tsx:1:1 Module not found: Can't resolve './lib/utils' | src/lib/utils |"
            + " line 3 (lib/)",
        "Error: ENOENT: no such file or directory, open '/build/data/menu.local.json' |"
            + " data/menu.local.json | line 4 (*.local.json)"
      })
  void aFileThatTheExportLeavesOutIsToldWithTheLineThatLeavesItOut(
      String said, String missing, String line) {
    UserError error = about(said);
    assertThat(error.code()).isEqualTo("build.failed");
    assertThat(error.getMessage())
        .startsWith(said)
        .contains(missing + " is not in the export, because .gitignore " + line);
    assertThat(error.remedy()).contains("Take that line out of .gitignore");
  }

  @Test
  void theRightNameOfAnImportIsInTheRemedy() {
    UserError error = about("Could not resolve \"./header\" from \"src/App.tsx\"");
    assertThat(error.getMessage()).contains("the file is src/Header.tsx");
    assertThat(error.remedy()).isEqualTo("In src/App.tsx line 2, write ./Header.");
  }

  @ParameterizedTest
  @CsvSource({
    "fatal: not a git repository (or any of the parent directories): .git",
    "Error: Command failed: git rev-parse HEAD",
    "sh: 1: git: not found"
  })
  void aBuildThatAsksGitIsToldWhereItsCommitIs(String said) {
    assertThat(about(said).remedy()).contains("Read the variable GIT_COMMIT instead");
  }

  @Test
  void nothingIsAddedWhereTheSourcesSayNoMore() {
    var other = new UserError("build.failed", "src/App.tsx(1,1): error TS2322: Type", "Mend it.");
    assertThat(new BuildAdvice(APP, "").about(other)).isSameAs(other);
    var slow = new UserError("build.timed-out", "Could not resolve \"./header\"", "Look.");
    assertThat(new BuildAdvice(APP, "").about(slow)).isSameAs(slow);
    assertThat(about("Could not resolve \"./gone\" from \"src/App.tsx\"").remedy())
        .isEqualTo("Mend it.");
  }

  @Test
  void allImportsOfFilesThatAreNotThereAreToldAtOnce() {
    var more =
        APP.with("src/Menu.tsx", "import Dish from './Dish';\nimport { a } from '@/lib/prices';\n");
    UserError error =
        new BuildAdvice(more, "")
            .about(
                new UserError(
                    "build.failed",
                    "Could not resolve \"./Dish\" from \"src/Menu.tsx\"",
                    "Mend it."));
    assertThat(error.getMessage())
        .contains(
            "src/lib/utils is not in the export, because .gitignore line 3 (lib/)",
            "src/Menu.tsx line 1 imports ./Dish, and there is no such file.",
            "lib/prices is not in the export, because .gitignore line 3 (lib/)");
    assertThat(error.remedy())
        .contains(
            "Take that line out of .gitignore",
            "Add ./Dish in the builder, or take the import out of src/Menu.tsx line 1.");
  }
}
