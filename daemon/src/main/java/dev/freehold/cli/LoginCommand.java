package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.output.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Freehold's own login at GitHub. */
final class LoginCommand {
  private static final String LOGIN = "/v1/git/login";

  private LoginCommand() {}

  /** {@code git login}. */
  @Command(
      description = {
        "Log in at GitHub with a code, where no other login is on this machine.",
        "It shows the code and the page to type it at, and waits. The token is kept encrypted,"
            + " and is used last: after GH_TOKEN, GITHUB_TOKEN, gh and git's credential helper."
      })
  static final class In implements Callable<Integer> {
    private static final String CLIENT = "FREEHOLD_GITHUB_CLIENT_ID";
    private static final Duration ASKED_EVERY = Duration.ofMillis(500);

    private final Session session;

    @Option(
        names = "--client-id",
        paramLabel = "ID",
        description = "Of an app at GitHub that has the device flow enabled; it is remembered.")
    String client = "";

    @Option(
        names = "--workflows",
        description = "Be allowed to push files of .github/workflows as well.")
    boolean workflows;

    @Mixin JsonChoice json = new JsonChoice();

    In(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
      JsonNode attempt = session.api().post(LOGIN + "/attempts", wanted());
      session.terminal().note(code(attempt));
      JsonNode ended = confirmed(attempt);
      if (!ended.path("state").asText().equals("confirmed")) {
        throw new RunFailed(Failure.ofRun(ended.path("error")));
      }
      JsonNode login = session.api().get(LOGIN);
      if (json.on) {
        session.print(login);
      } else {
        session.terminal().print(in(login));
      }
      return ExitCode.DONE.number();
    }

    private ObjectNode wanted() {
      ObjectNode body = Json.mapper().createObjectNode().put("workflows", workflows);
      String id =
          client.isEmpty() ? session.surroundings().environment().getOrDefault(CLIENT, "") : client;
      return id.isEmpty() ? body : body.put("clientId", id);
    }

    private String code(JsonNode attempt) {
      Instant until = Instant.parse(attempt.path("expiresAt").asText());
      long minutes = Duration.between(session.surroundings().clock().instant(), until).toMinutes();
      return "Open "
          + attempt.path("page").asText()
          + " and type the code "
          + session.paint().bold(attempt.path("userCode").asText())
          + ". It is good for "
          + Units.count((int) Math.max(1, minutes), "minute")
          + ".";
    }

    /** The login as it ended. */
    private JsonNode confirmed(JsonNode begun) throws InterruptedException {
      String path = LOGIN + "/attempts/" + ApiClient.encode(begun.path("id").asText());
      JsonNode attempt = begun;
      try (var _ = new OnInterrupt(() -> giveUp(path));
          var progress = new Progress(session.terminal(), json.on)) {
        progress.begin("Waiting until it is confirmed at " + begun.path("server").asText());
        while (attempt.path("state").asText().equals("waiting")) {
          Thread.sleep(ASKED_EVERY);
          attempt = session.current().get(path);
        }
      }
      return attempt;
    }

    private void giveUp(String path) {
      try {
        session.current().delete(path, Json.mapper().createObjectNode());
        session
            .terminal()
            .note("\nThe login was given up. What is typed at GitHub now does nothing.");
      } catch (FreeholdException e) {
        session.terminal().note("\n" + e.getMessage());
      }
    }

    private static String in(JsonNode login) {
      String server = login.path("server").asText();
      String text = "Logged in at " + server + " as " + login.path("account").asText() + ".\n";
      String used = login.path("used").asText("");
      return used.startsWith("freehold git login") || used.isEmpty()
          ? text
          : text + "Another login comes first there: " + used + ".\n";
    }
  }

  /** {@code git logout}. */
  @Command(
      description = {
        "Forget the login that Freehold got at GitHub.",
        "Logins of gh and of git's credential helper are not touched."
      })
  static final class Out implements Callable<Integer> {
    private final Session session;

    @Mixin JsonChoice json = new JsonChoice();

    Out(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonNode login = session.api().delete(LOGIN, Json.mapper().createObjectNode());
      if (json.on) {
        session.print(login);
      } else {
        session.terminal().print(out(login));
      }
      return ExitCode.DONE.number();
    }

    private static String out(JsonNode login) {
      String text =
          "Freehold has no login of its own at "
              + login.path("server").asText()
              + " any more. What was allowed there is taken back there: "
              + login.path("grants").asText()
              + "\n";
      String used = login.path("used").asText("");
      return used.isEmpty() ? text : text + "This one is still used: " + used + ".\n";
    }
  }
}
