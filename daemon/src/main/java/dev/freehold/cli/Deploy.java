package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.ShellWords;
import dev.freehold.cli.output.Progress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code deploy}, and {@code plan}, which stops before anything changes. */
@Command(
    description = "Deploy an app: a folder, a .zip, .tar(.gz|.zst) or a git URL.",
    footer = {"", "The address is printed as soon as it is live; Ctrl-C then leaves it live."})
final class Deploy implements Callable<Integer> {
  private final Session session;
  private final boolean carriesOut;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH|ZIP|GIT-URL",
      description =
          "What to deploy. If not said: with --app what the app's git source has, or what was"
              + " pushed to the app's repository; otherwise the current folder.")
  String source = "";

  @Option(
      names = "--app",
      paramLabel = "SLUG",
      description = "The app's name; made from the name of the folder or file if not said.")
  String app = "";

  @Option(
      names = "--allow-shrink",
      description = "Accept an export with far fewer files than the last one.")
  boolean allowShrink;

  @Option(
      names = "--unsandboxed",
      description = "Agree to install and build without a sandbox, where there is none.")
  boolean unsandboxed;

  @Option(
      names = "--no-render-check",
      description =
          "Agree to go live without a look at the page, where there is no browser, and whatever the"
              + " look shows.")
  boolean noRenderCheck;

  @Option(
      names = "--allow-host",
      paramLabel = "HOST",
      split = ",",
      description = "Let this app's builds reach this host from now on, such as api.example.com.")
  List<String> hosts = new ArrayList<>();

  @Option(
      names = "--allow-proxy",
      paramLabel = "HOST",
      split = ",",
      description =
          "Pass on to this host, from now on, what visitors send to addresses that a rule of the"
              + " app's old host names, cookies and forms included.")
  List<String> proxies = new ArrayList<>();

  @Option(
      names = "--allow-script",
      paramLabel = "NAME",
      split = ",",
      description =
          "Run, in the sandbox, the install script of this package, or this script of the app's own"
              + " such as postinstall, from now on.")
  List<String> scripts = new ArrayList<>();

  @Option(
      names = "--notes",
      description =
          "Show also what is only read in the sources: what the code may do, though nothing that"
              + " was built shows it.")
  boolean notes;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      description =
          "Where it goes, from now on: local, or one of 'freehold target list'. What runs elsewhere"
              + " is left alone.")
  String target = "";

  @Mixin FromSource from = new FromSource();
  @Mixin EnvironmentChoice environment = new EnvironmentChoice();
  @Mixin RunChoices choices = new RunChoices();
  @Mixin JsonChoice json = new JsonChoice();

  Deploy(Session session, boolean carriesOut) {
    this.session = session;
    this.carriesOut = carriesOut;
  }

  @Override
  public Integer call() {
    Optional<Source> given = given();
    if (given.isPresent() && from.isAsked()) {
      throw Failure.misused(
          "--follow-source and --stay are about the git source of an app.",
          "Name the app, and no path: freehold deploy --app SLUG");
    }
    String slug = app.isEmpty() ? Slugs.of(given.orElseThrow().name()) : app;
    try (var progress = new Progress(session.terminal(), json.on)) {
      ObjectNode request = request();
      if (given.isPresent()) {
        request.put(
            "exportId",
            new Sending(session.api(), session.surroundings().packer(), progress)
                .send(given.get())
                .path("id")
                .asText());
      } else {
        from.fetch(session.api(), progress, slug).ifPresent(fetched -> take(fetched, request));
      }
      JsonNode plan =
          new Preparing(session, progress, session.terminal().interactive() && !json.on)
              .plan(slug, request, consents());
      return carriesOut
          ? new CarryingOut(session, progress, choices, json.on, notes).run(plan)
          : show(plan);
    }
  }

  /** Empty for what is in the app's repository already. */
  private Optional<Source> given() {
    if (source.isEmpty() && !app.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Source.of(source.isEmpty() ? "." : source, session.surroundings().folder()));
  }

  /** What was taken before is on main already. */
  private void take(JsonNode fetched, ObjectNode request) {
    if (fetched.path("unchanged").asBoolean()) {
      return;
    }
    request.set("exportId", fetched.path("exportId"));
    if (choices.message.isBlank()) {
      request.set("message", fetched.path("subject"));
    }
  }

  private ObjectNode request() {
    ObjectNode request =
        Json.mapper()
            .createObjectNode()
            .put("kind", "deploy")
            .put("environment", environment.name)
            .put("allowShrink", allowShrink)
            .put("message", choices.message);
    if (!target.isEmpty()) {
      request.put("target", target);
    }
    return request;
  }

  private Set<String> consents() {
    var consents = new LinkedHashSet<String>();
    if (choices.yes) {
      consents.add("build");
    }
    if (!hosts.isEmpty()) {
      consents.add("network:" + String.join(",", hosts));
    }
    if (!proxies.isEmpty()) {
      consents.add("proxy:" + String.join(",", proxies));
    }
    if (!scripts.isEmpty()) {
      consents.add("scripts:" + String.join(",", scripts));
    }
    if (unsandboxed) {
      consents.add("unsandboxed");
    }
    if (noRenderCheck) {
      consents.add("no-render-check");
    }
    return consents;
  }

  /** What carries out the plan that was shown, as it is typed in a shell. */
  private String command() {
    var words = new ArrayList<>(List.of("freehold", "deploy"));
    if (!source.isEmpty()) {
      words.add(source);
    }
    if (!app.isEmpty()) {
      words.addAll(List.of("--app", app));
    }
    if (from.stay) {
      words.add("--stay");
    }
    if (!target.isEmpty()) {
      words.addAll(List.of("--target", target));
    }
    if (!environment.name.equals(EnvironmentChoice.USUAL)) {
      words.addAll(List.of("--env", environment.name));
    }
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private int show(JsonNode plan) {
    boolean unchanged = plan.path("state").asText().equals("unchanged");
    if (json.on) {
      session.print(Documents.plan(plan));
    } else {
      session.terminal().print(new PlanText(session.paint(), notes).of(plan));
      session
          .terminal()
          .note(
              unchanged ? "Nothing would change." : "Nothing was changed. To do it: " + command());
    }
    return (unchanged && choices.exitCode ? ExitCode.NOTHING_TO_DO : ExitCode.DONE).number();
  }
}
