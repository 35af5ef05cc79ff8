package dev.freehold.git.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.git.github.FakeState.Organization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in is good enough for GitHub's own client from npm, which knows the real one. */
class OctokitIT {
  private static final String REST = "22.0.1";
  private static final String DEVICE = "8.0.5";
  private static final Path SCRIPT =
      Path.of("src/test/resources/dev/freehold/git/github/octokit.mjs");
  private static final Pattern USER_CODE = Pattern.compile("code ([A-Z0-9-]+)");

  @TempDir Path temp;

  /** Once per build folder. */
  private static Path installed() throws IOException, InterruptedException {
    Path folder = Path.of("target/octokit-" + REST).toAbsolutePath();
    if (!Files.exists(folder.resolve("installed"))) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
      Path output = folder.resolve("npm.txt");
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "@octokit/rest@" + REST,
                  "@octokit/auth-oauth-device@" + DEVICE,
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      assertThat(npm.waitFor(300, TimeUnit.SECONDS)).isTrue();
      assertThat(npm.exitValue()).as(Files.readString(output)).isZero();
      Files.writeString(folder.resolve("installed"), "");
    }
    Files.copy(SCRIPT, folder.resolve("octokit.mjs"), StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }

  @Test
  void theOfficialClientFindsWhatItKnows() throws Exception {
    Path folder = installed();
    try (var fake = new FakeGitHub(Clock.systemUTC())) {
      FakeToken token = fake.state().add(FakeToken.classic("ada", "repo"));
      fake.devices().askedEvery(1);
      fake.state().organization("guild", new Organization(Set.of("ada"), Set.of("ada"), false));
      FakeRepository shop = fake.state().make("ada", "shop", "private");
      shop.branches.put("main", "0001");
      shop.branches.put("freehold/v7", "0002");
      shop.protectedBranches.add("freehold/v7");
      shop.rules.put("freehold/v7", List.of("deletion", "creation", "update"));

      JsonNode seen = run(folder, fake, token);

      assertThat(seen.path("login").asText()).isEqualTo("ada");
      assertThat(seen.path("scopes").asText()).isEqualTo("repo");
      assertThat(seen.path("made").asText()).isEqualTo("201 ada/new true");
      assertThat(seen.path("again").asText()).isEqualTo("422 name already exists on this account");
      assertThat(seen.path("ofGuild").asText()).isEqualTo("guild/new");
      assertThat(seen.path("gone").asText()).isEqualTo("404 Not Found");
      assertThat(seen.path("mayPush").asBoolean()).isTrue();
      assertThat(seen.path("branches")).hasToString("[\"freehold/v7\",\"main\"]");
      assertThat(seen.path("protected").asBoolean()).isTrue();
      assertThat(seen.path("rules")).hasToString("[\"deletion\",\"creation\",\"update\"]");
      assertThat(seen.path("pull").asInt()).isEqualTo(1);
      assertThat(seen.path("secondPull").asText())
          .isEqualTo("422 A pull request already exists for ada:freehold/v7.");
      assertThat(seen.path("pulls")).hasToString("[1]");
      assertThat(seen.path("loggedInAs").asText()).isEqualTo("grace");
    }
  }

  /** Somebody confirms the login as soon as its code is shown. */
  private JsonNode run(Path folder, FakeGitHub fake, FakeToken token)
      throws IOException, InterruptedException {
    Path output = temp.resolve("output");
    Path errors = Files.createFile(temp.resolve("errors"));
    Process node =
        new ProcessBuilder(
                "node", "octokit.mjs", fake.address().toString(), token.value(), FakeDevices.CLIENT)
            .directory(folder.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !node.isAlive() || USER_CODE.matcher(Files.readString(errors)).find());
      Matcher code = USER_CODE.matcher(Files.readString(errors));
      assertThat(code.find()).as(Files.readString(errors, UTF_8)).isTrue();
      fake.devices().confirm(code.group(1), "grace");
      assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(node.exitValue()).as(Files.readString(errors, UTF_8)).isZero();
      return Json.read(Files.readString(output), JsonNode.class);
    } finally {
      node.destroyForcibly();
    }
  }
}
