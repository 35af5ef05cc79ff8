package dev.freehold.detect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.detect.StartScript.Runs;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code tsconfig.json} by which a server's code is compiled when it starts, with those that it
 * extends (typescriptlang.org/tsconfig).
 *
 * @param file relative to the app's folder; empty when there is none
 * @param outside files that are not in the app's folder, relative to it: {@code
 *     ../../tsconfig.base.json}
 * @param packages that have some of the settings
 */
record CompilerSettings(Optional<String> file, List<String> outside, List<String> packages) {
  private static final String USUAL = "tsconfig.json";

  /** Named in the start script, or else the nearest to the program. */
  static CompilerSettings of(Project project, Runs start) {
    AppFiles export = project.export();
    Path app = Path.of("/").resolve(project.root());
    Optional<Path> first =
        Optional.ofNullable(start.settings().get("project"))
            .map(named -> app.resolve(named).normalize())
            .map(named -> isFile(export, named) ? named : named.resolve(USUAL))
            .filter(named -> isFile(export, named))
            .or(() -> nearest(export, app.resolve(start.program()).normalize()));
    var outside = new LinkedHashSet<String>();
    var packages = new LinkedHashSet<String>();
    var open = new ArrayDeque<>(first.stream().toList());
    var seen = new LinkedHashSet<Path>();
    while (!open.isEmpty()) {
      Path file = open.poll();
      if (!seen.add(file)) {
        continue;
      }
      if (!file.startsWith(app)) {
        outside.add(app.relativize(file).toString());
      }
      for (String named : extended(export, file)) {
        if (named.startsWith(".") || named.startsWith("/")) {
          beside(export, file, named).ifPresent(open::add);
        } else {
          packages.add(Packages.name(named));
        }
      }
    }
    return new CompilerSettings(
        first.map(file -> app.relativize(file).toString()),
        List.copyOf(outside),
        List.copyOf(packages));
  }

  private static boolean isFile(AppFiles export, Path path) {
    return export.has(path.toString().substring(1));
  }

  private static Optional<Path> nearest(AppFiles export, Path program) {
    for (Path folder = program.getParent(); folder != null; folder = folder.getParent()) {
      if (isFile(export, folder.resolve(USUAL))) {
        return Optional.of(folder.resolve(USUAL));
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> beside(AppFiles export, Path file, String named) {
    return Stream.of("", ".json", "/" + USUAL)
        .map(ending -> file.resolveSibling(named + ending).normalize())
        .filter(other -> isFile(export, other))
        .findFirst();
  }

  private static List<String> extended(AppFiles export, Path file) {
    return export
        .text(file.toString().substring(1))
        .flatMap(JsonWithComments::read)
        .map(json -> json.path("extends"))
        .stream()
        .flatMap(said -> said.isArray() ? said.valueStream() : Stream.of(said))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }
}
