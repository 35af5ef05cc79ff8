package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.targets.site.ContentTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers visitors from a deployment's files by the routes of its configuration, as the Build
 * Output API says (vercel.com/docs/build-output-api/configuration): phases, {@code continue},
 * {@code check}, {@code has} and {@code missing}, and the files of a folder by its name.
 */
final class EdgeSite {
  private final Map<String, byte[]> files;
  private final Map<String, FakeFunction> functions;
  private final Map<String, List<JsonNode>> phases = new LinkedHashMap<>();

  /**
   * @param files by path without a leading slash
   * @param functions by path with a leading slash
   * @param config of the output; empty for plain files
   */
  EdgeSite(
      Map<String, byte[]> files, Map<String, FakeFunction> functions, Optional<JsonNode> config) {
    this.files = files;
    this.functions = functions;
    String phase = "";
    for (JsonNode route : config.map(c -> c.path("routes")).orElse(JsonNodes.NONE)) {
      if (route.has("handle")) {
        phase = route.path("handle").asText();
      } else {
        phases.computeIfAbsent(phase, _ -> new ArrayList<>()).add(route);
      }
    }
  }

  /**
   * @param elsewhere where another host is to answer
   * @param function that is to answer
   */
  record Reply(
      int status,
      Map<String, String> headers,
      byte[] body,
      Optional<String> elsewhere,
      Optional<FakeFunction> function) {
    Reply(int status, Map<String, String> headers, byte[] body) {
      this(status, headers, body, Optional.empty(), Optional.empty());
    }
  }

  void end() {
    functions.values().forEach(FakeFunction::close);
  }

  /**
   * @param path percent-decoded, without a query
   * @param headers by name in lower case
   */
  Reply answer(String path, Map<String, String> headers) {
    var set = new TreeMap<String, String>();
    Walk first = walk("", path, headers, set);
    if (first.end().isPresent()) {
      return first.end().get();
    }
    if (functions.containsKey(first.path())) {
      return new Reply(
          200,
          set,
          new byte[0],
          Optional.empty(),
          Optional.ofNullable(functions.get(first.path())));
    }
    Optional<String> file = file(first.path());
    Walk then = first;
    if (file.isEmpty()) {
      then = walk("filesystem", first.path(), headers, set);
      if (then.end().isPresent()) {
        return then.end().get();
      }
      file = file(then.path());
    }
    if (file.isPresent()) {
      return hit(file.get(), then.path(), headers, set, 200);
    }
    Walk error = walk("error", path, headers, set);
    Optional<String> page = file(error.path());
    return error.matched() && page.isPresent()
        ? hit(page.get(), error.path(), headers, set, 404)
        : new Reply(
            404,
            Map.of("content-type", "text/plain; charset=utf-8", "x-vercel-error", "NOT_FOUND"),
            "The page could not be found\n\nNOT_FOUND\n".getBytes(StandardCharsets.UTF_8));
  }

  private Reply hit(
      String file, String path, Map<String, String> headers, Map<String, String> set, int status) {
    walk("hit", path, headers, set);
    var all = new TreeMap<String, String>();
    all.put("content-type", ContentTypes.of(file));
    all.put("cache-control", "public, max-age=0, must-revalidate");
    all.putAll(set);
    return new Reply(status, all, Objects.requireNonNull(files.get(file)));
  }

  private record Walk(String path, boolean matched, Optional<Reply> end) {}

  private Walk walk(
      String phase, String from, Map<String, String> headers, Map<String, String> set) {
    String path = from;
    boolean matched = false;
    for (JsonNode route : phases.getOrDefault(phase, List.of())) {
      Matcher source = Pattern.compile(route.path("src").asText()).matcher(path);
      if (!source.find() || !fits(route, headers)) {
        continue;
      }
      route
          .path("headers")
          .properties()
          .forEach(
              header ->
                  set.put(
                      header.getKey().toLowerCase(Locale.ROOT),
                      filled(header.getValue().asText(), source)));
      if (route.has("status") && route.path("status").asInt() / 100 == 3) {
        return new Walk(path, true, Optional.of(redirect(route.path("status").asInt(), set)));
      }
      if (route.has("dest")) {
        String dest = filled(route.path("dest").asText(), source);
        if (dest.startsWith("https://") || dest.startsWith("http://")) {
          return new Walk(
              path,
              true,
              Optional.of(new Reply(200, set, new byte[0], Optional.of(dest), Optional.empty())));
        }
        if (functions.containsKey(dest)) {
          return new Walk(
              path,
              true,
              Optional.of(
                  new Reply(
                      200,
                      set,
                      new byte[0],
                      Optional.empty(),
                      Optional.ofNullable(functions.get(dest)))));
        }
        if (route.path("check").asBoolean() && file(dest).isEmpty()) {
          continue;
        }
        path = dest;
      }
      matched = true;
      if (!route.path("continue").asBoolean()) {
        break;
      }
    }
    return new Walk(path, matched, Optional.empty());
  }

  private static Reply redirect(int status, Map<String, String> headers) {
    return new Reply(status, headers, new byte[0]);
  }

  private static String filled(String template, Matcher source) {
    String filled = template;
    for (int group = source.groupCount(); group > 0; group--) {
      filled = filled.replace("$" + group, Optional.ofNullable(source.group(group)).orElse(""));
    }
    return filled;
  }

  private static boolean fits(JsonNode route, Map<String, String> headers) {
    for (JsonNode condition : route.path("has")) {
      if (!holds(condition, headers)) {
        return false;
      }
    }
    for (JsonNode condition : route.path("missing")) {
      if (holds(condition, headers)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(JsonNode condition, Map<String, String> headers) {
    if (!condition.path("type").asText().equals("header")) {
      throw new IllegalStateException("not known here: " + condition);
    }
    String value = headers.get(condition.path("key").asText().toLowerCase(Locale.ROOT));
    return value != null
        && (!condition.has("value") || value.matches(condition.path("value").asText()));
  }

  private Optional<String> file(String path) {
    String name = path.substring(1);
    String folder = name.isEmpty() || name.endsWith("/") ? name : name + "/";
    return List.of(name, folder + "index.html").stream().filter(files::containsKey).findFirst();
  }

  private static final class JsonNodes {
    static final JsonNode NONE = dev.freehold.base.Json.mapper().createArrayNode();
  }
}
