package dev.freehold.detect;

import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Nuxt 3 and 4: files, or a server that nitro makes (nuxt.com/docs, Deployment). */
final class Nuxt implements FrameworkRule {
  private static final String OUTPUT = ".output";
  private static final Pattern GENERATES =
      Pattern.compile("\\bnux[ti]\\s+generate\\b|\\bnux[ti]\\s+build\\b[^&|;]*\\s--prerender\\b");
  private static final Pattern OLD = Pattern.compile("[\\^~>=v ]*(?:2(?:\\..*)?|1\\..*)");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("nuxt"), "nuxt\\.config\\.[cm]?[jt]s");
    if (proof.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    if (OLD.matcher(manifest.versionOf("nuxt")).matches()) {
      throw Refusal.unsupported("Nuxt 2", proof.get() + " " + manifest.versionOf("nuxt"));
    }
    var command = NitroPreset.without(BuildCommand.of(project, manifest, "nuxt build"));
    Optional<String> preset = NitroPreset.ofFiles(project.files());
    boolean files = GENERATES.matcher(command.text()).find() || preset.isPresent();
    var draft =
        new Draft(
                project,
                manifest,
                Framework.NUXT,
                files ? "Nuxt, made into files" : "Nuxt with its server",
                proof.get(),
                command)
            .building("NUXT_TELEMETRY_DISABLED", "1")
            .reads(Access.IMPORT_META, "VITE_");
    if (files) {
      return Optional.of(
          draft
              .site(
                  OUTPUT + "/public",
                  preset
                      .map(name -> "its config sets the preset " + name)
                      .orElse("the build script generates it"),
                  Optional.of("200.html"))
              .match());
    }
    return Optional.of(
        draft
            .server(
                OUTPUT, "nitro's preset node-server", NitroPreset.serving(), new Part(OUTPUT, ""))
            .building("NITRO_PRESET", "node-server")
            .adapted(NitroPreset.ADAPTATION, NitroPreset.reason(project.files()))
            .match());
  }
}
