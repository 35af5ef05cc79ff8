package dev.freehold.acceptance;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.kill.Page;
import dev.freehold.targets.vercel.FakeVercel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apps with a server of their own, built as everywhere and run as functions at Vercel. */
@Tag("soak")
class VercelServersIT {
  private static Launcher freehold;
  private static FakeVercel vercel;

  @BeforeAll
  static void connect() throws Exception {
    vercel = new FakeVercel().paid().protectingDeployments();
    freehold =
        Launcher.withNewHome()
            .in(
                Map.of(
                    "FREEHOLD_VERCEL", vercel.api().toString(), "VERCEL_TOKEN", FakeVercel.TOKEN));
    freehold.done("target", "add", "vercel", "--yes");
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
    vercel.close();
  }

  private static Path export(String name) throws Exception {
    return ExportFolder.copy(name, freehold.folder().resolve(name)).path();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tanstack-nitro; UNUSED=1; ''; abcdefghijklmnopqrst.supabase.co",
        "remix; UNUSED=1; ''; from the loader",
        "next-server; NEXT_PUBLIC_NAME=Ann; items/7; <h1>Item"
      })
  void appsWithAServer(String name, String variable, String path, String shown) throws Exception {
    Path app = export(name);
    Files.writeString(app.resolve(".env"), variable + "\n", CREATE, APPEND);
    JsonNode deployment = freehold.deploy(app, "--target", "vercel");
    assertThat(deployment.path("state").asText()).isEqualTo("succeeded");
    String url = deployment.path("url").asText();
    assertThat(url).startsWith("http://" + name + ".vercel.app.localhost:");
    assertThat(Page.fetch(url + path).body()).contains(shown);
  }

  @Test
  void aServerThatDoesNotStartSaysWhyAndNothingGoesLive() throws Exception {
    Path app = export("express");
    JsonNode without =
        freehold.refused("deploy", app.toString(), "--yes", "--watch", "0", "--target", "vercel");
    assertThat(without.path("error").path("code").asText()).isEqualTo("target.server-not-ready");
    assertThat(without.path("error").path("message").asText())
        .contains("SESSION_SECRET must be set");
    freehold.done("var", "set", "SESSION_SECRET=0123456789abcdef", "--app", "express");
    JsonNode deployment = freehold.deploy(app);
    String url = deployment.path("url").asText();
    assertThat(Page.fetch(url + "api/hello").body())
        .isEqualTo("{\"hello\":\"from express\",\"secret\":16}");
    assertThat(Page.fetch(url + "some/deep/link").body()).contains("/assets/");
  }
}
