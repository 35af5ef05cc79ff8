package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.StartScript.Runs;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pages that a server of the app's own makes with Vite's help (vite.dev/guide/ssr, vike.dev): the
 * page's part is in {@code dist/client}, the server's is not for visitors.
 */
final class ViteServer implements FrameworkRule {
  private static final String CLIENT = "dist/client";
  private static final Pattern ENTRY = Pattern.compile("(?:src/)?entry-server\\.[jt]sx?");
  private static final Pattern VIKE_CONFIG =
      Pattern.compile("(?:.*/)?\\+config\\.[cm]?[jt]s|vite\\.config\\.[cm]?[jt]s");
  private static final Pattern ALL_PAGES_MADE =
      Pattern.compile("\\bprerender\\s*:\\s*(?:true|\\{(?![^}]*\\bpartial\\s*:\\s*true))");

  @Override
  public Optional<Match> match(Project project) {
    List<String> vike = List.of("vike", "vite-plugin-ssr");
    Optional<String> proof =
        project
            .proofOf(vike)
            .or(
                () ->
                    project
                        .files()
                        .first(ENTRY)
                        .map(path -> "there is " + project.files().shown(path)));
    if (proof.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    if (vike.stream().anyMatch(manifest::dependsOn) && makesAllPages(project.files())) {
      return Optional.of(
          new Draft(
                  project,
                  manifest,
                  Framework.VITE_SERVER,
                  "Vike, made into files",
                  proof.get() + ", and its config sets prerender")
              .reads(Access.IMPORT_META, "PUBLIC_ENV__", "VITE_")
              .site(CLIENT, "where Vike puts its pages", Optional.empty())
              .match());
    }
    return Optional.of(
        Stream.of("start", "preview", "prod", "serve", "server:prod")
            .map(script -> StartScript.named(script, project.files(), manifest))
            .flatMap(start -> start instanceof Runs runs ? Stream.of(runs) : Stream.empty())
            .findFirst()
            .map(
                start ->
                    NodeServer.match(
                        project,
                        manifest,
                        start,
                        new Conclusion(
                            "framework",
                            "a server that renders with Vite",
                            proof.get() + ", and a script runs " + NodeServer.text(start)),
                        Optional.empty(),
                        CLIENT))
            .orElseThrow(
                () ->
                    Refusal.unsupported(
                        "server-rendered Vite",
                        proof.get()
                            + ", and no script of "
                            + project.manifestPath()
                            + " says which file its server is")));
  }

  private static boolean makesAllPages(AppFiles files) {
    return files.paths().stream()
        .filter(path -> VIKE_CONFIG.matcher(path).matches())
        .map(path -> SourceMask.withoutComments(files.text(path).orElse("")))
        .anyMatch(text -> ALL_PAGES_MADE.matcher(text).find());
  }
}
