package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.app.PublicVariables;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.StartScript.Runs;
import dev.freehold.detect.VariableReads.Access;
import java.util.Optional;

/**
 * An app of any kind, built and run as the owner says: with {@code start} a server, with {@code
 * output} alone the folder of a page.
 */
final class OwnersWord {
  private OwnersWord() {}

  /**
   * A server; nothing is concluded where the owner says what runs.
   *
   * @throws UserError {@code detect.unclear-start}, {@code detect.deno}
   */
  static final class Start implements FrameworkRule {
    @Override
    public Optional<Match> match(Project project) {
      return project
          .overrides()
          .of(Key.START)
          .map(
              command ->
                  DenoStart.isOne(command)
                      ? DenoServer.said(project, command)
                      : server(
                          project,
                          project
                              .manifest()
                              .orElseThrow(() -> Refusal.noPackageJson("you set what starts it")),
                          command));
    }
  }

  /** The command for Deno that the owner says. */
  static Optional<String> startsDeno(Project project) {
    return project.overrides().of(Key.START).filter(DenoStart::isOne);
  }

  private static FrameworkRule.Match server(Project project, PackageJson manifest, String command) {
    if (!(StartScript.said(command, project.files(), manifest) instanceof Runs start)) {
      throw new UserError(
          "detect.unclear-start",
          "You set start to '"
              + command
              + "', and Freehold can't tell from it which file is run, or there is no such file.",
          "Name the file, and leave the shell out: freehold app set start=\"node server.js\", or"
              + " with tsx or ts-node where it is TypeScript. Paths are below the app's folder.");
    }
    Optional<String> folder = madeFolder(project, start.program());
    return NodeServer.match(
        project,
        manifest,
        start,
        new Conclusion("framework", "a server, " + NodeServer.text(start), Conclusions.SET),
        folder,
        page(project, start.program(), folder));
  }

  /** The folder of the program when there is nothing of it among the sources. */
  private static Optional<String> madeFolder(Project project, String program) {
    int slash = program.indexOf('/');
    return Optional.of(slash < 0 ? "" : program.substring(0, slash))
        .filter(top -> !top.isEmpty() && !top.equals(Packages.FOLDER))
        .filter(top -> !project.files().hasFolder(top));
  }

  /** Never the folder of the program itself: a server's code is nobody's to read. */
  private static String page(Project project, String program, Optional<String> folder) {
    String usual = folder.map(name -> name + "/public").orElse("public");
    return project
        .overrides()
        .of(Key.OUTPUT)
        .map(output -> output.replaceFirst("/+$", ""))
        .filter(output -> !program.startsWith(output + "/"))
        .orElse(usual);
  }

  /** A page in the folder that the owner names; empty when nothing says how it is made. */
  static Optional<FrameworkRule.Match> page(Project project) {
    Optional<String> output = project.overrides().of(Key.OUTPUT);
    if (output.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    if (manifest.script("build").isEmpty() && project.overrides().of(Key.BUILD_COMMAND).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Draft(project, manifest, Framework.OTHER, "a page", Conclusions.SET)
            .site(output.get(), Conclusions.SET, Optional.empty())
            .reads(
                project.dependsOn("vite") ? Access.IMPORT_META : Access.PROCESS,
                PublicVariables.PREFIXES.toArray(String[]::new))
            .match());
  }
}
