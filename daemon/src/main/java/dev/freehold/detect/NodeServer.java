package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Node server of the app's own that also gives out its page, as Replit makes them: one package,
 * built by one script into one folder, started by another.
 */
final class NodeServer implements FrameworkRule {
  private static final Pattern START =
      Pattern.compile(
          "(?:(?:cross-env\\s+)?NODE_ENV=production\\s+)?node\\s+(\\./)?"
              + "(dist|build)/((?:[\\w-]+/)*[\\w-]+\\.[cm]?js)");

  @Override
  public Optional<Match> match(Project project) {
    Optional<PackageJson> found = project.manifest().filter(Backends::isNamedBy);
    if (found.isEmpty() || found.get().script("build").isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = found.get();
    Matcher start = START.matcher(manifest.script("start").orElse(""));
    if (!start.matches()) {
      return Optional.empty();
    }
    String folder = start.group(2);
    String entry = folder + "/" + start.group(3);
    BuildCommand command = BuildCommand.of(project, manifest, "vite build");
    var manager = PackageManager.of(project, manifest);
    return Optional.of(
        new Match(
            Framework.NODE_SERVER,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            folder,
            List.of(
                new Part(folder, folder),
                new Part("package.json", "package.json"),
                new Part(Packages.FOLDER, Packages.FOLDER)),
            serving(entry, publicFolder(project, command.text(), folder)),
            Map.of(),
            Optional.of(new Reading(VariableReads.Access.IMPORT_META, List.of("VITE_"))),
            command.adaptation().stream().toList(),
            List.of(),
            List.of(
                new Conclusion(
                    "framework",
                    "a Node server",
                    project.manifestPath() + " starts it with node " + entry),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion("output", folder, "where the server is started"),
                Conclusions.SERVER)));
  }

  /** Where the page's files are, so that they need not go through the server. */
  private static String publicFolder(Project project, String script, String folder) {
    String output = project.vite().path().isEmpty() ? "" : project.vite().output(script).folder();
    return output.startsWith(folder + "/") ? output : folder + "/public";
  }

  private static Serving serving(String entry, String publicFolder) {
    return new Serving(publicFolder, Optional.empty(), List.of(Service.node(entry)), List.of());
  }
}
