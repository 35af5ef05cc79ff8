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

/** SvelteKit, by the adapter in its config (svelte.dev/docs/kit, Adapters). */
final class SvelteKit implements FrameworkRule {
  static final String NODE = "sveltekit-node-server";

  static final String PRIVATE = "sveltekit-private-variables";

  private static final Pattern CODE = Pattern.compile(".*\\.(?:[cm]?[jt]s|svelte)");
  private static final Pattern CONFIG = Pattern.compile("(?:svelte|vite)\\.config\\.[cm]?[jt]s");
  private static final Pattern ADAPTER =
      Pattern.compile(
          "\\bfrom\\s*[\"'](?:@sveltejs/adapter-([\\w-]+)|([\\w@/.-]*adapter[\\w.-]*))[\"']");
  private static final Pattern OUT = Pattern.compile("\\bout\\s*:\\s*[\"'`](?:\\./)?([\\w./-]+)");
  private static final Pattern PAGES =
      Pattern.compile("\\bpages\\s*:\\s*[\"'`](?:\\./)?([\\w./-]+)");
  private static final Pattern FALLBACK =
      Pattern.compile("\\bfallback\\s*:\\s*[\"'`]([\\w./-]+\\.html)");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof = project.proofOf(List.of("@sveltejs/kit"));
    if (proof.isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().orElseThrow();
    String config = config(project.files());
    Matcher adapter = ADAPTER.matcher(config);
    String name =
        !adapter.find() ? "none" : adapter.group(1) != null ? adapter.group(1) : adapter.group(2);
    var draft =
        new Draft(
                project,
                manifest,
                Framework.SVELTEKIT,
                name.equals("static") ? "SvelteKit, made into files" : "SvelteKit with a server",
                proof.get() + ", and its adapter is " + name)
            .reads(Access.IMPORT_META, "PUBLIC_", "VITE_");
    project.files().paths().stream()
        .filter(path -> !name.equals("static") && CODE.matcher(path).matches())
        .filter(path -> project.files().text(path).orElse("").contains("$env/static/private"))
        .findFirst()
        .ifPresent(
            path ->
                draft.adapted(
                    PRIVATE,
                    project.files().shown(path)
                        + " wants secrets while it is built, which builds never get; its server"
                        + " reads them when it runs"));
    return Optional.of(
        switch (name) {
          case "static" ->
              draft
                  .site(
                      said(PAGES, config).orElse("build"),
                      "where adapter-static puts its result",
                      said(FALLBACK, config).filter(page -> !page.equals("404.html")))
                  .match();
          case "node" -> server(draft, said(OUT, config).orElse("build"), "index.js").match();
          default ->
              server(draft, "build", "freehold-server.mjs")
                  .adapted(
                      NODE,
                      name.equals("none")
                          ? "its config names no adapter, and a Node server is made of it"
                          : "its adapter "
                              + name
                              + " makes what other hosts run, and a Node server is made instead")
                  .match();
        });
  }

  private static Draft server(Draft draft, String folder, String program) {
    return draft.server(
        folder,
        "where its server is started",
        new Serving(
            folder + "/client",
            Optional.empty(),
            List.of(
                // without them it takes itself for https, and refuses its own forms
                Service.node(folder + "/" + program)
                    .withEnvironment(
                        Map.of(
                            "PROTOCOL_HEADER",
                            "x-forwarded-proto",
                            "HOST_HEADER",
                            "x-forwarded-host"))),
            List.of()),
        new Part(folder, folder),
        new Part("package.json", "package.json"),
        new Part(Packages.FOLDER, Packages.FOLDER));
  }

  private static Optional<String> said(Pattern pattern, String config) {
    Matcher found = pattern.matcher(config);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static String config(AppFiles files) {
    var all = new StringBuilder();
    files.paths().stream()
        .filter(path -> CONFIG.matcher(path).matches())
        .forEach(path -> all.append(files.text(path).orElse("")).append('\n'));
    return SourceMask.withoutComments(all.toString());
  }
}
