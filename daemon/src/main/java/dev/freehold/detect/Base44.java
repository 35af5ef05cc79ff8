package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.app.Overrides.Key;
import dev.freehold.base.Json;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.oldhost.Redirect;
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
 * @param login where its library leads visitors to sign in, by {@code /login?from_url=} on the
 *     app's own host unless the app says another; empty where the app has a page of that address
 */
record Base44(
    Optional<URI> upstream,
    Optional<String> login,
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
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:\\bfrom|\\bimport|\\brequire\\s*\\()\\s*[\"']@base44/(?:sdk|vite-plugin)\\b");
  private static final Pattern APP_ID =
      Pattern.compile("\\bappId\\s*:\\s*[\"']([0-9a-f]{24})[\"']");

  /** What the build takes from the app's own settings (vite.dev/guide/env-and-mode). */
  private static final List<String> SETTINGS = List.of(".env.production", ".env");

  /** A page of the app's own at the address by which Base44's library signs in. */
  private static final Pattern OWN_LOGIN =
      Pattern.compile("(?i)\\bpath\\s*[=:]\\s*\\{?\\s*[\"'`]/?login[\"'`/]");

  /** Pages are called as their files. */
  private static final Pattern OWN_PAGE = Pattern.compile("(?i)src/pages/login\\.[jt]sx?");

  private static final String LOGIN = "/login";

  static Optional<Base44> of(Project project) {
    if (!project.dependsOn("@base44/sdk")) {
      return Optional.empty();
    }
    return Optional.of(isUsed(project) ? read(project) : movedAway());
  }

  private static boolean isUsed(Project project) {
    return IMPORT.matcher(project.vite().text()).find()
        || legacyImport(project).isPresent()
        || inCode(project, IMPORT).isPresent();
  }

  /** Its visitors are nothing to Base44 any more. */
  private static Base44 movedAway() {
    return new Base44(
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(
            new Conclusion(
                "backend",
                "not at Base44",
                "package.json still has @base44/sdk, and no file imports it; nothing is passed"
                    + " on")));
  }

  /** As answered for a page that is one document for all of its addresses. */
  Serving serving() {
    return Serving.files(Optional.of("index.html"))
        .withProxies(proxies())
        .with(
            Optional.of("index.html"),
            login.map(to -> new Redirect(LOGIN, to, 302, false)).stream().toList(),
            List.of());
  }

  List<ProxyRule> proxies() {
    return upstream.stream()
        .flatMap(
            to -> List.of(new ProxyRule("/api/", to), new ProxyRule("/ws-user-apps/", to)).stream())
        .toList();
  }

  private static Base44 read(Project project) {
    var conclusions = new ArrayList<Conclusion>();
    Optional<String> id = appId(project);
    Optional<URI> upstream = upstream(project, id, conclusions);
    var defaults = new ArrayList<DefaultValue>();
    fileId(project.files())
        .ifPresent(found -> defaults.add(new DefaultValue(ID, found, "base44/.app.jsonc")));
    upstream.ifPresent(
        to -> defaults.add(new DefaultValue(HOST, to.toString(), project.manifestPath())));
    Optional<String> legacy = legacyImport(project);
    Optional<String> login = login(project, upstream);
    login.ifPresent(
        to ->
            conclusions.add(
                new Conclusion(
                    "sign-in",
                    LOGIN + " leads to " + to,
                    "Base44's library sends visitors there, and the app has no page of that"
                        + " address")));
    return new Base44(
        upstream,
        login,
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

  private static Optional<String> login(Project project, Optional<URI> upstream) {
    return inCode(project, OWN_LOGIN).isPresent() || project.files().first(OWN_PAGE).isPresent()
        ? Optional.empty()
        : upstream.map(to -> to.toString().replaceFirst("/$", "") + LOGIN);
  }

  /**
   * What visitors send goes only where the app's own settings or its owner say; text about the app
   * is neither.
   */
  private static Optional<URI> upstream(
      Project project, Optional<String> id, List<Conclusion> conclusions) {
    Optional<String> said = project.overrides().of(Key.BACKEND);
    if (said.isPresent()) {
      conclusions.add(new Conclusion("backend", said.get(), Conclusions.SET));
      return project.overrides().backend();
    }
    for (String path : SETTINGS) {
      String value = settings(project, path).getOrDefault(HOST, "").strip();
      Matcher found = ADDRESS.matcher(value);
      if (found.lookingAt()) {
        conclusions.add(
            new Conclusion(
                "backend",
                "stays at Base44, " + found.group(),
                project.files().shown(path)
                    + " names it; /api/ is passed on to it, live updates are not yet"));
        return Optional.of(URI.create(found.group()));
      }
    }
    if (id.isPresent()) {
      conclusions.add(
          new Conclusion(
              "backend",
              "stays at Base44, " + SHARED,
              "its calls name the app "
                  + id.get()
                  + " there; /api/ is passed on"
                  + advice(project)));
      return Optional.of(SHARED);
    }
    conclusions.add(
        new Conclusion(
            "backend",
            "not known",
            "the app calls Base44, and neither its address there nor its id is in its settings, so"
                + " nothing is passed on"
                + advice(project)));
    return Optional.empty();
  }

  /** An address in the text about the app may be an example's, so its owner decides. */
  private static String advice(Project project) {
    Matcher named = ADDRESS.matcher(project.files().text("README.md").orElse(""));
    return "; to say where: freehold app set backend="
        + (named.find() ? named.group() + " (README.md names it)" : "https://NAME.base44.app");
  }

  private static Map<String, String> settings(Project project, String path) {
    return project.files().text(path).map(Dotenv::parse).orElse(Map.of());
  }

  private static Optional<String> appId(Project project) {
    return fileId(project.files())
        .or(
            () ->
                SETTINGS.stream()
                    .map(path -> settings(project, path).getOrDefault(ID, "").strip())
                    .filter(id -> id.matches("[0-9a-f]{24}"))
                    .findFirst())
        .or(() -> inCode(project, APP_ID));
  }

  /** The first group, or all of the first match. */
  private static Optional<String> inCode(Project project, Pattern pattern) {
    AppFiles files = project.files();
    return files.paths().stream()
        .filter(path -> CODE.matcher(path).matches())
        .map(path -> pattern.matcher(files.text(path).orElse("")))
        .filter(Matcher::find)
        .map(found -> found.groupCount() > 0 ? found.group(1) : found.group())
        .findFirst();
  }

  private static Optional<String> fileId(AppFiles files) {
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
