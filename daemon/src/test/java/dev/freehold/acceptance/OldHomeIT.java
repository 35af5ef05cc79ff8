package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A home that a version of 23 November 2026 left behind (schema 7): an app with two releases in
 * production and one in staging, a secret, and a server that was set up. It is opened and goes on.
 */
class OldHomeIT {
  private static final Path LEFT =
      Path.of("src/test/resources/homes/schema-7.tar.gz").toAbsolutePath();

  private Launcher freehold;

  @BeforeEach
  void unpack() throws Exception {
    freehold = Launcher.withNewHome();
    Files.createDirectories(freehold.home().root());
    Shell.run(freehold.folder(), "tar", "-xzf", LEFT.toString(), "-C", "h");
    Shell.run(freehold.folder(), "chmod", "700", "h");
  }

  @AfterEach
  void stop() throws Exception {
    freehold.close();
  }

  @Test
  void aHomeOfAnOlderVersionGoesOn() throws Exception {
    assertThat(freehold.done("status").out()).contains("shop", "production", "v2", "staging", "v1");
    JsonNode box = freehold.json("target", "list").path("targets").get(1);
    assertThat(box.path("name").asText()).isEqualTo("box");
    assertThat(box.path("kind").asText()).isEqualTo("ssh");
    assertThat(box.path("address").asText()).isEqualTo("deploy@box.example");

    JsonNode back = freehold.json("rollback", "--app", "shop", "--yes", "--watch", "0");
    assertThat(back.path("release").asText()).isEqualTo("v1");
    assertThat(Web.page(back.path("url").asText()).body()).contains("<p>one</p>");

    Path app = Files.createDirectories(freehold.folder().resolve("shop"));
    Files.writeString(
        app.resolve("index.html"),
        "<!doctype html><title>Shop</title><link rel=\"icon\" href=\"data:,\"><p>two</p>\n");
    JsonNode again = freehold.deploy(app);
    assertThat(again.path("release").asText()).as("the same sources").isEqualTo("v2");
    assertThat(Web.page(again.path("url").asText()).body()).contains("<p>two</p>");

    JsonNode promoted =
        freehold.json(
            "promote",
            "--from",
            "staging",
            "--to",
            "production",
            "--app",
            "shop",
            "--yes",
            "--watch",
            "0");
    assertThat(promoted.path("release").asText()).isEqualTo("v1");
    assertThat(freehold.json("history", "--app", "shop").path("deployments")).hasSize(6);

    freehold.done("target", "use", "box", "--app", "shop", "--env", "staging");
    JsonNode used = freehold.refused("target", "remove", "box", "--keep-server", "--yes");
    assertThat(used.path("error").path("code").asText()).isEqualTo("target.in-use");
  }
}
