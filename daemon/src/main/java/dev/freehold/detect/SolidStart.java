package dev.freehold.detect;

import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Optional;

/** SolidStart: a server that nitro makes, by way of vinxi or of Vite (docs.solidjs.com). */
final class SolidStart implements FrameworkRule {
  private static final String OUTPUT = ".output";

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("@solidjs/start"));
    if (proof.isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().orElseThrow();
    var command = NitroPreset.without(BuildCommand.of(project, manifest, "vinxi build"));
    Optional<String> preset = NitroPreset.ofFiles(project.files());
    var draft =
        new Draft(project, manifest, Framework.SOLID_START, "SolidStart", proof.get(), command)
            .reads(Access.IMPORT_META, "VITE_");
    if (preset.isPresent()) {
      return Optional.of(
          draft
              .site(
                  OUTPUT + "/public",
                  "its config sets the preset " + preset.get(),
                  Optional.empty())
              .match());
    }
    return Optional.of(
        draft
            .server(
                OUTPUT, "nitro's preset node-server", NitroPreset.serving(), new Part(OUTPUT, ""))
            .building("NITRO_PRESET", "node-server")
            .building("SERVER_PRESET", "node-server")
            .adapted(NitroPreset.ADAPTATION, NitroPreset.reason(project.files()))
            .match());
  }
}
