package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What SvelteKit finds where it looks for its configuration. */
class SvelteKitServerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"svelte.config.js", "svelte.config.ts"})
  void theAppsOwnConfigurationIsLoadedAndGetsAnotherAdapter(String name) throws IOException {
    Files.writeString(folder.resolve(name), "export default { kit: { alias: {} } };");

    SvelteKitServer.apply(folder);

    assertThat(folder.resolve("freehold." + name))
        .hasContent("export default { kit: { alias: {} } };");
    assertThat(Files.readString(folder.resolve(name)))
        .contains("import own from './freehold." + name + "'", "...config.kit, adapter: adapter()");
    assertThat(folder.resolve(".freehold/sveltekit-adapter.mjs")).exists();
    assertThat(folder.resolve(".freehold/sveltekit-app.mjs")).exists();
  }

  @ParameterizedTest
  @CsvSource({
    "svelte.config.js, @sveltejs/adapter-auto",
    "vite.config.ts, @sveltejs/adapter-cloudflare",
    "svelte.config.js, svelte-adapter-bun",
    "svelte.config.ts, ./my-adapter.js"
  })
  void anAdapterOfAnotherHostIsOurs(String name, String adapter) throws IOException {
    String config =
        "import make from '%s';\nimport a from '@sveltejs/kit/vite';\nexport default { b: make() }";
    Files.writeString(folder.resolve(name), config.formatted(adapter));

    SvelteKitServer.apply(folder);

    assertThat(folder.resolve(name))
        .hasContent(config.formatted("./.freehold/sveltekit-adapter.mjs"));
  }

  @Test
  void anAppWithoutAConfigurationGetsOne() throws IOException {
    SvelteKitServer.apply(folder);

    assertThat(Files.readString(folder.resolve("svelte.config.js")))
        .contains("const own = {};", "export default");
  }

  @Test
  void secretsAreThoseThatTheCodeImports() throws IOException {
    Path routes = Files.createDirectories(folder.resolve("src/routes"));
    Files.writeString(
        routes.resolve("a.server.ts"),
        "import { A_KEY, B_KEY as key,\n C } from \"$env/static/private\";");
    Files.writeString(routes.resolve("b.svelte"), "import { PUBLIC_X } from '$env/static/public'");
    Files.writeString(
        routes.resolve("c.server.ts"),
        "import * as secrets from '$env/static/private';\nuse(secrets.D_KEY);");

    assertThat(SvelteKitServer.secrets(folder)).containsExactly("A_KEY", "B_KEY", "C", "D_KEY");
  }
}
