package dev.freehold.detect;

import dev.freehold.base.UserError;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server for Deno (docs.deno.com), which is refused with the way to Node. */
final class DenoServer implements FrameworkRule {
  private static final Pattern CODE = Pattern.compile("(?:[\\w-]+/)?[\\w-]+\\.[jt]sx?");

  /** What asks Deno for visitors' requests; elsewhere code only has a word for it. */
  private static final Pattern SERVES =
      Pattern.compile(
          "(?m)^\\s*(?:export\\s+|await\\s+|const\\s+\\w+\\s*=\\s*)*Deno\\.serve\\s*\\(");

  private static final Pattern STARTED = Pattern.compile("deno\\s+(?:run|task|serve)\\b.*");

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> proof =
        project.manifest().isPresent() ? ofManifest(project) : ofFiles(project.files());
    if (proof.isPresent()) {
      throw new UserError(
          "detect.deno",
          "This app is a server for Deno, which Freehold can't deploy yet: " + proof.get() + ".",
          "Let Node run it: have the builder put its packages into a package.json, listen with"
              + " Node (@hono/node-server for Hono, node:http otherwise) at the port in PORT, and"
              + " name the file in the start script: \"start\": \"node server.js\", or with tsx"
              + " where it is TypeScript.");
    }
    return Optional.empty();
  }

  private static Optional<String> ofManifest(Project project) {
    return project
        .manifest()
        .flatMap(manifest -> manifest.script("start"))
        .filter(script -> STARTED.matcher(script).matches())
        .map(script -> "the start script of " + project.manifestPath() + " is " + script);
  }

  private static Optional<String> ofFiles(AppFiles files) {
    Optional<String> code =
        files.paths().stream()
            .filter(path -> CODE.matcher(path).matches() && !path.startsWith("supabase/"))
            .filter(path -> SERVES.matcher(files.text(path).orElse("")).find())
            .findFirst()
            .map(path -> files.shown(path) + " calls Deno.serve");
    return code.or(
        () ->
            Stream.of("deno.json", "deno.jsonc")
                .filter(files::has)
                .filter(name -> hasStart(files.text(name).orElse("")))
                .findFirst()
                .map(name -> files.shown(name) + " has the task start"));
  }

  private static boolean hasStart(String text) {
    return JsonWithComments.read(text).filter(json -> json.path("tasks").has("start")).isPresent();
  }
}
