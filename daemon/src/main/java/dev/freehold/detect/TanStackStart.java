package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * TanStack Start, Lovable's template since May 2026. Its own build is a Cloudflare worker; with
 * nitro a preset makes a Node server of it, before nitro the server's bundle is run by a small
 * program of ours.
 */
final class TanStackStart implements FrameworkRule {
  static final String NODE = "tanstack-node-server";

  private static final List<String> DEPENDENCIES =
      List.of(
          "@tanstack/react-start",
          "@tanstack/solid-start",
          "@tanstack/start",
          "@lovable.dev/vite-tanstack-config");
  private static final Pattern PLUGIN =
      Pattern.compile("\\btanstackStart\\s*\\(|@tanstack/[a-z]+-start");
  private static final Pattern NITRO_PLUGIN = Pattern.compile("[\"']nitro/vite[\"']");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof =
        project
            .proofOf(DEPENDENCIES)
            .or(
                () ->
                    project.vite().mentions(PLUGIN)
                        ? Optional.of(project.vite().path().orElse("") + " loads its plugin")
                        : Optional.empty());
    if (proof.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    var command = NitroPreset.without(BuildCommand.of(project, manifest, "vite build"));
    var manager = PackageManager.of(project, manifest);
    boolean nitro = manifest.dependsOn("nitro") || project.vite().mentions(NITRO_PLUGIN);
    var adaptations = new ArrayList<>(command.adaptation().stream().toList());
    adaptations.add(
        nitro
            ? new Adaptation(NitroPreset.ADAPTATION, NitroPreset.reason(project.files()))
            : new Adaptation(
                NODE, "the server is bundled for Node instead of for a Cloudflare worker"));
    String output = nitro ? ".output" : "dist";
    return Optional.of(
        new Match(
            Framework.TANSTACK_START,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            output,
            List.of(new Part(output, "")),
            nitro ? NitroPreset.serving() : node(),
            nitro ? Map.of("NITRO_PRESET", "node-server") : Map.of(),
            Optional.of(new Reading(VariableReads.Access.IMPORT_META, List.of("VITE_"))),
            adaptations,
            List.of(),
            List.of(
                new Conclusion("framework", "TanStack Start", proof.get()),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion(
                    "output", output, nitro ? "nitro's preset node-server" : "Vite's own setting"),
                Conclusions.SERVER)));
  }

  private static Serving node() {
    return new Serving(
        "client", Optional.empty(), List.of(Service.node("freehold-server.mjs")), List.of());
  }
}
