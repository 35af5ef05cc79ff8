package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BuilderAssetsTest {
  private static final String LOGO =
      "/__l5e/assets-v1/11111111-1111-4111-8111-111111111111/logo.png";
  private static final String HERO =
      "/__l5e/assets-v1/33333333-3333-4333-8333-333333333333/hero.jpg";

  private static final String POINTER =
      """
      {
        "version": 1,
        "asset_id": "11111111-1111-4111-8111-111111111111",
        "project_id": "22222222-2222-4222-8222-222222222222",
        "url": "%s",
        "r2_key": "a/v1/22222222-2222-4222-8222-222222222222/logo.png",
        "original_filename": "logo.png",
        "size": 68,
        "content_type": "image/png"
      }
      """
          .formatted(LOGO);

  private static final MemoryTree APP =
      MemoryTree.of(
          "package.json",
          "{}",
          "src/App.jsx",
          "//\n<section style={{ backgroundImage: 'url(" + HERO + ")' }} />\n",
          "src/assets/logo.png.asset.json",
          POINTER);

  private static List<String> addresses(String path, String text) {
    return BuilderAssets.missing(MemoryTree.of(path, text)).stream()
        .map(BuilderAsset::address)
        .toList();
  }

  @Test
  void findsPointersAndWrittenOutAddressesWithFileAndLine() {
    List<BuilderAsset> missing = BuilderAssets.missing(APP);
    assertThat(missing)
        .extracting(BuilderAsset::file, BuilderAsset::line, BuilderAsset::address)
        .containsExactly(
            tuple("src/App.jsx", 2, HERO), tuple("src/assets/logo.png.asset.json", 5, LOGO));
    assertThat(missing.get(1).size()).isEqualTo(OptionalLong.of(68));
    assertThat(missing.get(1).type()).isEqualTo("image/png");
    assertThat(missing.get(1).path()).isEqualTo("public" + LOGO);
    assertThat(missing.get(1).host())
        .contains("id-preview--22222222-2222-4222-8222-222222222222.lovable.app");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index.html | <img src=/__l5e/assets-v1/1/a.png>",
        "index.html | <link rel=icon href='/__l5e/assets-v1/1/a.png?v=2'>",
        "src/a.css | .a{background:url(/__l5e/assets-v1/1/a.png)}",
        "src/a.ts | const a = `/__l5e/assets-v1/1/a.png`",
        "src/a.ts | const a = `${base}/__l5e/assets-v1/1/a.png`",
        "src/data.json | {\"image\":\"/__l5e/assets-v1/1/a.png\"}",
        "supabase/migrations/1.sql | insert into t values ('/__l5e/assets-v1/1/a.png', 1)",
        "src/a.ts | srcSet='/__l5e/assets-v1/1/a.png 400w'"
      })
  void findsThemWhereverTheyStand(String path, String text) {
    assertThat(addresses(path, text)).containsExactly("/__l5e/assets-v1/1/a.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "README.md | Pictures are at /__l5e/assets-v1/1/a.png",
        "src/App.test.tsx | expect(src).toBe('/__l5e/assets-v1/1/a.png')",
        "src/a.ts | fetch('https://other.example/__l5e/assets-v1/1/a.png')",
        "src/a.ts | path.startsWith('/__l5e/')",
        "src/a.ts | `/__l5e/assets-v1/${id}/a.png`",
        "src/a.ts | '/__l5e/assets-v1/../../secret.png'",
        "src/a.ts | '/__l5e/assets-v1/%2e%2e/%2e%2e/secret.png'",
        "vite.config.ts | server: { proxy: { '/__l5e/a/b.png': {} } }",
        "build/index.min.asset.json | {\"dependencies\":[],\"version\":\"1\"}",
        "src/broken.png.asset.json | {not json"
      })
  void whatIsNotAskedForOrNoneOfTheseFilesIsPassedOver(String path, String text) {
    assertThat(addresses(path, text)).isEmpty();
  }

  /** The extension reads the same cases, because it finds the same files. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatTheExtensionFinds(String name, MemoryTree tree, List<String> missing) {
    assertThat(BuilderAssets.missing(tree))
        .as(name)
        .extracting(BuilderAsset::path)
        .containsExactlyInAnyOrderElementsOf(missing);
  }

  static List<Arguments> cases() throws IOException {
    try (InputStream in = BuilderAssetsTest.class.getResourceAsStream("/builder-assets.json")) {
      var cases = new ArrayList<Arguments>();
      for (JsonNode one : Json.mapper().readTree(in)) {
        var tree = MemoryTree.of();
        for (var file : one.path("files").properties()) {
          tree = tree.with(file.getKey(), file.getValue().asText());
        }
        var missing = new ArrayList<String>();
        one.path("missing").forEach(path -> missing.add(path.asText()));
        cases.add(Arguments.of(one.path("name").asText(), tree, missing));
      }
      return cases;
    }
  }

  @Test
  void whatWasBroughtIsNotMissing() {
    assertThat(BuilderAssets.missing(APP.with("public" + LOGO, "png").with("public" + HERO, "j")))
        .isEmpty();
  }

  @Test
  void theFolderOfThePackageAroundPublishesIt() {
    assertThat(
            BuilderAssets.missing(
                MemoryTree.of(
                    "package.json", "{}",
                    "apps/web/package.json", "{}",
                    "apps/web/src/a.ts", "'/__l5e/a/b%20c.png'",
                    "apps/web/src/b.ts", "'/__l5e/a/d.png'")))
        .extracting(BuilderAsset::path)
        .containsExactly("apps/web/public/__l5e/a/b c.png", "apps/web/public/__l5e/a/d.png");
    assertThat(BuilderAssets.missing(MemoryTree.of("index.html", "<img src=/__l5e/a/b.png>")))
        .extracting(BuilderAsset::path)
        .containsExactly("__l5e/a/b.png");
  }

  @Test
  void eachFileThatNamesOneIsToldWithTheWayToBringIt() {
    var result = AssetFindings.of(APP, BuilderAssets.missing(APP), Map.of());
    assertThat(result.findings()).isEmpty();
    assertThat(result.readings())
        .extracting(
            r -> r.note().code(), r -> r.note().file(), r -> r.note().line(), Reading::trace)
        .containsExactly(
            tuple("check.builder-asset", "src/App.jsx", 2, HERO),
            tuple("check.builder-asset", "src/assets/logo.png.asset.json", 5, LOGO));
    assertThat(result.readings().getFirst().note().message())
        .isEqualTo(
            "src/App.jsx line 2 shows hero.jpg, which only Lovable's hosting answers: visitors here"
                + " do not get it.");
    assertThat(result.readings().getFirst().note().remedy())
        .contains(
            "freehold app set asset-source="
                + "https://id-preview--22222222-2222-4222-8222-222222222222.lovable.app ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index.html | <meta property='og:url' content='https://tea.lovable.app/'> |"
            + " tea.lovable.app",
        "README.md | Live at https://tea.lovable.app | tea.lovable.app",
        "README.md | https://oauth.lovable.app | YOUR-APP.lovable.app",
        "README.md | https://lovable.dev/projects/22222222-2222-4222-8222-222222222222 |"
            + " id-preview--22222222-2222-4222-8222-222222222222.lovable.app"
      })
  void theAddressThatTheExportNamesIsProposed(String path, String text, String host) {
    var tree = MemoryTree.of("src/a.ts", "'" + HERO + "'", path, text);
    var result = AssetFindings.of(tree, BuilderAssets.missing(tree), Map.of());
    assertThat(result.readings().getFirst().note().remedy())
        .contains("asset-source=https://" + host + " ");
  }

  @Test
  void whatCouldNotBeBroughtIsAWarningThatSaysWhy() {
    var result =
        AssetFindings.of(APP, BuilderAssets.missing(APP), Map.of(LOGO, "What came is empty."));
    assertThat(result.readings()).hasSize(1);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message())
                  .isEqualTo(
                      "src/assets/logo.png.asset.json line 5 stands for logo.png, which could not"
                          + " be brought: What came is empty.");
            });
  }

  @Test
  void hundredsOfFilesDoNotHideTheRestOfThePlan() {
    MemoryTree many = MemoryTree.of();
    for (int i = 0; i < 300; i++) {
      many = many.with("src/a%03d.ts".formatted(i), "'/__l5e/a/%d.png'".formatted(i));
    }
    var result = AssetFindings.of(many, BuilderAssets.missing(many), Map.of());
    assertThat(result.readings()).hasSize(20);
    assertThat(result.readings().getFirst().note().message()).contains("280 more files");
  }
}
