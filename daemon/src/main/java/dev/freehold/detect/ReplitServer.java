package dev.freehold.detect;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.FrameworkRule.Match;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.StartScript.Runs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The server in Node of a Replit workspace, beside the workspace's page: one host serves both, as
 * Replit's router does.
 *
 * @param part what its {@code artifact.toml} says
 * @param project its folder
 * @param match what it is by itself
 */
record ReplitServer(ReplitArtifacts.Part part, Project project, Match match) {
  private static final String PUBLIC = "public";

  /**
   * @throws UserError {@code detect.unsupported-workspace} when it can't be run beside the page
   */
  static ReplitServer beside(Project page, ReplitArtifacts.Part part) {
    Project project =
        Project.of(
            page.export(),
            page.export().below(part.folder()),
            part.folder(),
            ofTheWorkspace(page.overrides()));
    PackageJson manifest =
        project
            .manifest()
            .orElseThrow(() -> refused(part, page.root(), "there is no package.json in it"));
    if (part.paths().size() != 1 || part.prefix().equals("/")) {
      throw refused(
          part,
          page.root(),
          "its addresses begin with "
              + String.join(" and ", part.paths())
              + ", and not with one"
              + " path that the page leaves to it");
    }
    Runs start = start(project, manifest, part, page.root());
    Optional<String> folder = NodeServer.made(project, start);
    Match match =
        NodeServer.match(
            project,
            manifest,
            start,
            new Conclusion(
                "server",
                part.folder() + ", answers " + part.prefix(),
                part.file() + " says so, and it is started with " + NodeServer.text(start)),
            folder,
            folder.map(made -> made + "/" + PUBLIC).orElse(PUBLIC));
    return new ReplitServer(part, project, match);
  }

  /** Of what the owner says the rest is about the page. */
  private static Overrides ofTheWorkspace(Overrides all) {
    var values = new TreeMap<String, String>();
    for (Overrides.Key key :
        List.of(Overrides.Key.NODE, Overrides.Key.PACKAGE_MANAGER, Overrides.Key.WITHOUT)) {
      all.of(key).ifPresent(value -> values.put(key.word(), value));
    }
    return new Overrides(values);
  }

  private static Runs start(
      Project project, PackageJson manifest, ReplitArtifacts.Part part, String page) {
    StartScript own = StartScript.of(project.files(), manifest);
    if (own instanceof Runs runs) {
      return runs;
    }
    String command = part.run().replace(part.folder() + "/", "");
    if (!command.isEmpty()
        && StartScript.said(command, project.files(), manifest) instanceof Runs runs) {
      return runs;
    }
    throw refused(
        part,
        page,
        project.manifestPath()
            + " "
            + switch (own) {
              case StartScript.Unclear unclear -> unclear.why();
              case Runs runs -> "starts " + runs.program();
            });
  }

  /** The page and this server as one app. */
  Match beside(Match page, String root) {
    if (!page.serving().isStatic()) {
      throw refused(part, root, root + " has a server too");
    }
    if (!page.install().equals(match.install()) || page.buildScript().isEmpty()) {
      throw refused(part, root, "its packages are not installed together with those of " + root);
    }
    String there = "../".repeat(root.split("/").length) + part.folder();
    var parts = new ArrayList<Part>();
    parts.add(new Part(page.output(), PUBLIC));
    for (Part own : match.parts()) {
      Part placed = WorkspaceServer.under(part.folder(), own);
      parts.add(new Part(own.from().isEmpty() ? there : there + "/" + own.from(), placed.to()));
    }
    var environment = new TreeMap<>(part.environment());
    environment.putAll(page.environment());
    var adaptations = new LinkedHashMap<String, Detection.Adaptation>();
    page.adaptations().forEach(adaptation -> adaptations.put(adaptation.id(), adaptation));
    match.adaptations().forEach(adaptation -> adaptations.putIfAbsent(adaptation.id(), adaptation));
    return new Match(
        page.framework(),
        page.install(),
        Optional.of(script(page.buildScript().get(), there)),
        page.output(),
        List.copyOf(parts),
        new Serving(
            PUBLIC, page.serving().spaFallback(), List.of(service()), page.serving().proxies()),
        environment,
        page.variables(),
        List.copyOf(adaptations.values()),
        page.defaults(),
        conclusions(page));
  }

  private String script(String page, String there) {
    return match
        .buildScript()
        .filter(own -> !own.equals(BuildCommand.NOTHING))
        .map(own -> page + " && (cd " + there + " && " + own + ")")
        .orElse(page);
  }

  private Service service() {
    Service own = match.serving().services().getFirst();
    var environment = new TreeMap<String, String>();
    for (Map<String, String> more :
        List.of(part.environment(), part.runEnvironment(), own.environment())) {
      environment.putAll(more);
    }
    environment.keySet().removeAll(StartScript.GIVEN);
    return new Service(
        "api",
        part.prefix(),
        own.command(),
        part.folder(),
        environment,
        part.health().orElse(part.prefix() + "/"),
        own.writable(),
        own.node());
  }

  private List<Conclusion> conclusions(Match page) {
    var all = new ArrayList<>(page.conclusions());
    for (Conclusion own : match.conclusions()) {
      switch (own.subject()) {
        case "server" -> all.add(own);
        case "build command" ->
            all.add(new Conclusion("server's build command", own.value(), own.reason()));
        default -> {
          // the same as of the page, or of a server that stands alone
        }
      }
    }
    all.add(WorkspaceServer.packages(project));
    return List.copyOf(all);
  }

  private static UserError refused(ReplitArtifacts.Part part, String page, String why) {
    return new UserError(
        "detect.unsupported-workspace",
        "This is a workspace of Replit with the page "
            + page
            + " and the server "
            + part.shown()
            + ", and the server can't be run beside the page: "
            + why
            + ". The page alone would call a server that is not there.",
        "Have the builder give "
            + part.folder()
            + " a start script that runs one file with Node, and one path of its own in"
            + " artifact.toml. For the page alone: freehold app set root="
            + page);
  }
}
