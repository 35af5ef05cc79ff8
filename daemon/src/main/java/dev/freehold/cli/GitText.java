package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Units;
import dev.freehold.cli.output.Table;
import java.time.Instant;
import java.util.LinkedHashSet;

/** Words for an app's git remote. */
final class GitText {
  private static final int SHORT = 10;

  private GitText() {}

  static String look(JsonNode look) {
    String url = look.path("url").asText();
    var text = new StringBuilder(look.path("app").asText() + " -> " + url + "\n\n");
    var table = new Table().row("login", look.path("login").asText());
    table.row("repository", repository(look));
    for (JsonNode branch : look.path("branches")) {
      table.row("push", branch.path("name").asText() + branch(branch));
    }
    if (look.path("tagCount").asInt() > 0) {
      table.row("push", tags(look));
    }
    text.append(table.text("  "));
    for (JsonNode obstacle : look.path("obstacles")) {
      text.append('\n')
          .append(obstacle.path("sentence").asText())
          .append('\n')
          .append(obstacle.path("remedy").asText())
          .append('\n');
    }
    return text.toString();
  }

  private static String repository(JsonNode look) {
    if (look.path("made").asBoolean()) {
      return "is not there, and is made: private";
    }
    JsonNode isPrivate = look.path("isPrivate");
    if (!isPrivate.isBoolean()) {
      return "is there";
    }
    return isPrivate.asBoolean() ? "is there, private" : "is there, and others can see it";
  }

  private static String branch(JsonNode branch) {
    return switch (branch.path("state").asText()) {
      case "same" -> " (is there already)";
      case "foreign" -> " (not now: it has commits there that this machine lacks)";
      default -> " (" + shortly(branch.path("commit").asText()) + ")";
    };
  }

  private static String tags(JsonNode look) {
    int count = look.path("tagCount").asInt();
    return count == 1
        ? "the tag " + look.path("tags").path(0).asText() + " of a release"
        : "the tags of " + count + " releases";
  }

  /** After a push. */
  static String pushed(JsonNode status) {
    return sync(status.path("lastSync"))
        + trouble(status.path("lastSync").path("error"))
        + (status.path("lastSync").path("error").isObject()
            ? ""
            : "\n"
                + status.path("app").asText()
                + " is at "
                + status.path("page").asText(status.path("url").asText())
                + ", and is pushed after each deployment. What others push there:"
                + " freehold git pull --app "
                + status.path("app").asText()
                + "\n");
  }

  static String status(JsonNode status, Instant now) {
    String app = status.path("app").asText();
    if (!status.path("url").isTextual()) {
      return app
          + " is connected to no git remote. Connect it: freehold git connect --github OWNER/REPO"
          + " --app "
          + app
          + "\n";
    }
    var text = new StringBuilder(app + " -> " + status.path("url").asText() + "\n\n");
    var table = new Table();
    for (JsonNode branch : status.path("branches")) {
      table.row(branch.path("name").asText(), standing(branch));
    }
    text.append(table.text("  "));
    var troubles = new LinkedHashSet<String>();
    status.path("branches").forEach(branch -> troubles.add(trouble(branch.path("trouble"))));
    JsonNode last = status.path("lastSync");
    if (last.isObject()) {
      text.append("\nNewest push, ")
          .append(Units.ago(Instant.parse(last.path("at").asText()), now))
          .append(login(last.path("login")))
          .append(":\n");
      text.append(sync(last));
      troubles.add(trouble(last.path("error")));
    } else {
      text.append("\nNothing was pushed yet: freehold git push --app " + app + "\n");
    }
    troubles.forEach(text::append);
    return text.toString();
  }

  private static String login(JsonNode login) {
    return login.isTextual() ? " (login: " + login.asText() + ")" : "";
  }

  private static String standing(JsonNode branch) {
    int ahead = branch.path("ahead").asInt();
    int behind = branch.path("behind").asInt();
    return switch (branch.path("state").asText()) {
      case "same" -> "the same on both sides";
      case "ahead" -> ahead + " to push";
      case "behind" -> behind + " to pull";
      case "diverged" -> ahead + " here and " + behind + " there";
      case "missing" -> "not there yet";
      case String other -> other + " there";
    };
  }

  private static String sync(JsonNode sync) {
    var table = new Table();
    for (JsonNode ref : sync.path("refs")) {
      table.row(ref.path("ref").asText(), state(ref.path("state").asText()));
    }
    var text = new StringBuilder(table.text("  "));
    if (sync.path("more").asInt() > 0) {
      text.append("  and ").append(sync.path("more").asText()).append(" more\n");
    }
    JsonNode proposal = sync.path("proposal");
    if (proposal.isObject()) {
      text.append("main takes pull requests only. ")
          .append(proposal.path("branch").asText())
          .append(" was pushed; merge it: ")
          .append(proposal.path("page").asText())
          .append('\n');
    }
    return text.toString();
  }

  private static String state(String state) {
    return switch (state) {
      case "same" -> "was there already";
      case "behind" -> "has more there; nothing to push";
      case "moved" -> "moved there meanwhile; not pushed";
      case "rewritten", "deleted" -> "was " + state + " there; not pushed";
      case "diverged" -> "has other commits there; not pushed";
      case "taken" -> "is another tag there; not pushed";
      case "proposed" -> "pushed as a pull request";
      default -> state.replace('-', ' ');
    };
  }

  static String trouble(JsonNode trouble) {
    return trouble.isObject()
        ? "\n" + trouble.path("message").asText() + "\n" + trouble.path("remedy").asText() + "\n"
        : "";
  }

  static String pulled(JsonNode report) {
    if (!report.path("moved").asBoolean()) {
      return "There is nothing new on main there.\n";
    }
    int commits = report.path("commits").asInt();
    String app = report.path("app").asText();
    return "main went forward by "
        + Units.count(commits, "commit")
        + " to "
        + shortly(report.path("to").asText())
        + ". Deploy it: freehold deploy --app "
        + app
        + "\n";
  }

  private static String shortly(String commit) {
    return commit.length() > SHORT ? commit.substring(0, SHORT) : commit;
  }
}
