package dev.freehold.detect;

import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Qwik City, by the adapter that was added to it (qwik.dev/docs/deployments). */
final class Qwik implements FrameworkRule {
  private static final Pattern ENTRY =
      Pattern.compile("src/(entry\\.(?:express|fastify|node-server))\\.[jt]sx?");
  private static final Pattern STATIC =
      Pattern.compile("adapters/(?:static|ssg)/vite\\.config\\.[cm]?[jt]s");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("@builder.io/qwik-city", "@qwik.dev/router"));
    if (proof.isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().orElseThrow();
    AppFiles files = project.files();
    Optional<Matcher> entry =
        files.paths().stream().map(ENTRY::matcher).filter(Matcher::matches).findFirst();
    Optional<String> made = files.first(STATIC);
    if (entry.isEmpty() && made.isEmpty()) {
      throw Refusal.unsupported(
          "Qwik without an adapter for Node or for files",
          proof.get()
              + ", and there is none in adapters/; npx qwik add express, or static, brings one");
    }
    var draft =
        new Draft(
                project,
                manifest,
                Framework.QWIK,
                entry.isPresent() ? "Qwik with a server" : "Qwik, made into files",
                proof.get()
                    + ", and there is "
                    + entry.map(Matcher::group).or(() -> made).orElseThrow(),
                BuildCommand.of(project, manifest, "qwik build"))
            // its build runs the other scripts by the manager that it believes to be run by
            .building("npm_config_user_agent", "npm/10.9.0 node/v22.0.0 linux x64 workspaces/false")
            .reads(Access.IMPORT_META, "PUBLIC_", "VITE_");
    return Optional.of(
        entry
            .map(found -> server(draft, found.group(1)))
            .orElseGet(() -> draft.site("dist", "where Qwik puts its result", Optional.empty()))
            .match());
  }

  private static Draft server(Draft draft, String entry) {
    return draft.server(
        "dist",
        "where Qwik puts the page's part",
        new Serving(
            "dist",
            Optional.empty(),
            List.of(
                Service.node("server/" + entry + ".js")
                    .withEnvironment(
                        Map.of(
                            "PROTOCOL_HEADER",
                            "x-forwarded-proto",
                            "HOST_HEADER",
                            "x-forwarded-host"))),
            List.of()),
        Stream.of("dist", "server", "package.json", Packages.FOLDER)
            .map(path -> new Part(path, path))
            .toArray(Part[]::new));
  }
}
