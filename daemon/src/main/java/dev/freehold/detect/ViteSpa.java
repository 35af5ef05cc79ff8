package dev.freehold.detect;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A page that Vite bundles and that runs in the browser alone. */
final class ViteSpa implements FrameworkRule {
  private static final Pattern OTHER_HOSTS_FUNCTION =
      Pattern.compile("(?:api|netlify/functions|functions)/.*\\.[cm]?[jt]s");

  private static final Pattern TERSER = Pattern.compile("\\bminify\\s*:\\s*[\"'`]terser");

  @Override
  public Optional<Match> match(Project project) {
    if (!project.dependsOn("vite") && project.vite().path().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest =
        project
            .manifest()
            .orElseThrow(
                () -> Refusal.noPackageJson("there is " + project.vite().path().orElse("")));
    var conclusions = new ArrayList<Conclusion>();
    conclusions.add(
        new Conclusion("framework", "Vite single-page app", whyVite(project, page(project))));
    var command = BuildCommand.of(project, manifest, "vite build");
    var manager = PackageManager.of(project, manifest);
    conclusions.add(manager.conclusion());
    conclusions.add(command.conclusion());
    var output = project.vite().output(command.text());
    conclusions.add(new Conclusion("output", output.folder(), output.reason()));
    conclusions.add(Conclusions.SPA);
    List<String> prefixes = project.vite().envPrefixes();
    conclusions.addAll(remarks(project, prefixes));
    Optional<Base44> base44 = Base44.of(project);
    base44.ifPresent(found -> conclusions.addAll(found.conclusions()));
    return Optional.of(
        new Match(
            Framework.VITE_SPA,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            output.folder(),
            List.of(),
            base44.map(Base44::serving).orElseGet(() -> Serving.files(Optional.of("index.html"))),
            base44.map(Base44::environment).orElse(Map.of()),
            Optional.of(
                new Reading(
                    VariableReads.Access.IMPORT_META,
                    prefixes.isEmpty() ? List.of("VITE_") : prefixes)),
            adaptations(project, manifest, command, base44),
            base44.map(Base44::defaults).orElse(List.of()),
            conclusions));
  }

  private static String page(Project project) {
    return project
        .files()
        .text("index.html")
        .orElseThrow(
            () ->
                new UserError(
                    "detect.no-index-html",
                    "This is a Vite app, but "
                        + project.files().shown("index.html")
                        + " is missing, and a build starts from it.",
                    "Export the whole project again. If the Vite config moves the page to another"
                        + " folder, put index.html beside package.json."));
  }

  private static String whyVite(Project project, String page) {
    String vite =
        project.dependsOn("vite")
            ? project.manifestPath() + " depends on vite"
            : "there is " + project.vite().path().orElse("a Vite config");
    Element script = Jsoup.parse(page).selectFirst("script[type=module][src]:not([src*=//])");
    return vite
        + (script == null
            ? " and there is index.html"
            : " and index.html loads " + script.attr("src"));
  }

  private static List<Adaptation> adaptations(
      Project project, PackageJson manifest, BuildCommand command, Optional<Base44> base44) {
    var adaptations = new ArrayList<>(command.adaptation().stream().toList());
    base44.ifPresent(found -> adaptations.addAll(found.adaptations()));
    ViteBase.adaptation(project).ifPresent(adaptations::add);
    if (project.vite().mentions(TERSER) && !manifest.dependsOn("terser")) {
      adaptations.add(
          new Adaptation(
              "own-minifier",
              project.vite().path().orElse("the Vite config")
                  + " asks for terser, which package.json does not bring; Vite's own minifier is"
                  + " used"));
    }
    TopLevelAwait.of(project).ifPresent(adaptations::add);
    return adaptations;
  }

  private static List<Conclusion> remarks(Project project, List<String> prefixes) {
    var remarks = new ArrayList<Conclusion>();
    if (!prefixes.isEmpty()) {
      remarks.add(
          new Conclusion(
              "variables' prefix",
              String.join(", ", prefixes),
              project.vite().path().orElse("the Vite config") + " sets envPrefix"));
    }
    project
        .files()
        .first(OTHER_HOSTS_FUNCTION)
        .ifPresent(
            path ->
                remarks.add(
                    new Conclusion(
                        "server functions",
                        "not deployed",
                        path + " runs only on the hosting service that it was written for")));
    return remarks;
  }
}
