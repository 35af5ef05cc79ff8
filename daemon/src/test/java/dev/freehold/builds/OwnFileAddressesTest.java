package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.BuilderStorage;
import dev.freehold.file.FileTree;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnFileAddressesTest {
  private static final String FOLDER =
      "https://media.base44.com/images/public/69b1ed87d348d325856ccd73/";
  private static final String LOGO = FOLDER + "f4bcf56fd_image.png";
  private static final String OWN = BuilderStorage.served(LOGO);

  private static MemoryTree app(String path, String text) {
    return MemoryTree.of("package.json", "{}", "public" + OWN, "picture", path, text);
  }

  private static String text(FileTree tree, String path) {
    return Sources.text(OwnFileAddresses.in(tree), path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/App.jsx | <h1>é</h1><img src='LOGO' /> // 'LOGO'",
        "src/App.jsx | <div style={{ backgroundImage: `url('LOGO')` }} />",
        "src/App.jsx | <img src={`LOGO?width=${w}`} />",
        "src/index.css | .hero { background: url(LOGO); }",
        "index.html | <img src=LOGO srcset='LOGO 1x, LOGO 2x'>",
        "src/data.json | {\"logo\":\"LOGO\"}"
      })
  void whatPagesLoadIsAskedOfTheAppItself(String path, String text) {
    assertThat(text(app(path, text.replace("LOGO", LOGO)), path))
        .isEqualTo(text.replace("LOGO", OWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/App.jsx | show('FOLDER' + name, `FOLDER${name}.png`)",
        "src/App.jsx | show('FOLDERgone.png')",
        "index.html | <meta property='og:image' content='FOLDERf4bcf56fd_image.png'>",
        "functions/a.js | fetch('FOLDERf4bcf56fd_image.png')"
      })
  void allElseStaysAsItIs(String path, String text) {
    String export = text.replace("FOLDER", FOLDER);
    assertThat(text(app(path, export), path)).isEqualTo(export);
  }

  @Test
  void whatABundlerWouldLookForAmongTheSourcesStaysToo() {
    String text =
        "<div className=\"bg-[url('"
            + LOGO
            + "')]\" style={{ backgroundImage: `url("
            + LOGO
            + ")` }}>";
    MemoryTree react =
        app("src/App.js", text)
            .with("package.json", "{\"devDependencies\":{\"react-scripts\":\"5\"}}");
    assertThat(text(react, "src/App.js")).isEqualTo(text.replace("`url(" + LOGO, "`url(" + OWN));
    assertThat(text(app("src/App.js", text), "src/App.js"))
        .as("Vite leaves the app's own addresses alone")
        .isEqualTo(text.replace(LOGO, OWN));
  }

  @Test
  void theTreeSaysTheSizesOfWhatItHas() {
    FileTree tree = OwnFileAddresses.in(app("src/a.js", "f('" + LOGO + "')"));
    assertThat(tree.entry("src/a.js").orElseThrow().size()).isEqualTo(5 + OWN.length());
    assertThat(tree.entries()).hasSize(3);
    assertThat(Sources.text(tree, "public" + OWN)).isEqualTo("picture");
  }
}
