package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.StartScript.Runs;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** React Router 7 as a framework (reactrouter.com, Rendering Strategies and Deploying). */
final class ReactRouter implements FrameworkRule {
  private static final String CONFIG = "react-router\\.config\\.[cm]?[jt]s";
  private static final Pattern NO_SERVER = Pattern.compile("\\bssr\\s*:\\s*false\\b");
  private static final Pattern START_PAGE_MADE =
      Pattern.compile("\\bprerender\\s*:\\s*(?:true|\\[[^\\]]*[\"'`]/[\"'`])");
  private static final Pattern FOLDER =
      Pattern.compile("\\bbuildDirectory\\s*:\\s*[\"'`](?:\\./)?([\\w./-]+)");
  private static final String SERVE = "@react-router/serve";

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("@react-router/dev"), CONFIG);
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
    Matcher said = FOLDER.matcher(config);
    String folder = said.find() ? said.group(1) : "build";
    String why = said.hasMatch() ? "its config sets buildDirectory" : "React Router's own setting";
    if (NO_SERVER.matcher(config).find()) {
      return Optional.of(
          draft(project, manifest, "React Router without a server", proof.get())
              .site(
                  folder + "/client",
                  why + ", and ssr is false",
                  Optional.of(
                      START_PAGE_MADE.matcher(config).find()
                          ? "__spa-fallback.html"
                          : "index.html"))
              .match());
    }
    if (manifest.dependsOn(SERVE)) {
      return Optional.of(
          draft(project, manifest, "React Router with its server", proof.get())
              .server(
                  folder,
                  why,
                  new Serving(
                      folder + "/client",
                      Optional.empty(),
                      List.of(
                          Service.node(
                              Packages.FOLDER + "/" + SERVE + "/dist/cli.js",
                              folder + "/server/index.js")),
                      List.of()),
                  new Part(folder, folder),
                  new Part("package.json", "package.json"),
                  new Part(Packages.FOLDER, Packages.FOLDER))
              .match());
    }
    if (StartScript.of(project.files(), manifest) instanceof Runs start) {
      return Optional.of(
          NodeServer.match(
              project,
              manifest,
              start,
              new Conclusion(
                  "framework",
                  "React Router with a server of the app's own",
                  proof.get() + ", and its start script runs " + NodeServer.text(start)),
              Optional.empty(),
              folder + "/client"));
    }
    throw Refusal.unsupported(
        "React Router with the server of another host",
        proof.get() + ", and not on " + SERVE + ", which runs it on Node");
  }

  private static Draft draft(Project project, PackageJson manifest, String name, String proof) {
    return new Draft(
            project,
            manifest,
            Framework.REACT_ROUTER,
            name,
            proof,
            BuildCommand.of(project, manifest, "react-router build"))
        .reads(Access.IMPORT_META, "VITE_");
  }
}
