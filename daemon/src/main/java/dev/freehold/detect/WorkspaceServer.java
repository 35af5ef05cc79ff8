package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.FrameworkRule.Match;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server whose packages are installed at the top of its workspace. In the result its files are
 * where they are in the sources, so that it finds packages in the folders above it as it did there.
 */
final class WorkspaceServer {
  private WorkspaceServer() {}

  /** Runs what is in a folder of packages, wherever the manager put it. */
  private static final String PROGRAM = "program-of-workspace";

  static Match placed(Match match, Project project) {
    String root = project.root();
    if (match.serving().services().stream().noneMatch(WorkspaceServer::isNode)
        || match.install().filter(install -> !install.folder().equals(root)).isEmpty()
        || bringsAll(match)) {
      return match;
    }
    var conclusions = new ArrayList<>(match.conclusions());
    var adaptations = new ArrayList<>(match.adaptations());
    conclusions.add(packages(project));
    Serving serving = match.serving();
    for (Serving.Service service : serving.services()) {
      if (isPackages(program(service))) {
        serving = serving.started(service.name(), looksItUp(service, match.output()));
        adaptations.add(
            new Adaptation(
                PROGRAM,
                "its server is started by "
                    + program(service)
                    + ", which is looked for in the folders of the workspace"));
      }
    }
    return new Match(
        match.framework(),
        match.install(),
        match.buildScript(),
        match.output(),
        match.parts().stream().map(part -> under(root, part)).toList(),
        serving.under(root),
        match.environment(),
        match.variables(),
        List.copyOf(adaptations),
        match.defaults(),
        List.copyOf(conclusions));
  }

  /** Servers that nitro and others make have their packages in them. */
  private static boolean bringsAll(Match match) {
    return match.parts().stream()
        .noneMatch(part -> isPackages(part.from()) || part.from().equals(Next.OUTPUT));
  }

  private static boolean isPackages(String path) {
    return path.equals(Packages.FOLDER) || path.startsWith(Packages.FOLDER + "/");
  }

  private static String program(Serving.Service service) {
    return service.command().size() > 1 ? service.command().get(1) : "";
  }

  private static List<String> looksItUp(Serving.Service service, String output) {
    var command = new ArrayList<>(service.command());
    command.add(1, output + "/freehold-start.mjs");
    return command;
  }

  static Part under(String folder, Part part) {
    return part.from().equals(Packages.FOLDER) || part.from().equals(Next.OUTPUT)
        ? part
        : new Part(part.from(), Path.of(folder).resolve(part.to()).normalize().toString());
  }

  static Conclusion packages(Project project) {
    List<String> own =
        project.workspace().stream()
            .flatMap(
                workspace -> project.manifest().stream().flatMap(m -> workspace.needed(m).stream()))
            .toList();
    return new Conclusion(
        "workspace",
        own.isEmpty() ? "its packages come along" : "comes along: " + String.join(", ", own),
        project.root()
            + " is part of a workspace, and the release has the packages that "
            + project.manifestPath()
            + " depends on");
  }

  private static boolean isNode(Serving.Service service) {
    return service.command().getFirst().equals("node");
  }
}
