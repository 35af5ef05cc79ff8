package dev.freehold.detect;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Pages that are published as they are. */
final class PlainHtml implements FrameworkRule {
  private static final Pattern NEEDS_A_BUILD = Pattern.compile(".*\\.(?:tsx?|jsx|vue|svelte)");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> folder = folder(project.files());
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    String page = folder.get().isEmpty() ? "index.html" : folder.get() + "/index.html";
    refuseWhatNeedsABuild(project, page);
    var conclusions = new ArrayList<Conclusion>();
    conclusions.add(
        new Conclusion(
            "framework",
            "plain HTML",
            "there is "
                + project.files().shown(page)
                + (project.manifest().isEmpty()
                    ? " and no package.json"
                    : ", and package.json has no build script")));
    conclusions.add(
        new Conclusion(
            "output",
            folder.get().isEmpty() ? "the whole folder" : folder.get(),
            "pages are published as they are"));
    boolean fallback =
        project.files().has(folder.get().isEmpty() ? "200.html" : folder.get() + "/200.html");
    conclusions.add(
        new Conclusion(
            "routing",
            fallback ? "addresses that match no file answer 200.html" : "files only",
            fallback ? "there is 200.html" : "there is no 200.html"));
    return Optional.of(
        new Match(
            Framework.PLAIN_HTML,
            Optional.empty(),
            Optional.empty(),
            folder.get(),
            List.of(),
            Serving.files(fallback ? Optional.of("200.html") : Optional.empty()),
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            conclusions));
  }

  /**
   * The folder with the page.
   *
   * @throws UserError {@code detect.ambiguous-root} when several folders have one
   */
  private static Optional<String> folder(AppFiles files) {
    if (files.has("index.html")) {
      return Optional.of("");
    }
    List<String> tops = AppRoots.topmost(AppRoots.foldersOf(files, "index.html"));
    if (tops.size() > 1) {
      throw AppRoots.ambiguous(tops);
    }
    return tops.stream().findFirst();
  }

  private static void refuseWhatNeedsABuild(Project project, String page) {
    Optional<String> script =
        Jsoup.parse(project.files().text(page).orElse("")).select("script[src]").stream()
            .map(element -> element.attr("src"))
            .filter(src -> NEEDS_A_BUILD.matcher(src).matches())
            .findFirst();
    String shown = project.files().shown(page);
    if (project.manifest().isEmpty()) {
      script.ifPresent(
          src -> {
            throw Refusal.noPackageJson(shown + " loads " + src + ", which has to be built");
          });
      return;
    }
    script.ifPresent(
        src -> {
          throw Refusal.unsupported(
              "a bundler that Freehold does not know",
              shown
                  + " loads "
                  + src
                  + ", which has to be built, and "
                  + project.manifestPath()
                  + " does not depend on vite");
        });
    project
        .manifest()
        .flatMap(manifest -> manifest.script("build"))
        .ifPresent(
            build -> {
              throw Refusal.unsupported(
                  "a build tool that Freehold does not know",
                  project.manifestPath() + " builds it with `" + build + "`");
            });
  }
}
