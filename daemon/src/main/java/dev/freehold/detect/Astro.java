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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Astro: pages made by the build, or by a server (docs.astro.build, On-demand Rendering). */
final class Astro implements FrameworkRule {
  private static final String OWN_ADDRESS = "astro-own-address";
  private static final String CONFIG = "astro\\.config\\.[cm]?[jt]s";
  private static final Pattern ADAPTER =
      Pattern.compile("[\"']@astrojs/([a-z-]+)(?:/[a-z]+)?[\"']");
  private static final Pattern SERVER = Pattern.compile("\\boutput\\s*:\\s*[\"'](server|hybrid)");
  private static final Pattern OUT_DIR = Pattern.compile("\\boutDir\\s*:\\s*[\"']\\./?([\\w/-]+)");
  private static final List<String> HOSTS =
      List.of("node", "vercel", "netlify", "cloudflare", "deno");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("astro"), CONFIG);
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
    var command = BuildCommand.of(project, manifest, "astro build");
    var manager = PackageManager.of(project, manifest);
    Optional<String> adapter = adapter(config);
    boolean server = adapter.isPresent() && SERVER.matcher(config).find();
    if (server && !adapter.get().equals("node")) {
      throw Refusal.unsupported(
          "Astro with a server for " + adapter.get(),
          "its config sets output to server with @astrojs/" + adapter.get());
    }
    Matcher folder = OUT_DIR.matcher(config);
    String output = folder.find() ? folder.group(1) : "dist";
    return Optional.of(
        new Match(
            Framework.ASTRO,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            output,
            server
                ? List.of(new Part(output, output), new Part(Packages.FOLDER, Packages.FOLDER))
                : List.of(),
            server ? server(output) : Serving.files(Optional.empty()),
            Map.of("ASTRO_TELEMETRY_DISABLED", "1"),
            Optional.of(new Reading(VariableReads.Access.IMPORT_META, List.of("PUBLIC_"))),
            adaptations(command, server),
            List.of(),
            List.of(
                new Conclusion("framework", server ? "Astro with a server" : "Astro", proof.get()),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion("output", output, "where Astro puts its result"),
                server ? Conclusions.SERVER : Conclusions.FILES)));
  }

  private static List<Adaptation> adaptations(BuildCommand command, boolean server) {
    var adaptations = new ArrayList<>(command.adaptation().stream().toList());
    if (server) {
      adaptations.add(
          new Adaptation(
              OWN_ADDRESS,
              "its server takes itself for http://localhost unless it is told which hosts to"
                  + " believe, and then refuses the app's own forms"));
    }
    return List.copyOf(adaptations);
  }

  private static Optional<String> adapter(String config) {
    return ADAPTER
        .matcher(config)
        .results()
        .map(found -> found.group(1))
        .filter(HOSTS::contains)
        .findFirst();
  }

  /** As the adapter's mode "standalone" makes it. */
  private static Serving server(String output) {
    return new Serving(
        output + "/client",
        Optional.empty(),
        List.of(Service.node(output + "/server/entry.mjs")),
        List.of());
  }
}
