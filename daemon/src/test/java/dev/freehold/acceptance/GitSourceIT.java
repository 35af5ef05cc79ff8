package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.git.BuilderRepository;
import dev.freehold.git.GitCli;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The walk of docs/how-to/git-source.md, with a builder that pushes to a folder. */
@Tag("soak")
class GitSourceIT {
  private static Launcher freehold;
  private static BuilderRepository builder;

  @BeforeAll
  static void start() throws Exception {
    freehold = Launcher.withNewHome();
    Path folder = freehold.folder();
    builder =
        new BuilderRepository(folder.resolve("shop.git"), new GitCli(folder.resolve("builder")));
  }

  @AfterAll
  static void stop() throws Exception {
    freehold.close();
  }

  private static String push(String branch, String marker) throws Exception {
    builder.writes("index.html", PlainApp.page(marker)).writes("app.js", "const shop = 1;\n");
    return builder.pushes(branch, "Say " + marker);
  }

  private static Run deploy(String... more) throws Exception {
    return freehold.run(command(more));
  }

  private static String[] command(String... more) {
    String[] all = {"deploy", "--app", "shop", "--yes", "--watch", "0"};
    List<String> joined = new ArrayList<>(List.of(all));
    joined.addAll(List.of(more));
    return joined.toArray(String[]::new);
  }

  @Test
  void theWalk() throws Exception {
    String url = "file://" + builder.folder();
    String one = push("main", "one");
    Run chosen = freehold.done("app", "source", "git", url, "--app", "shop");
    assertThat(chosen.out())
        .contains(
            "shop <- " + builder.folder(), "main", "nothing yet", "freehold deploy --app shop");

    JsonNode first = freehold.json(command());
    String page = first.path("url").asText();
    assertThat(Web.page(page).body()).contains("one");
    assertThat(freehold.done("history", "--app", "shop").out()).contains("Say one");
    JsonNode source = freehold.json("app", "source", "show", "--app", "shop");
    assertThat(source.path("taken").asText()).isEqualTo(one);
    assertThat(freehold.json(command()).path("state").asText()).isEqualTo("unchanged");

    String two = push("main", "two");
    JsonNode behind = freehold.json("drift", "--app", "shop").at("/source/behind");
    assertThat(behind.path("commits").asInt()).isEqualTo(1);
    assertThat(behind.at("/paths/0/path").asText()).isEqualTo("index.html");
    assertThat(freehold.done("drift", "--app", "shop").out())
        .contains("main is 1 change behind its source", "freehold deploy --app shop");
    Run planned = freehold.done("plan", "--app", "shop", "--yes");
    assertThat(planned.err())
        .contains("done: fetch (1 new commit on main, at " + two.substring(0, 10));
    assertThat(deploy("--message", "Because").exit()).isZero();
    assertThat(Web.page(page).body()).contains("two");

    builder.writes("index.html", PlainApp.page("anew"));
    String anew = builder.rewrites("main", "Begin anew");
    JsonNode rewritten = freehold.refused(command());
    assertThat(rewritten.path("error").path("code").asText()).isEqualTo("source.rewritten");
    assertThat(rewritten.path("error").path("remedy").asText())
        .contains("freehold deploy --app shop --follow-source " + anew.substring(0, 10));
    assertThat(Web.page(page).body()).contains("two");
    assertThat(deploy("--follow-source", anew.substring(0, 10)).exit()).isZero();
    assertThat(Web.page(page).body()).contains("anew");

    builder.writes("index.html", PlainApp.page("beside"));
    builder.pushes("lovable-sync-1", "main", "Edit beside");
    assertThat(freehold.refused(command()).path("error").path("code").asText())
        .isEqualTo("source.elsewhere");
    assertThat(freehold.done("app", "source", "show", "--app", "shop").out())
        .contains("Branch lovable-sync-1", "freehold deploy --app shop --stay");
    assertThat(freehold.json(command("--stay")).path("state").asText()).isEqualTo("unchanged");
    freehold.done("app", "source", "git", url, "--branch", "lovable-sync-1", "--app", "shop");
    assertThat(deploy().exit()).isZero();
    assertThat(Web.page(page).body()).contains("beside");

    JsonNode twice = freehold.refused("git", "connect", "--remote", url, "--app", "shop", "--yes");
    assertThat(twice.path("error").path("code").asText()).isEqualTo("git.is-source");
    assertThat(freehold.run("deploy", ".", "--stay").exit()).isEqualTo(1);
    assertThat(freehold.done("app", "source", "builder", "--app", "shop").out())
        .contains("comes from exports");
    assertThat(freehold.json(command()).path("state").asText()).isEqualTo("unchanged");
    assertThat(freehold.refused(command("--stay")).path("error").path("code").asText())
        .isEqualTo("source.none");
  }
}
