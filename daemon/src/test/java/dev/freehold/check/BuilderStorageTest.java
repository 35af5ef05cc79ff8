package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.freehold.check.Finding.Severity;
import dev.freehold.check.StoredFile.Use;
import dev.freehold.file.FileTree;
import dev.freehold.file.MemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderStorageTest {
  private static final String MEDIA =
      "https://media.base44.com/images/public/69b1ed87d348d325856ccd73/";
  private static final String LOGO = MEDIA + "f4bcf56fd_image.png";

  private static List<StoredFile> named(String path, String text) {
    return BuilderStorage.named(MemoryTree.of("package.json", "{}", path, text));
  }

  @ParameterizedTest
  @CsvSource({
    "Base44, https://media.base44.com/images/public/69b1ed87d348d325856ccd73/f4bcf56fd_image.png",
    "Base44, https://media.base44.com/images/public/user_69b1ed87d348d325856ccd73/f4b_image.png",
    "Base44, https://media.base44.com/videos/public/69b1ed87d348d325856ccd73/cb467bdec_mesta.mp4",
    "Base44, https://media.base44.com/files/public/69b1ed87d348d325856ccd73/bb6c06960_Rhino.pdf",
    "Base44, https://qtrypzzcjebvfcihiynt.supabase.co/storage/v1/object/public/base44-prod/public/"
        + "69777a5de57184bc90f04118/71c1adcb8_Gemini.png",
    "Base44, https://qtrypzzcjebvfcihiynt.supabase.co/storage/v1/object/public/base44-prod/public/"
        + "804622166_PNG1.png",
    "Base44, https://qtrypzzcjebvfcihiynt.supabase.co/storage/v1/render/image/public/base44-prod/"
        + "public/690e408daf48e0f633c6cf3a/5c0116596_LOGO2.png",
    "Base44, https://base44.app/api/apps/6a037576ebf42363ca2506d2/files/mp/public/"
        + "6a037576ebf42363ca2506d2/52ef299e0_1fort.png",
    "Base44, https://base44.app/api/apps/6a037576ebf42363ca2506d2/files/public/"
        + "6a037576ebf42363ca2506d2/52ef299e0_1fort.png",
    "Lovable, https://storage.googleapis.com/gpt-engineer-file-uploads/f4QJ9UCag0bQmf/uploads/"
        + "1770063094363-favicon.ico",
    "Emergent, https://customer-assets.emergentagent.com/job_shop-1/artifacts/8267tel7_Chat%20GPT"
        + "%20%281%29.png"
  })
  void findsTheAddressesThatExportsHave(String builder, String address) {
    assertThat(named("src/App.jsx", "<main>\n<img src=\"" + address + "\" />"))
        .extracting(StoredFile::builder, StoredFile::address, StoredFile::use, StoredFile::line)
        .containsExactly(tuple(builder, address, Use.LOADED, 2));
    assertThat(BuilderStorage.has(URI.create(address))).isTrue();
    assertThat(new BuilderHosts().check(MemoryTree.of("src/a.js", "f('" + address + "')")))
        .as("said once")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/public/base44-prod/public/a.png",
        "https://qtrypzzcjebvfcihiynt.supabase.co/storage/v1/object/public/shop/a.png",
        "https://base44.app/api/apps/6a037576ebf42363ca2506d2/entities/Photo/a.png",
        "https://base44.app/logo.png",
        "https://media.base44.com.shop.dev/images/public/1/a.png",
        "https://storage.googleapis.com/my-shop/a.png",
        "https://notcustomer-assets.emergentagent.com/a.png",
        "https://storage.bolt.army/white_circle_360x360.png",
        "http://media.base44.com/images/public/1/a.png"
      })
  void whatIsTheAppsOwnOrElsewhereIsNone(String address) {
    assertThat(named("src/App.jsx", "<img src=\"" + address + "\" />")).isEmpty();
    assertThat(BuilderStorage.has(URI.create(address))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/App.jsx | const LOGO = 'ADDRESS';",
        "src/App.jsx | <div style={{ backgroundImage: `url('ADDRESS')` }} />",
        "src/App.jsx | <div className='bg-[url(ADDRESS)]' />",
        "src/App.jsx | <img src={`ADDRESS?width=${w}`} />",
        "src/index.css | .hero { background: url(ADDRESS) no-repeat; }",
        "index.html | <img src=ADDRESS>",
        "index.html | <img srcset='ADDRESS 1x, ADDRESS 2x'>",
        "src/data.json | {\"logo\":\"ADDRESS\"}",
        "src/text.js | const html = \"<img src=\\\"ADDRESS\\\">\";"
      })
  void whatPagesLoadIsLoaded(String path, String text) {
    assertThat(named(path, text.replace("ADDRESS", LOGO)))
        .isNotEmpty()
        .allSatisfy(stored -> assertThat(stored.address()).isEqualTo(LOGO))
        .allSatisfy(stored -> assertThat(stored.use()).isEqualTo(Use.LOADED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "const BASE = 'FOLDER'; show(BASE + name);",
        "const one = `FOLDER${name}`;",
        "const one = `FOLDER${name}.png`;",
        "const one = `FOLDERf4b_logo_${size}.png`;",
        "const small = '/render?url=FOLDERa.png';",
        "if (src.startsWith('FOLDER')) show(src);",
        "const all = 'FOLDER*.png';",
        "const prompt = 'Draw it like FOLDERa.png';"
      })
  void whatIsOnlyAPartOfAnotherTextIsLeftAlone(String text) {
    assertThat(named("src/App.jsx", text.replace("FOLDER", MEDIA)))
        .extracting(StoredFile::use)
        .containsExactly(Use.PART);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index.html | <meta property='og:image' content='ADDRESS'>",
        "index.html | <meta content='ADDRESS' name='twitter:image'>",
        "src/routes/__root.tsx | meta: [{ property: 'og:image', content: 'ADDRESS' }]",
        "src/Seo.jsx | export default function Seo({ ogImage = 'ADDRESS' }) {}",
        "functions/logo.js | const SRC = 'ADDRESS'; await fetch(SRC);",
        "backend/server.py | LOGO = 'ADDRESS'",
        "src/mail.js | const LOGO = 'ADDRESS'; SendEmail({ body: `<img src='${LOGO}'>` });"
      })
  void whatOthersThanThePageAskForIsLeftAlone(String path, String text) {
    assertThat(named(path, text.replace("ADDRESS", LOGO)))
        .extracting(StoredFile::use)
        .containsExactly(Use.OUTSIDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/App.jsx | // the logo was at 'ADDRESS'",
        "src/index.css | /* url(ADDRESS) */",
        "README.md | ![logo](ADDRESS)",
        "src/App.test.jsx | expect(img.src).toBe('ADDRESS')"
      })
  void whatTheAppOnlySpeaksOfIsNone(String path, String text) {
    assertThat(named(path, text.replace("ADDRESS", LOGO))).isEmpty();
  }

  @Test
  void aBundlerThatLooksForFilesOfStyleSheetsIsGivenNoOther() {
    var tree =
        MemoryTree.of(
            "package.json", "{\"dependencies\":{\"react-scripts\":\"5.0.1\"}}",
            "src/App.css", ".a { background: url('" + LOGO + "') }",
            "src/App.js", "const a = '" + LOGO + "'");
    assertThat(BuilderStorage.named(tree))
        .extracting(StoredFile::file, StoredFile::use)
        .containsExactly(tuple("src/App.css", Use.OUTSIDE), tuple("src/App.js", Use.LOADED));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div className=\"bg-[url('ADDRESS')]\" /> | OUTSIDE",
        "<div className='bg-[url(ADDRESS)]' /> | OUTSIDE",
        "<div className=\"hover:bg-[linear-gradient(#fff,#000),url('ADDRESS')]\" /> | OUTSIDE",
        "<div className=\"[mask-image:url(ADDRESS)]\" /> | OUTSIDE",
        "<div style={{ backgroundImage: `url('ADDRESS')` }} /> | LOADED",
        "<div style={{ backgroundImage: ['url(ADDRESS)'] }} /> | LOADED",
        "<img className=\"bg-[url(/a.png)]\" src=\"ADDRESS\" /> | LOADED"
      })
  void norIsItGivenAnotherInAClassOfTailwind(String code, Use use) {
    String text = code.replace("ADDRESS", LOGO);
    var bundled =
        MemoryTree.of(
            "package.json", "{\"dependencies\":{\"react-scripts\":\"5.0.1\"}}", "src/App.js", text);
    assertThat(BuilderStorage.named(bundled)).extracting(StoredFile::use).containsExactly(use);
    assertThat(named("src/App.js", text))
        .as("Vite leaves such an address alone")
        .extracting(StoredFile::use)
        .containsExactly(Use.LOADED);
  }

  @Test
  void oneLongLineOfDataTakesNoLongerThanItsLength() {
    int many = 5_000;
    var text = new StringBuilder("[");
    for (int i = 0; i < many; i++) {
      text.append(" ".repeat(340)).append('"').append(MEDIA).append(i).append(".png\",");
    }
    text.append("0]");
    assertThat(text.length()).isGreaterThan(2_000_000);
    var tree = MemoryTree.of("src/data.json", text.toString());
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(BuilderStorage.named(tree))
                .hasSize(many)
                .allMatch(stored -> stored.isLoaded() && stored.line() == 1));
  }

  @Test
  void norDoesOneThatStartsWithSpacesOrNeverEnds() {
    String nested = MEDIA.repeat(20_000);
    var tree =
        MemoryTree.of(
            "src/a.json", " ".repeat(1 << 20) + ("\"" + LOGO + "\",").repeat(5_000),
            "src/b.json", "[\"" + nested + "\"]");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(BuilderStorage.named(tree))
                .filteredOn(stored -> stored.file().equals("src/b.json"))
                .hasSize(20_000)
                .noneMatch(StoredFile::isLoaded));
  }

  @Test
  void linesAreCountedFromTheTop() {
    assertThat(
            named(
                "src/a.js",
                "\n\nf('"
                    + LOGO
                    + "', '"
                    + LOGO
                    + "')\n\n// '"
                    + LOGO
                    + "'\n"
                    + "f('"
                    + LOGO
                    + "')"))
        .extracting(StoredFile::line)
        .containsExactly(3, 3, 6);
  }

  /** How often a tree is asked for all of its files. */
  private static int listings(int addresses) {
    var text = new StringBuilder();
    for (int i = 0; i < addresses; i++) {
      text.append("f('").append(MEDIA).append(i).append(".png')\n");
    }
    var listed = new AtomicInteger();
    MemoryTree files = MemoryTree.of("package.json", "{}", "src/a.js", text.toString());
    FileTree tree =
        new FileTree() {
          @Override
          public List<Entry> entries() {
            listed.incrementAndGet();
            return files.entries();
          }

          @Override
          public InputStream open(String path) throws IOException {
            return files.open(path);
          }
        };
    assertThat(BuilderStorage.missing(tree)).hasSize(addresses);
    assertThat(BuilderStorage.kept(tree)).isEmpty();
    return listed.get();
  }

  @Test
  void theFilesOfATreeAreNotGoneThroughForEachAddress() {
    assertThat(listings(100)).isEqualTo(listings(1));
  }

  @Test
  void theAppsOwnAddressIsTheSameEachTimeAndHasNoOddLetters() {
    assertThat(BuilderStorage.served(LOGO))
        .matches("/freehold-assets/[0-9a-f]{16}/f4bcf56fd_image\\.png")
        .isEqualTo(BuilderStorage.served(LOGO));
    assertThat(
            BuilderStorage.served("https://customer-assets.emergentagent.com/j/a%20b%28é%29.png"))
        .endsWith("/a_b___.png");
  }

  @Test
  void eachAddressIsOneFileOfThePackageAround() {
    var tree =
        MemoryTree.of(
            "package.json",
            "{}",
            "web/package.json",
            "{}",
            "web/src/a.js",
            "f('" + LOGO + "')",
            "web/src/b.js",
            "f('" + LOGO + "')");
    String path = "web/public" + BuilderStorage.served(LOGO);
    assertThat(BuilderStorage.missing(tree)).extracting(BuilderAsset::path).containsExactly(path);
    assertThat(BuilderStorage.kept(tree)).isEmpty();
    assertThat(BuilderStorage.missing(tree.with(path, "picture"))).isEmpty();
    assertThat(BuilderStorage.kept(tree.with(path, "picture"))).hasSize(1);
    BuilderAsset asset = BuilderStorage.loaded(tree).getFirst();
    assertThat(asset.origin()).contains(URI.create("https://media.base44.com"));
    assertThat(asset.asked())
        .isEqualTo("/images/public/69b1ed87d348d325856ccd73/f4bcf56fd_image.png");
  }

  @Test
  void oneNoteNamesTheFilesOfAStorageWithTheirLines() {
    var tree =
        MemoryTree.of(
            "src/Home.jsx", "\n<img src='" + LOGO + "' />\n<img src='" + MEDIA + "b.png' />",
            "src/Nav.jsx", "<img src='" + LOGO + "' />",
            "src/Old.jsx", "show(`" + MEDIA + "${id}`)");
    AssetFindings.Result result = StorageFindings.of(BuilderStorage.named(tree), Map.of());
    assertThat(result.findings()).isEmpty();
    assertThat(result.readings())
        .extracting(Reading::trace)
        .containsOnly("media.base44.com/images/public/");
    assertThat(result.readings())
        .extracting(Reading::note)
        .extracting(Finding::code, Finding::rule, Finding::severity, Finding::file, Finding::line)
        .containsExactly(
            tuple("check.builder-asset", "stored-at-builder", Severity.INFO, "src/Home.jsx", 2),
            tuple("check.builder-asset", "stored-at-builder", Severity.INFO, "src/Old.jsx", 1));
    assertThat(result.readings().getFirst().note().message())
        .isEqualTo(
            "2 files are in Base44's storage (media.base44.com/images/public/), as long as the"
                + " project is there: src/Home.jsx line 2 (f4bcf56fd_image.png), src/Home.jsx line"
                + " 3 (b.png), src/Nav.jsx line 1 (f4bcf56fd_image.png).");
    assertThat(result.readings().getFirst().note().remedy())
        .contains("freehold app set with=builder-files");
    assertThat(result.readings().getLast().note().message()).contains("code makes a longer text");
  }

  @Test
  void whatCouldNotBeBroughtIsAWarningWithItsLine() {
    var tree = MemoryTree.of("src/Home.jsx", "\n<img src='" + LOGO + "' />");
    AssetFindings.Result result =
        StorageFindings.of(BuilderStorage.named(tree), Map.of(LOGO, "What came is empty."));
    assertThat(result.readings()).isEmpty();
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.message())
                  .isEqualTo(
                      "src/Home.jsx line 2 shows f4bcf56fd_image.png, which could not be brought:"
                          + " What came is empty.");
            });
  }

  @Test
  void hundredsOfPlacesDoNotHideTheRestOfThePlan() {
    MemoryTree many = MemoryTree.of();
    for (int i = 0; i < 300; i++) {
      many = many.with("src/a%03d.jsx".formatted(i), "f('" + MEDIA + i + ".png')");
    }
    var result = StorageFindings.of(BuilderStorage.named(many), Map.of());
    assertThat(result.readings()).hasSize(1);
    assertThat(result.readings().getFirst().note().message())
        .startsWith("300 files are")
        .contains("src/a019.jsx")
        .doesNotContain("src/a020.jsx")
        .endsWith("and 280 more places.");
  }
}
