package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.git.GitCli;
import dev.freehold.git.github.GitHubWithGit;
import dev.freehold.git.github.LoginScene;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody who is logged in nowhere logs in through Freehold, at a stand-in for GitHub. */
@Tag("soak")
class GitLoginIT {
  private static final Pattern CODE = Pattern.compile("type the code (\\S+)\\. It is good for");

  private Launcher freehold;
  private GitHubWithGit github;
  private Path err;

  @BeforeEach
  void start() throws Exception {
    freehold = Launcher.withNewHome();
    Path folder = freehold.folder();
    github = new GitHubWithGit(folder.resolve("github"), new GitCli(folder.resolve("there")));
    github.askedEverySecond();
    freehold.in(Map.of("FREEHOLD_GITHUB", github.address().toString()));
    err = folder.resolve("err");
  }

  @AfterEach
  void stop() throws Exception {
    github.close();
    freehold.close();
  }

  private Process begin(String... more) throws Exception {
    var command = new ArrayList<String>();
    command.add(Launcher.sources().resolve("daemon/bin/freehold").toString());
    command.addAll(List.of("git", "login"));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).redirectError(err.toFile());
    builder.redirectOutput(freehold.folder().resolve("out").toFile());
    builder.environment().put("FREEHOLD_HOME", freehold.home().root().toString());
    builder.environment().put("FREEHOLD_GITHUB", github.address().toString());
    return builder.start();
  }

  private String code() {
    Matcher shown = CODE.matcher("");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> shown.reset(Files.readString(err)).find());
    return shown.group(1);
  }

  private static int exit(Process process) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private JsonNode login() throws Exception {
    return freehold.http().get("/v1/git/login").json();
  }

  @Test
  void theWalk() throws Exception {
    assertThat(freehold.refused("git", "login").at("/error/code").asText())
        .isEqualTo("github.no-client-id");
    Process login = begin("--client-id", LoginScene.CLIENT);
    github.confirm(code(), "ada");
    assertThat(exit(login)).as(Files.readString(err)).isZero();
    assertThat(freehold.folder().resolve("out"))
        .hasContent("Logged in at " + github.address().getAuthority() + " as ada.");

    freehold.deploy(PlainApp.write(freehold.folder().resolve("shop"), "from the builder"));
    freehold.done("daemon", "stop");
    Run connected =
        freehold.done("git", "connect", "--github", "ada/shop", "--app", "shop", "--yes");
    assertThat(connected.err()).contains("freehold git login, as ada");
    assertThat(freehold.done("git", "status", "--app", "shop").out())
        .contains(" (login: freehold git login, as ada):");
    for (Path file : files()) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(LoginScene.TOKEN);
    }

    assertThat(freehold.done("git", "logout").out())
        .contains("no login of its own", github.address() + "/settings/applications");
    Run push = freehold.run("git", "push", "--app", "shop");
    assertThat(push.exit()).isEqualTo(2);
    assertThat(push.err()).contains("git.auth-required", "freehold git login");
  }

  @Test
  void whoEndsTheCommandIsNotLoggedIn() throws Exception {
    Process login = begin("--client-id", LoginScene.CLIENT);
    String code = code();
    login.destroy();
    assertThat(exit(login)).isNotZero();
    assertThat(Files.readString(err)).contains("The login was given up.");
    github.confirm(code, "ada");
    Awaitility.await()
        .during(Duration.ofSeconds(4))
        .atMost(Duration.ofSeconds(30))
        .until(() -> login().path("account").isNull());
    assertThat(login().path("offered").asBoolean()).isTrue();
  }

  private List<Path> files() throws Exception {
    try (var files = Files.walk(freehold.home().root())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
