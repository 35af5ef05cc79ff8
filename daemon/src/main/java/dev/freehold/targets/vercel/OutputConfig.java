package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.release.Artifact;
import dev.freehold.targets.site.EnvScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Routing as {@code config.json} of the Build Output API, version 3
 * (vercel.com/docs/build-output-api/configuration): proxies, the app's own servers, files, pages
 * without their ending, the fallback for navigations, and a page for what is not there.
 */
final class OutputConfig {
  /** Vercel refuses a longer expression. */
  private static final int LONGEST_SOURCE = 4_000;

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String NOT_A_PAGE =
      "(?!/(?:api|\\.well-known|__freehold|__l5e)(?:/|$))(?!.*\\.[A-Za-z][A-Za-z0-9_-]*$)";

  private final Serving serving;
  private final List<Artifact.File> files;
  private final List<String> retired;
  private final ArrayNode routes = Json.mapper().createArrayNode();

  private OutputConfig(Serving serving, List<Artifact.File> files, List<String> retired) {
    this.serving = serving;
    this.files = files;
    this.retired = retired;
  }

  /**
   * @param files for visitors, with paths as visitors name them
   * @param retired paths of workers that end those of earlier releases
   */
  static String of(Serving serving, List<Artifact.File> files, List<String> retired) {
    var config = new OutputConfig(serving, files, retired);
    config.addRoutes();
    ObjectNode root = Json.mapper().createObjectNode().put("version", 3);
    root.set("routes", config.routes);
    return Json.canonical(root);
  }

  private void addRoutes() {
    header("^/.*$", "X-Content-Type-Options", "nosniff");
    serving
        .headers()
        .forEach(rule -> header(rule.pattern().covered() + ".*$", rule.name(), rule.value()));
    serving.proxies().forEach(this::addProxy);
    addServers();
    if (serving.services().stream().anyMatch(OutputConfig::answersAll)) {
      handle("filesystem");
      serving.services().stream().filter(OutputConfig::answersAll).forEach(this::addServer);
    } else {
      addFiles();
    }
    handle("hit");
    neverKept(quoted(EnvScript.PATH));
    alternatives(retired).forEach(names -> neverKept("(?:" + names + ")"));
    addHashedFiles();
    if (has("404.html")) {
      handle("error");
      route("^/.*$").put("status", 404).put("dest", "/404.html");
    }
  }

  private void addFiles() {
    addRedirects(true);
    addSlashes();
    handle("filesystem");
    route("^/(.+[^/])$").put("dest", "/$1.html").put("check", true);
    addRedirects(false);
    serving.spaFallback().ifPresent(page -> addFallback("/" + page));
  }

  private static boolean answersAll(Service service) {
    return service.prefix().equals("/");
  }

  /** Those that answer some paths; the longest one counts. */
  private void addServers() {
    serving.services().stream()
        .filter(service -> !answersAll(service))
        .sorted(Comparator.comparingInt((Service service) -> service.prefix().length()).reversed())
        .forEach(this::addServer);
  }

  private void addServer(Service service) {
    String source = answersAll(service) ? "^/.*$" : "^" + quoted(service.prefix()) + "(?:/.*)?$";
    route(source).put("dest", new ServerFunction(service).path());
  }

  private boolean has(String path) {
    return files.stream().anyMatch(file -> file.path().equals(path));
  }

  private ObjectNode route(String source) {
    return routes.addObject().put("src", source);
  }

  private void handle(String phase) {
    routes.addObject().put("handle", phase);
  }

  private void header(String source, String name, String value) {
    ObjectNode route = route(source).put("continue", true);
    route.putObject("headers").put(name, value);
  }

  private void neverKept(String path) {
    header("^/" + path + "$", "Cache-Control", "no-store");
  }

  private void addProxy(ProxyRule rule) {
    route("^" + quoted(rule.prefix()) + "(.*)$")
        .put("dest", rule.upstream() + rule.target() + "$1");
  }

  private void addRedirects(boolean overFiles) {
    for (Redirect redirect : serving.redirects()) {
      if (redirect.overFiles() == overFiles) {
        ObjectNode route =
            route("^" + redirect.pattern().asked() + "$").put("status", redirect.status());
        route
            .putObject("headers")
            .put("Location", redirect.destination().render(text -> text, n -> "$" + n, ""))
            .put("Cache-Control", "no-cache");
      }
    }
  }

  /** A folder's page is looked at under its name with a slash, so that its links lead within it. */
  private void addSlashes() {
    List<String> folders =
        files.stream()
            .map(Artifact.File::path)
            .filter(path -> path.endsWith("/index.html"))
            .map(path -> path.substring(0, path.length() - "/index.html".length()))
            .toList();
    for (String names : alternatives(folders)) {
      ObjectNode route = route("^/(" + names + ")$").put("status", 308);
      route.putObject("headers").put("Location", "/$1/");
    }
  }

  /** Only for navigations: programs that look for data must not get a page. */
  private void addFallback(String page) {
    String source = "^" + NOT_A_PAGE + "/.*$";
    String pages = ".*(?:text/html|application/xhtml\\+xml).*";
    String anything = ".*(?:\\*/\\*|text/\\*).*";
    fallback(source, page, List.of(Map.of("accept", pages)), List.of());
    fallback(
        source,
        page,
        List.of(Map.of("accept", anything), Map.of("sec-fetch-dest", "document|iframe|frame")),
        List.of());
    fallback(source, page, List.of(Map.of("accept", anything)), List.of("sec-fetch-dest"));
    fallback(source, page, List.of(), List.of("accept", "sec-fetch-dest"));
  }

  private void fallback(
      String source, String page, List<Map<String, String>> has, List<String> missing) {
    ObjectNode route = route(source).put("dest", page);
    has.stream()
        .flatMap(condition -> condition.entrySet().stream())
        .forEach(
            condition ->
                route
                    .withArrayProperty("has")
                    .addObject()
                    .put("type", "header")
                    .put("key", condition.getKey())
                    .put("value", condition.getValue()));
    missing.forEach(
        name ->
            route.withArrayProperty("missing").addObject().put("type", "header").put("key", name));
  }

  /**
   * By folder where a folder holds nothing else, which is one rule for all of a bundler's files.
   */
  private void addHashedFiles() {
    var folders = new TreeMap<String, List<Artifact.File>>();
    files.forEach(
        file -> {
          String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
          folders.computeIfAbsent(folder, _ -> new ArrayList<>()).add(file);
        });
    folders.forEach(
        (folder, inside) -> {
          List<String> hashed =
              inside.stream()
                  .filter(Artifact.File::immutable)
                  .map(file -> file.path().substring(folder.length()))
                  .toList();
          if (hashed.size() == inside.size()) {
            header("^/" + quoted(folder) + "[^/]+$", "Cache-Control", FOR_EVER);
          } else {
            alternatives(hashed)
                .forEach(
                    names ->
                        header(
                            "^/" + quoted(folder) + "(?:" + names + ")$",
                            "Cache-Control",
                            FOR_EVER));
          }
        });
  }

  private static List<String> alternatives(List<String> names) {
    var all = new ArrayList<String>();
    var one = new StringBuilder();
    for (String name : names) {
      if (one.length() + name.length() > LONGEST_SOURCE) {
        all.add(one.toString());
        one.setLength(0);
      }
      one.append(one.isEmpty() ? "" : "|").append(quoted(name));
    }
    if (!one.isEmpty()) {
      all.add(one.toString());
    }
    return all;
  }

  /** For the expressions of PCRE and RE2 alike, which have no common way to quote a whole text. */
  private static String quoted(String text) {
    return text.replaceAll("[\\\\^$.|?*+()\\[\\]{}]", "\\\\$0");
  }
}
