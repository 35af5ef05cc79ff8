package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.ApiClient;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The git remote that an app is connected to. */
final class GitCommand {
  private GitCommand() {}

  /** What they have in common. */
  abstract static class OfApp implements Callable<Integer> {
    final Session session;
    private final String resource;

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfApp(Session session) {
      this(session, "git");
    }

    /**
     * @param resource of the app, in the daemon's API
     */
    OfApp(Session session, String resource) {
      this.session = session;
      this.resource = resource;
    }

    abstract int call(String slug, String path);

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      return call(slug, "/v1/apps/" + ApiClient.encode(slug) + "/" + resource);
    }

    void show(JsonNode document, String text) {
      if (json.on) {
        session.print(document);
      } else {
        session.terminal().print(text);
      }
    }

    /** What was pushed, and what was not. */
    int pushed(JsonNode status) {
      show(status, GitText.pushed(status));
      return (status.path("lastSync").path("error").isObject() ? ExitCode.USER : ExitCode.DONE)
          .number();
    }

    static ObjectNode body() {
      return Json.mapper().createObjectNode();
    }
  }

  /** {@code git connect}. */
  @Command(
      description = {
        "Connect an app's repository with GitHub or another git server, and push it.",
        "What would be done is shown first. A repository that is not at GitHub yet is made there,"
            + " private. Nothing that is there is overwritten."
      })
  static final class Connect extends OfApp {
    @Option(
        names = "--github",
        paramLabel = "OWNER/REPO",
        description = "A repository at GitHub, there or not.")
    String github = "";

    @Option(
        names = "--remote",
        paramLabel = "URL",
        description = "A repository at another server, which must be there.")
    String remote = "";

    @Option(names = "--yes", description = "Connect without being asked.")
    boolean yes;

    Connect(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      if (github.isEmpty() == remote.isEmpty()) {
        throw Failure.misused(
            "It is not clear what to connect " + slug + " to.",
            "Give --github OWNER/REPO, or --remote URL; one of them.");
      }
      JsonNode look = session.api().post(path + "/looks", wanted());
      if (!json.on) {
        session.terminal().note(GitText.look(look));
      }
      TargetCommand.agree(session, yes, json.on, "Connect it?");
      return pushed(session.api().put(path, wanted().put("hash", look.path("hash").asText())));
    }

    private ObjectNode wanted() {
      return github.isEmpty() ? body().put("remote", remote) : body().put("github", github);
    }
  }

  /** {@code git status}. */
  @Command(description = "Show what an app is connected to, and what was pushed last.")
  static final class Status extends OfApp {
    Status(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      JsonNode status = session.api().get(path);
      show(status, GitText.status(status, session.surroundings().clock().instant()));
      return ExitCode.DONE.number();
    }
  }

  /** {@code git push}. */
  @Command(
      description = {
        "Push the branches and the releases' tags.",
        "Freehold does so by itself after each deployment."
      })
  static final class Push extends OfApp {
    Push(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      return pushed(session.api().post(path + "/sync", body()));
    }
  }

  /** {@code git pull}. */
  @Command(
      description = {
        "Take what was pushed to main there.",
        "It goes live with the next deployment. Commits with secrets are not taken."
      })
  static final class Pull extends OfApp {
    private static final Set<String> FOLLOWED = Set.of("git.rewritten", "git.deleted");

    @Option(
        names = "--follow",
        description = "Accept that branches were rewritten or deleted there, after a question.")
    boolean follow;

    @Option(names = "--yes", description = "Follow without being asked.")
    boolean yes;

    Pull(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      JsonNode report = follow ? following(path) : session.api().post(path + "/pull", body());
      show(report, GitText.pulled(report));
      return ExitCode.DONE.number();
    }

    /** Fetches first, so that what is asked about is what is there. */
    private JsonNode following(String path) {
      Optional<JsonNode> report = Optional.empty();
      try {
        report = Optional.of(session.api().post(path + "/pull", body()));
      } catch (UserError e) {
        if (!FOLLOWED.contains(e.code())) {
          throw e;
        }
      }
      ObjectNode seen = rewritten(session.api().get(path));
      if (seen.isEmpty() && report.isPresent()) {
        return report.get();
      }
      TargetCommand.agree(session, yes, json.on, "Follow it?");
      ObjectNode body = body();
      body.set("follow", seen);
      return session.api().post(path + "/pull", body);
    }

    /** Says what became of them; empty text stands for a branch that was deleted. */
    private ObjectNode rewritten(JsonNode status) {
      ObjectNode seen = body();
      for (JsonNode branch : status.path("branches")) {
        String state = branch.path("state").asText();
        if (state.equals("rewritten") || state.equals("deleted")) {
          seen.put(branch.path("name").asText(), branch.path("theirs").asText(""));
          if (!json.on) {
            session.terminal().note(branch.path("trouble").path("message").asText());
          }
        }
      }
      return seen;
    }
  }

  /** {@code git disconnect}. */
  @Command(description = "Push an app there no longer; nothing there is removed.")
  static final class Disconnect extends OfApp {
    Disconnect(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      show(
          session.api().delete(path, body()),
          slug + " is connected to no git remote any more. What is there stays there.\n");
      return ExitCode.DONE.number();
    }
  }
}
