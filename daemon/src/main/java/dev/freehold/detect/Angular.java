package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.VariableReads.Access;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Angular, as its workspace file says (angular.dev/reference/configs/workspace-config): a page, or
 * one with the server that {@code ng add @angular/ssr} brings.
 */
final class Angular implements FrameworkRule {
  private static final String WORKSPACE = "angular.json";

  @Override
  public Optional<Match> match(Project project) {
    Optional<String> text = project.files().text(WORKSPACE);
    if (text.isEmpty() || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    String shown = project.files().shown(WORKSPACE);
    JsonNode workspace = read(text.get(), shown);
    String name = app(workspace, shown);
    JsonNode build = workspace.path("projects").path(name).path("architect").path("build");
    JsonNode options = build.path("options");
    boolean older = build.path("builder").asText().endsWith(":browser");
    String folder = folder(options, name);
    String page = folder + (older ? "" : "/" + options.at("/outputPath/browser").asText("browser"));
    JsonNode production = build.path("configurations").path("production");
    boolean server = !older && hasServer(options, production);
    var draft =
        new Draft(
                project,
                manifest,
                Framework.ANGULAR,
                server ? "Angular with its server" : "Angular",
                "there is " + shown + ", with the app " + name,
                BuildCommand.of(project, manifest, "ng build"))
            .building("NG_CLI_ANALYTICS", "false")
            .reads(Access.IMPORT_META, "NG_APP_");
    if (!server) {
      return Optional.of(draft.site(page, shown + " says so", Optional.of("index.html")).match());
    }
    return Optional.of(
        draft
            .adapted(
                "angular-own-hosts",
                "its server refuses visitors of every host that it was not told of")
            .server(
                folder,
                shown + " says so",
                new Serving(
                    page,
                    Optional.empty(),
                    List.of(
                        // only the addresses of this app get through to it
                        Service.node(folder + "/server/server.mjs")
                            .withEnvironment(
                                Map.of(
                                    "NG_ALLOWED_HOSTS",
                                    "*",
                                    "NG_TRUST_PROXY_HEADERS",
                                    "x-forwarded-for,x-forwarded-host,x-forwarded-port,"
                                        + "x-forwarded-proto,x-forwarded-server"))),
                    List.of()),
                new Part(folder, folder),
                new Part("package.json", "package.json"))
            .match());
  }

  /** Pages only, or a program that makes them when they are asked for. */
  private static boolean hasServer(JsonNode options, JsonNode production) {
    JsonNode mode =
        production.has("outputMode") ? production.path("outputMode") : options.path("outputMode");
    JsonNode ssr = production.has("ssr") ? production.path("ssr") : options.path("ssr");
    return !mode.asText().equals("static")
        && (ssr.isObject() && ssr.has("entry") || ssr.asBoolean(false));
  }

  private static String folder(JsonNode options, String name) {
    JsonNode path = options.path("outputPath");
    String said = path.isObject() ? path.path("base").asText() : path.asText();
    return said.isEmpty() ? "dist/" + name : said.replaceFirst("^\\./", "").replaceFirst("/+$", "");
  }

  /** The only application, or the first one of several. */
  private static String app(JsonNode workspace, String shown) {
    for (var entry : workspace.path("projects").properties()) {
      JsonNode project = entry.getValue();
      if (!project.path("projectType").asText("application").equals("library")
          && project.path("architect").has("build")) {
        return entry.getKey();
      }
    }
    throw Refusal.unsupported("Angular without an application", shown + " names none");
  }

  private static JsonNode read(String text, String shown) {
    try {
      return Json.mapper().readTree(SourceMask.withoutComments(text));
    } catch (JsonProcessingException e) {
      throw new UserError(
          "detect.workspace-unreadable",
          shown + " is not JSON: " + e.getOriginalMessage(),
          "Repair the file in the builder, or ask the builder to do it, and export again.",
          e);
    }
  }
}
