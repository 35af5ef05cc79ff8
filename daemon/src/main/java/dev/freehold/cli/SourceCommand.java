package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where an app's code comes from. */
final class SourceCommand {
  private SourceCommand() {}

  /** What they have in common. */
  abstract static class OfSource extends GitCommand.OfApp {
    OfSource(Session session) {
      super(session, "source");
    }

    int shown(JsonNode source, String text) {
      show(source, text);
      return (source.path("trouble").isObject() ? ExitCode.USER : ExitCode.DONE).number();
    }
  }

  /** {@code app source git}. */
  @Command(
      description = {
        "Take an app's code from the git repository that its builder syncs to.",
        "Then 'freehold deploy --app SLUG' without a path fetches it first. The app is made if"
            + " there is none of that name. Nothing is pushed there."
      })
  static final class Git extends OfSource {
    @Parameters(paramLabel = "URL", description = "Its address, without a password in it.")
    String url = "";

    @Option(
        names = "--branch",
        paramLabel = "BRANCH",
        description = "Which branch; the repository's default branch if not said.")
    String branch = "";

    Git(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      ObjectNode asked = body().put("url", url);
      if (!branch.isEmpty()) {
        asked.put("branch", branch);
      }
      JsonNode source = session.api().put(path, asked);
      return shown(source, SourceText.chosen(source));
    }
  }

  /** {@code app source show}. */
  @Command(
      description =
          "Show where an app's code comes from, what was taken from there, and what was seen there"
              + " last.")
  static final class Show extends OfSource {
    @Option(names = "--look", description = "Look there first.")
    boolean look;

    Show(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      JsonNode source = look ? session.api().post(path + "/look", body()) : session.api().get(path);
      show(source, SourceText.of(source));
      return ExitCode.DONE.number();
    }
  }

  /** {@code app source builder}. */
  @Command(
      description =
          "Take an app's code from exports again: from the builder's tab, a folder or an archive.")
  static final class Builder extends OfSource {
    Builder(Session session) {
      super(session);
    }

    @Override
    int call(String slug, String path) {
      JsonNode source = session.api().delete(path, body());
      return shown(source, SourceText.of(source));
    }
  }
}
