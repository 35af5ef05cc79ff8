package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.app.Overrides.Key;
import dev.freehold.base.Json;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Serving.ProxyRule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An app whose data and functions stay at Base44: its page calls {@code /api/} and the socket below
 * {@code /ws-user-apps/} on its own host (base44/javascript-sdk, src/client.ts), so these are
 * passed on to the app's host there.
 *
 * @param upstream empty when the owner wants nothing passed on
 */
record Base44(
    Optional<URI> upstream,
    Map<String, String> environment,
    List<Adaptation> adaptations,
    List<DefaultValue> defaults,
    List<Conclusion> conclusions) {
  private static final URI SHARED = URI.create("https://base44.app");
  private static final String ID = "VITE_BASE44_APP_ID";
  private static final String HOST = "VITE_BASE44_APP_BASE_URL";
  private static final Pattern ADDRESS =
      Pattern.compile("https://(?!app\\.)[a-z0-9][a-z0-9-]*\\.base44\\.app");
  private static final Pattern LEGACY_IMPORT =
      Pattern.compile("[\"']@/(?:entities|integrations|functions)(?:/[\\w.-]+)?[\"']");
  private static final Pattern CODE = Pattern.compile("src/.*\\.[jt]sx?");

  static Optional<Base44> of(Project project) {
    return project.dependsOn("@base44/sdk") ? Optional.of(read(project)) : Optional.empty();
  }

  List<ProxyRule> proxies() {
    return upstream.stream()
        .flatMap(
            to -> List.of(new ProxyRule("/api/", to), new ProxyRule("/ws-user-apps/", to)).stream())
        .toList();
  }

  private static Base44 read(Project project) {
    var conclusions = new ArrayList<Conclusion>();
    Optional<URI> upstream = upstream(project, conclusions);
    var defaults = new ArrayList<DefaultValue>();
    appId(project.files())
        .ifPresent(id -> defaults.add(new DefaultValue(ID, id, "base44/.app.jsonc")));
    upstream.ifPresent(
        to -> defaults.add(new DefaultValue(HOST, to.toString(), project.manifestPath())));
    Optional<String> legacy = legacyImport(project);
    return new Base44(
        upstream,
        legacy.isPresent() ? Map.of("BASE44_LEGACY_SDK_IMPORTS", "true") : Map.of(),
        legacy.stream()
            .map(
                path ->
                    new Adaptation(
                        "base44-legacy-imports",
                        path + " imports what Base44's own plugin makes up while it builds"))
            .toList(),
        defaults,
        conclusions);
  }

  private static Optional<URI> upstream(Project project, List<Conclusion> conclusions) {
    Optional<String> said = project.overrides().of(Key.BACKEND);
    if (said.isPresent()) {
      conclusions.add(new Conclusion("backend", said.get(), Conclusions.SET));
      return project.overrides().backend();
    }
    for (String path : List.of(".env", ".env.local", ".env.production", "README.md")) {
      Matcher found = ADDRESS.matcher(project.files().text(path).orElse(""));
      if (found.find()) {
        conclusions.add(
            new Conclusion(
                "backend",
                "stays at Base44, " + found.group(),
                project.files().shown(path)
                    + " names it; /api/ is passed on to it, live updates are not yet"));
        return Optional.of(URI.create(found.group()));
      }
    }
    conclusions.add(
        new Conclusion(
            "backend",
            "stays at Base44, " + SHARED,
            "the app's own address is not in the files; set it with freehold app set"
                + " backend=https://NAME.base44.app if sign-in does not work"));
    return Optional.of(SHARED);
  }

  private static Optional<String> appId(AppFiles files) {
    try {
      String text = files.text("base44/.app.jsonc").orElse("{}");
      String id = Json.mapper().readTree(SourceMask.withoutComments(text)).path("id").asText();
      return Optional.of(id).filter(found -> found.matches("[0-9a-f]{24}"));
    } catch (JsonProcessingException e) {
      // then the variable is asked for, as any other
      return Optional.empty();
    }
  }

  private static Optional<String> legacyImport(Project project) {
    if (!project.vite().text().contains("BASE44_LEGACY_SDK_IMPORTS")) {
      return Optional.empty();
    }
    AppFiles files = project.files();
    return files.paths().stream()
        .filter(path -> CODE.matcher(path).matches())
        .filter(path -> LEGACY_IMPORT.matcher(files.text(path).orElse("")).find())
        .findFirst()
        .map(files::shown);
  }
}
