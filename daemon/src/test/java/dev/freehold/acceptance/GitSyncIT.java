package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.git.GitCli;
import dev.freehold.git.github.GitHubWithGit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The walk of docs/how-to/github.md, with a stand-in for GitHub that has the real git behind it.
 */
@Tag("soak")
class GitSyncIT {
  private static final String NAME = "ada/shop";

  private static Launcher freehold;
  private static GitHubWithGit github;

  @BeforeAll
  static void start() throws Exception {
    freehold = Launcher.withNewHome();
    Path folder = freehold.folder();
    github = new GitHubWithGit(folder.resolve("github"), new GitCli(folder.resolve("there")));
    freehold.in(Map.of("FREEHOLD_GITHUB", github.address().toString(), "GH_TOKEN", github.token()));
  }

  @AfterAll
  static void stop() throws Exception {
    github.close();
    freehold.close();
  }

  @Test
  void theWalk() throws Exception {
    Path export = PlainApp.write(freehold.folder().resolve("shop"), "from the builder");
    String url = freehold.deploy(export).path("url").asText();

    Run connected = freehold.done("git", "connect", "--github", NAME, "--app", "shop", "--yes");
    assertThat(connected.err())
        .contains(
            "shop -> " + github.address() + "/ada/shop.git",
            "the variable GH_TOKEN",
            "is not there, and is made: private",
            "the tag v1 of a release");
    assertThat(connected.out()).contains("main", "builder", "v1", "freehold git pull --app shop");
    assertThat(there("main")).isEqualTo(ours("main"));
    assertThat(there("refs/tags/v1")).isEqualTo(ours("main"));

    Path clone = freehold.folder().resolve("clone");
    String address = github.address().toString().replace("://", "://x:" + github.token() + "@");
    Shell.git(freehold.folder(), "clone", "--quiet", address + "/ada/shop.git", clone.toString());
    Files.writeString(clone.resolve("about.html"), PlainApp.page("by the developer"));
    Shell.commitAndPush(clone, "Say who we are");
    assertThat(freehold.done("git", "pull", "--app", "shop").out())
        .startsWith("main went forward by 1 commit")
        .contains("freehold deploy --app shop");
    freehold.json("deploy", "--app", "shop", "--yes", "--watch", "0");
    assertThat(Web.page(url + "about.html").body()).contains("by the developer");
    await(() -> assertThat(there("refs/tags/v2")).isEqualTo(ours("main")));

    github.protectMain(NAME);
    Files.writeString(export.resolve("index.html"), PlainApp.page("later in the builder"));
    freehold.deploy(export);
    assertThat(Web.page(url).body()).contains("later in the builder");
    await(() -> assertThat(github.pulls(NAME)).hasSize(1));
    await(() -> assertThat(there("refs/tags/v3")).isEqualTo(ours("main")));
    Run pushed = freehold.done("git", "push", "--app", "shop");
    assertThat(pushed.out())
        .contains("pushed as a pull request", github.address() + "/ada/shop/pull/1");
    JsonNode proposal = status().path("lastSync").path("proposal");
    assertThat(there(proposal.path("branch").asText())).isEqualTo(ours("main"));
    assertThat(there("main")).isNotEqualTo(ours("main"));
    assertThat(freehold.done("status").out()).doesNotContain("shop is not all");

    assertThat(freehold.done("git", "disconnect", "--app", "shop").out())
        .contains("What is there stays there.");
    assertThat(github.repositories()).contains(NAME);
  }

  @Test
  void aPushThatFailsDoesNotFailTheDeploymentAndIsShown() throws Exception {
    Path export = PlainApp.write(freehold.folder().resolve("other"), "one");
    freehold.deploy(export);
    freehold.json("git", "connect", "--github", "ada/other", "--app", "other", "--yes");
    Path bare = github.folder("ada/other");
    Files.writeString(bare.resolve("hooks/update"), "#!/bin/sh\necho Closed today >&2\nexit 1\n");
    Shell.run(bare, "chmod", "+x", "hooks/update");
    Files.writeString(export.resolve("index.html"), PlainApp.page("two"));
    assertThat(freehold.deploy(export).path("state").asText()).isEqualTo("succeeded");
    await(
        () ->
            assertThat(freehold.done("status").out())
                .contains("other is not all at its git remote: freehold git status --app other"));
    assertThat(freehold.done("git", "status", "--app", "other").out())
        .contains("Closed today", "freehold git push --app other");
    assertThat(freehold.run("git", "push", "--app", "other").exit()).isEqualTo(2);
  }

  private static void await(ThrowingRunnable check) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(check);
  }

  private static JsonNode status() throws Exception {
    return freehold.json("git", "status", "--app", "shop");
  }

  private static String there(String ref) throws Exception {
    return Shell.git(github.folder(NAME), "rev-parse", ref).strip();
  }

  private static String ours(String ref) throws Exception {
    Path repository = freehold.home().repositories().resolve("shop.git");
    return Shell.git(repository, "rev-parse", ref).strip();
  }
}
