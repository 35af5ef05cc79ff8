package dev.freehold.detect;

import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tools whose build makes files and nothing else: Gatsby (gatsbyjs.com/docs), Vue CLI
 * (cli.vuejs.org), VitePress (vitepress.dev) and Slidev (sli.dev).
 */
final class SiteGenerators implements FrameworkRule {
  /**
   * @param command that the build script must run, for what apps have beside their own build too
   * @param output when nothing says another
   * @param said how the folder is written where it is another one
   */
  private record Tool(
      String name,
      String dependency,
      Pattern command,
      String output,
      Pattern said,
      Optional<String> fallback,
      Access access,
      String prefix,
      Map<String, String> environment) {}

  private static final Pattern ANY = Pattern.compile("");
  private static final Pattern NOWHERE = Pattern.compile("(?!)()");

  private static final List<Tool> TOOLS =
      List.of(
          new Tool(
              "Gatsby",
              "gatsby",
              ANY,
              "public",
              NOWHERE,
              Optional.empty(),
              Access.PROCESS,
              "GATSBY_",
              Map.of("GATSBY_TELEMETRY_DISABLED", "1")),
          new Tool(
              "Vue CLI",
              "@vue/cli-service",
              ANY,
              "dist",
              Pattern.compile(
                  "\\boutputDir\\s*:\\s*[\"'](?:\\./)?([\\w./-]+)|--dest[= ]([\\w./-]+)"),
              Optional.of("index.html"),
              Access.PROCESS,
              "VUE_APP_",
              Map.of()),
          new Tool(
              "Slidev",
              "@slidev/cli",
              Pattern.compile("\\bslidev\\s+build\\b"),
              "dist",
              Pattern.compile("(?:--out|-o)[= ]([\\w./-]+)"),
              Optional.of("index.html"),
              Access.IMPORT_META,
              "VITE_",
              Map.of()),
          new Tool(
              "VitePress",
              "vitepress",
              Pattern.compile("\\bvitepress\\s+build\\b"),
              ".vitepress/dist",
              NOWHERE,
              Optional.empty(),
              Access.IMPORT_META,
              "VITE_",
              Map.of()));

  private static final Pattern FOLDER_OF_VITEPRESS =
      Pattern.compile("\\bvitepress\\s+build\\s+(?:\\./)?([\\w./-]+)");

  @Override
  public Optional<Match> match(Project project) {
    return TOOLS.stream()
        .filter(tool -> project.dependsOn(tool.dependency()))
        .flatMap(tool -> match(project, project.manifest().orElseThrow(), tool).stream())
        .findFirst();
  }

  private static Optional<Match> match(Project project, PackageJson manifest, Tool tool) {
    var command =
        BuildCommand.of(project, manifest, tool.name().toLowerCase(Locale.ROOT) + " build");
    if (!tool.command().matcher(command.text()).find()) {
      return Optional.empty();
    }
    var draft =
        new Draft(
                project,
                manifest,
                Framework.SITE_GENERATOR,
                tool.name(),
                project.manifestPath() + " depends on " + tool.dependency(),
                command)
            .site(
                folder(project, command.text(), tool),
                "where " + tool.name() + " puts its result",
                tool.fallback())
            .reads(tool.access(), tool.prefix());
    tool.environment().forEach(draft::building);
    return Optional.of(draft.match());
  }

  private static String folder(Project project, String command, Tool tool) {
    Matcher docs = FOLDER_OF_VITEPRESS.matcher(command);
    if (tool.dependency().equals("vitepress") && docs.find()) {
      return docs.group(1).replaceFirst("/+$", "") + "/" + tool.output();
    }
    String config =
        project.files().text("vue.config.js").map(SourceMask::withoutComments).orElse("");
    Matcher said = tool.said().matcher(command + "\n" + config);
    if (!said.find()) {
      return tool.output();
    }
    return said.group(1) != null ? said.group(1) : said.group(2);
  }
}
