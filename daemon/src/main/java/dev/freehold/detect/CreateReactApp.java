package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Create React App and CRACO: Webpack bundles a page (create-react-app.dev). */
final class CreateReactApp implements FrameworkRule {
  static final List<String> DEPENDENCIES = List.of("react-scripts", "@craco/craco");

  private static final Pattern WEBPACK_4 = Pattern.compile("[\\^~]?[1-4]\\..*");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(DEPENDENCIES, "craco\\.config\\.[cm]?[jt]s");
    if (proof.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    var command = BuildCommand.of(project, manifest, "react-scripts build");
    var manager = PackageManager.of(project, manifest);
    var environment = new TreeMap<String, String>();
    var adaptations = new ArrayList<>(command.adaptation().stream().toList());
    // react-scripts takes every warning for an error when CI is set
    environment.put("CI", "false");
    environment.put("GENERATE_SOURCEMAP", "false");
    adaptations.add(
        new Adaptation("no-source-maps", "the sources of the page would be published with it"));
    if (!manifest.text("homepage").isEmpty()) {
      environment.put("PUBLIC_URL", "/");
      adaptations.add(
          new Adaptation(
              "root-address",
              project.manifestPath()
                  + " has the homepage "
                  + manifest.text("homepage")
                  + ", and the app is served at the root of its own host"));
    }
    if (WEBPACK_4.matcher(manifest.versionOf("react-scripts")).matches()) {
      environment.put("NODE_OPTIONS", "--openssl-legacy-provider");
    }
    return Optional.of(
        new Match(
            Framework.CREATE_REACT_APP,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            "build",
            List.of(),
            Serving.files(Optional.of("index.html")),
            environment,
            Optional.of(new Reading(VariableReads.Access.PROCESS, List.of("REACT_APP_"))),
            adaptations,
            List.of(),
            List.of(
                new Conclusion("framework", "Create React App", proof.get()),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion("output", "build", "Create React App's own setting"),
                Conclusions.SPA)));
  }
}
