package dev.freehold.detect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.UserError;
import dev.freehold.detect.DenoStart.Runs;
import dev.freehold.detect.DenoStart.Unclear;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A server for Deno (docs.deno.com) that is started from its sources. */
final class DenoServer implements FrameworkRule {
  private static final Pattern CODE = Pattern.compile("(?:[\\w-]+/)?[\\w-]+\\.[jt]sx?");
  private static final Pattern USUAL =
      Pattern.compile("(?:src/)?(?:main|server|index|app|mod)\\.[jt]sx?");

  /** What asks Deno for visitors' requests; elsewhere code only has a word for it. */
  private static final Pattern SERVES =
      Pattern.compile(
          "(?m)^\\s*(?:export\\s+|await\\s+|const\\s+\\w+\\s*=\\s*)*Deno\\.serve\\s*\\(");

  private static final List<String> SETTINGS = List.of("deno.json", "deno.jsonc");

  /** What a server gets whose own command says nothing; writing and programs are not in it. */
  private static final List<String> LEAST = List.of("--allow-net", "--allow-env", "--allow-read");

  private static final String LISTENS = "127.0.0.1:{port}";

  @Override
  public Optional<Match> match(Project project) {
    return found(project).map(found -> match(project, found));
  }

  /**
   * What the owner says that starts it.
   *
   * @throws UserError {@code detect.deno}
   */
  static Match said(Project project, String command) {
    return match(project, read(project, command, Conclusions.SET));
  }

  /** What the build needs to know of it. */
  static Deno deno(Project project) {
    Found found =
        OwnersWord.startsDeno(project)
            .map(command -> read(project, command, Conclusions.SET))
            .or(() -> found(project))
            .orElseThrow();
    AppFiles files = project.files();
    String lock =
        settings(files)
            .map(json -> json.path("lock"))
            .map(said -> said.isObject() ? said.path("path").asText("") : said.asText(""))
            .filter(files::has)
            .orElse("deno.lock");
    return new Deno(
        project.root(),
        found.start.entry(),
        found.start.loading(),
        Optional.of(lock).filter(files::has));
  }

  /**
   * @param command that the owner would have to say for the same
   */
  private record Found(String command, Runs start, String reason) {}

  private static Optional<Found> found(Project project) {
    Optional<Found> found = concluded(project);
    found.ifPresent(server -> refuseBuild(project, server));
    return found;
  }

  private static Optional<Found> concluded(Project project) {
    AppFiles files = project.files();
    if (project.manifest().isPresent()) {
      return project
          .manifest()
          .flatMap(manifest -> manifest.script("start"))
          .filter(DenoStart::isOne)
          .map(script -> read(project, script, project.manifestPath() + " starts it so"));
    }
    Map<String, DenoTask> tasks = tasks(files);
    return Optional.ofNullable(tasks.get("start"))
        .map(
            task ->
                new Found(
                    task.command(),
                    clear(DenoStart.ofTask("start", files, tasks)),
                    "the task start is " + task.text()))
        .or(() -> ofCode(files));
  }

  private static Optional<Found> ofCode(AppFiles files) {
    List<String> serving =
        files.paths().stream()
            .filter(path -> CODE.matcher(path).matches() && !path.startsWith("supabase/"))
            .filter(path -> SERVES.matcher(files.text(path).orElse("")).find())
            .toList();
    List<String> usual = serving.stream().filter(path -> USUAL.matcher(path).matches()).toList();
    // beside a page a file with another name is a function of some host
    List<String> entries = usual.isEmpty() && !files.has("index.html") ? serving : usual;
    if (entries.size() > 1) {
      throw refusal("more than one file calls Deno.serve: " + String.join(", ", entries));
    }
    return entries.stream().findFirst().map(path -> ofCode(path, files));
  }

  private static Found ofCode(String path, AppFiles files) {
    Runs start = Runs.module(path);
    return new Found(start.text(), start, files.shown(path) + " calls Deno.serve");
  }

  private static Found read(Project project, String command, String reason) {
    AppFiles files = project.files();
    return new Found(command, clear(DenoStart.read(command, files, tasks(files))), reason);
  }

  private static Runs clear(DenoStart said) {
    return switch (said) {
      case Unclear unclear -> throw refusal(unclear.why());
      case Runs start -> start;
    };
  }

  /** What has to be made first would not be there. */
  private static void refuseBuild(Project project, Found found) {
    Optional.ofNullable(tasks(project.files()).get("build"))
        .filter(task -> !task.command().startsWith("deno compile"))
        .map(task -> "the task build (" + task.text() + ") makes something first")
        .or(
            () ->
                project
                    .manifest()
                    .flatMap(manifest -> manifest.script("build"))
                    .map(script -> "the build script (" + script + ") makes something first"))
        .ifPresent(
            why -> {
              throw refusal(
                  why + ", and Freehold runs no builds for Deno",
                  "If it runs from the files as they are, say what starts it: freehold app set"
                      + " start=\""
                      + found.command
                      + "\"");
            });
  }

  private static Match match(Project project, Found found) {
    Runs start = found.start;
    List<String> permissions = permissions(start);
    var conclusions = new ArrayList<Conclusion>();
    conclusions.add(new Conclusion("framework", "a Deno server, " + start.text(), found.reason));
    conclusions.add(
        new Conclusion(
            "permissions",
            String.join(" ", permissions),
            start.permissions().isEmpty()
                ? "its own command says none, and a server needs these"
                : "its own command says so"));
    conclusions.add(
        new Conclusion(
            "output",
            "the app's folder",
            "its server runs from its own sources and brought modules"));
    conclusions.add(Conclusions.SERVER);
    return new Match(
        Framework.DENO_SERVER,
        Optional.empty(),
        Optional.of("true"),
        "",
        List.of(new Part("", "")),
        new Serving(
            project.files().hasFolder("public") ? "freehold-public" : "public",
            Optional.empty(),
            List.of(service(start, permissions)),
            List.of()),
        Map.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.copyOf(conclusions));
  }

  private static Service service(Runs start, List<String> permissions) {
    var command = new ArrayList<String>();
    command.add(Deno.PROGRAM);
    command.add(start.serves() ? "serve" : "run");
    command.addAll(
        List.of(
            "--no-prompt",
            "--cached-only",
            "--frozen",
            "--lock=" + Deno.LOCK,
            "--node-modules-dir=none",
            "--vendor=false"));
    if (start.serves()) {
      command.addAll(List.of("--host=127.0.0.1", "--port={port}"));
    }
    command.addAll(permissions);
    command.addAll(start.loading());
    command.addAll(start.flags());
    command.add(start.entry());
    command.addAll(start.arguments());
    var environment = new TreeMap<>(start.environment());
    environment.put("DENO_DIR", Deno.MODULES);
    environment.put("DENO_NO_UPDATE_CHECK", "1");
    return new Service("web", "/", command, "", environment, "/", List.of(), NodeRange.ANY);
  }

  /** A list of addresses gets the one that we have it listen at. */
  private static List<String> permissions(Runs start) {
    return start.permissions().isEmpty()
        ? LEAST
        : start.permissions().stream()
            .map(flag -> DenoStart.NET.matcher(flag).matches() ? flag + "," + LISTENS : flag)
            .toList();
  }

  private static Map<String, DenoTask> tasks(AppFiles files) {
    return settings(files).map(DenoTask::in).orElse(Map.of());
  }

  private static Optional<JsonNode> settings(AppFiles files) {
    return SETTINGS.stream()
        .flatMap(name -> files.text(name).stream())
        .flatMap(text -> JsonWithComments.read(text).stream())
        .findFirst();
  }

  private static UserError refusal(String why) {
    return refusal(
        why,
        "Have the task start of deno.json run the server's file, which listens with Deno.serve:"
            + " \"start\": \"deno run --allow-net --allow-env --allow-read main.ts\". Or say it"
            + " yourself: freehold app set start=\"deno run main.ts\"");
  }

  private static UserError refusal(String why, String remedy) {
    return new UserError(
        "detect.deno",
        "This app is a server for Deno, and Freehold can't tell how to run it: " + why + ".",
        remedy);
  }
}
