package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.process.Executables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows where an app is; in a terminal also in the browser. */
@Command(description = "Print an app's address; in a terminal, open it in the browser.")
final class Open implements Callable<Integer> {
  private final Session session;

  @Mixin AppChoice app = new AppChoice();
  @Mixin EnvironmentChoice environment = new EnvironmentChoice();
  @Mixin JsonChoice json = new JsonChoice();

  Open(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String slug = app.resolve(session);
    String url = url(slug, session.api().get("/v1/apps/" + ApiClient.encode(slug)));
    if (json.on) {
      session.print(
          Json.mapper()
              .createObjectNode()
              .put("app", slug)
              .put("environment", environment.name)
              .put("url", url));
      return ExitCode.DONE.number();
    }
    session.terminal().print(url + "\n");
    if (session.terminal().interactive()) {
      browser().ifPresent(program -> show(program, url));
    }
    return ExitCode.DONE.number();
  }

  private String url(String slug, JsonNode found) {
    for (JsonNode candidate : found.path("environments")) {
      if (candidate.path("name").asText().equals(environment.name)
          && candidate.path("url").isTextual()) {
        return candidate.path("url").asText();
      }
    }
    throw new UserError(
        "open.nothing-live",
        "Nothing of " + slug + " is live in " + environment.name + ".",
        "Deploy it first: freehold deploy PATH --app " + slug + " --env " + environment.name);
  }

  private Optional<Path> browser() {
    Executables programs = session.surroundings().processes().executables();
    return List.of("xdg-open", "open").stream().flatMap(p -> programs.find(p).stream()).findFirst();
  }

  private void show(Path program, String url) {
    dev.freehold.process.Command browser =
        dev.freehold.process.Command.of(session.surroundings().folder(), program.toString(), url)
            .withEnvironment(session.surroundings().environment());
    session
        .surroundings()
        .processes()
        .detach(browser, session.surroundings().home().logs().resolve("browser.log"));
  }
}
