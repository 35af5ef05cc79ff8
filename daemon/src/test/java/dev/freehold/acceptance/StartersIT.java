package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.kill.Page;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The starters that builders offer besides those of {@link ExportsIT}: installed, built, shown by
 * the browser and served. Every one has a picture of more than 1 MB and 60 files of code.
 */
@Tag("soak")
@ExtendWith(FirstTry.class)
class StartersIT {
  private static Launcher freehold;

  @BeforeAll
  static void launch() throws Exception {
    freehold = Launcher.withNewHome();
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  private static ExportFolder export(String fixture, String pictures, String code)
      throws IOException {
    ExportFolder app =
        ExportFolder.copy(fixture, freehold.folder().resolve("a-" + fixture))
            .picture(pictures + "/hero.png");
    if (code == null) {
      return app;
    }
    String folder = code.substring(0, code.lastIndexOf('/'));
    return app.shelf(folder + "/shelf", 60, "js")
        .startingWith(code, "import { shelf } from './shelf';\nconsole.debug(shelf.length);\n");
  }

  private static String deployed(ExportFolder app) throws Exception {
    JsonNode deployment = freehold.deploy(app.path());
    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    return deployment.path("url").asText();
  }

  private static Page post(String url, String form) throws Exception {
    URI address = URI.create(url);
    return Page.post(
        url,
        address.getScheme() + "://" + address.getAuthority(),
        "application/x-www-form-urlencoded",
        form);
  }

  /** Path of a second page, and what it shows to those who come straight to it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "react-router | public      |                    | books/7         | Book",
        "nuxt         | public      |                    | breads/rye      | Bread: rye",
        "solid-start  | public      |                    | beds/4          | Bed",
        "angular      | public      |                    | doctors/ann     | Doctor ann",
        "qwik         | public      |                    | boats/anna/     | Boat anna",
        "vite-ssr     | public      | src/page.js        | timetable       | /timetable",
        "vitepress    | docs/public |                    | first-week.html | The first week",
        "slidev       | public      |                    | 2               | id=\"app\"",
        "gatsby       | static      |                    | 404.html        | html",
        "vue-vite     | public      | src/main.js        | scans/1         | src=\"/assets/",
        "svelte-vite  | public      | src/main.js        | any/where       | id=\"app\""
      })
  void isDeployed(String fixture, String pictures, String code, String path, String shown)
      throws Exception {
    String url = deployed(export(fixture, pictures, code));

    assertThat(Page.fetch(url).status()).isEqualTo(200);
    assertThat(Page.fetch(url + path).body()).contains(shown);
    assertThat(Long.parseLong(Page.fetch(url + "hero.png").header("content-length")))
        .isGreaterThan(1_000_000);
  }

  @Test
  void aFormOfReactRouterIsTaken() throws Exception {
    String url =
        deployed(ExportFolder.copy("react-router", freehold.folder().resolve("with-a-form")));

    assertThat(post(url + "?index", "name=Ann").body()).contains("Thank you, ").contains("Ann");
  }

  @Test
  void svelteKitForAnotherHostRunsHereWithItsSecretsAndItsForms() throws Exception {
    Path app = export("sveltekit", "static", null).path();
    freehold.run("plan", app.toString(), "--yes");
    freehold.done(
        "var", "set", "PUBLIC_TOWN=Oldtown", "SECRET_WORD=swordfish", "--app", "a-sveltekit");

    String url = freehold.deploy(app).path("url").asText();

    assertThat(Page.fetch(url).body()).contains("Swimming in Oldtown", "has 9 letters");
    assertThat(Page.fetch(url + "about").body()).contains("open since 1931");
    assertThat(Page.fetch(url + "hours/monday").body()).contains("\"monday\"");
    assertThat(post(url, "name=Ann").body()).contains("Thank you, Ann");
    assertThat(Files.exists(app.resolve("svelte.config.js"))).isTrue();
  }

  @Test
  void anAppOfNobodysKindGoesLiveAsTheOwnerSays() throws Exception {
    ExportFolder app =
        ExportFolder.empty(freehold.folder().resolve("own-kind"))
            .with("package.json", "{\"name\":\"own-kind\",\"private\":true}")
            .with(
                "tool.mjs",
                "import { mkdirSync, writeFileSync } from 'node:fs';"
                    + "mkdirSync('out/site', { recursive: true });"
                    + "writeFileSync('out/site/style.css', 'h1 { color: teal }');"
                    + "writeFileSync('out/main.mjs', `import { createServer } from 'node:http';"
                    + "createServer((asked, answer) => { answer.setHeader('content-type',"
                    + " 'text/html'); answer.end('<h1>Made by a tool of my own</h1><p>It works.');"
                    + " }).listen(process.env.PORT)`);");
    JsonNode refused = freehold.refused("deploy", app.path().toString(), "--yes", "--watch", "0");
    assertThat(refused.path("error").path("remedy").asText())
        .contains("freehold app set build-command=");

    freehold.done(
        "app",
        "set",
        "build-command=node tool.mjs",
        "start=node out/main.mjs",
        "output=out/site",
        "--app",
        "own-kind");
    String url = deployed(app);

    assertThat(Page.fetch(url).body()).contains("a tool of my own");
    assertThat(Page.fetch(url + "style.css").body()).contains("teal");
  }
}
