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
 * Next.js: a static export where the app asks for one, otherwise its own server in the standalone
 * form (nextjs.org/docs, output).
 */
final class Next implements FrameworkRule {
  static final String STANDALONE = "next-standalone";

  /** What it makes there is where it was below the folder of the install. */
  static final String OUTPUT = ".next/standalone";

  private static final String CONFIG = "next\\.config\\.(?:[cm]?js|m?ts)";
  private static final Pattern EXPORT = Pattern.compile("\\boutput\\s*:\\s*[\"']export[\"']");
  private static final String PUBLIC = "public";
  private static final Pattern DIST = Pattern.compile("\\bdistDir\\s*:");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("next"), CONFIG);
    if (proof.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    String config =
        project
            .files()
            .first(Pattern.compile(CONFIG))
            .flatMap(project.files()::text)
            .map(SourceMask::withoutComments)
            .orElse("");
    var command = BuildCommand.of(project, manifest, "next build");
    var manager = PackageManager.of(project, manifest);
    boolean export = EXPORT.matcher(config).find();
    if (!export && DIST.matcher(config).find()) {
      throw Refusal.unsupported("Next.js with a folder of its own", "its config sets distDir");
    }
    var adaptations = new ArrayList<>(command.adaptation().stream().toList());
    if (!export) {
      adaptations.add(
          new Adaptation(
              STANDALONE, "the build brings a server that needs nothing else than Node to run"));
    }
    return Optional.of(
        new Match(
            Framework.NEXT,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            export ? "out" : OUTPUT,
            export ? List.of() : parts(project),
            export ? Serving.files(Optional.empty()) : server(),
            Map.of("NEXT_TELEMETRY_DISABLED", "1"),
            Optional.of(new Reading(VariableReads.Access.PROCESS, List.of("NEXT_PUBLIC_"))),
            adaptations,
            List.of(),
            List.of(
                new Conclusion(
                    "framework",
                    export ? "Next.js, exported as files" : "Next.js with its server",
                    proof.get()),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion(
                    "output",
                    export ? "out" : OUTPUT,
                    export ? "the config sets output to export" : "Next.js' standalone form"),
                export ? Conclusions.FILES : Conclusions.SERVER)));
  }

  /** What the standalone server expects beside it and the build leaves where it was. */
  private static List<Part> parts(Project project) {
    var parts = new ArrayList<Part>();
    parts.add(new Part(OUTPUT, ""));
    parts.add(new Part(".next/static", ".next/static"));
    parts.add(new Part(".next/static", PUBLIC + "/_next/static"));
    if (project.files().hasFolder(PUBLIC)) {
      parts.add(new Part(PUBLIC, PUBLIC));
    }
    return parts;
  }

  private static Serving server() {
    return new Serving(
        PUBLIC,
        Optional.empty(),
        List.of(
            Service.node("server.js")
                .withEnvironment(Map.of("HOSTNAME", "127.0.0.1", "NEXT_TELEMETRY_DISABLED", "1"))
                .withWritable(".next/cache")),
        List.of());
  }
}
