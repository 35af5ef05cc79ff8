package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remix 2 with Vite, run by its own server for Node (remix.run/docs, remix-serve). */
final class Remix implements FrameworkRule {
  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof =
        project.proofOf(List.of("@remix-run/react", "@remix-run/node", "@remix-run/dev"));
    if (proof.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    if (project.vite().path().isEmpty()) {
      throw Refusal.unsupported(
          "Remix without Vite", proof.get() + ", and there is no Vite config");
    }
    if (!manifest.dependsOn("@remix-run/serve")) {
      throw Refusal.unsupported(
          "Remix without @remix-run/serve",
          proof.get() + ", and not on @remix-run/serve, which runs it on Node");
    }
    var command = BuildCommand.of(project, manifest, "remix vite:build");
    var manager = PackageManager.of(project, manifest);
    return Optional.of(
        new Match(
            Framework.REMIX,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            "build",
            List.of(
                new Part("build", "build"),
                new Part("package.json", "package.json"),
                new Part(Packages.FOLDER, Packages.FOLDER)),
            server(),
            Map.of(),
            Optional.of(new Reading(VariableReads.Access.IMPORT_META, List.of("VITE_"))),
            command.adaptation().stream().toList(),
            List.of(),
            List.of(
                new Conclusion("framework", "Remix", proof.get()),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion("output", "build", "Remix' own setting"),
                Conclusions.SERVER)));
  }

  private static Serving server() {
    return new Serving(
        "build/client",
        Optional.empty(),
        List.of(Service.node("node_modules/@remix-run/serve/dist/cli.js", "build/server/index.js")),
        List.of());
  }
}
