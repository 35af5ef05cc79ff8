package dev.freehold.targets.local.serve;

import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An artifact's public files, ready to be looked up.
 *
 * @param files by the path that visitors use
 */
record Manifest(Map<String, Artifact.File> files, Serving serving, CompiledRules rules) {
  static Manifest of(Artifact artifact) {
    Serving serving = artifact.serving();
    String prefix = serving.publicFolder().isEmpty() ? "" : serving.publicFolder() + "/";
    return new Manifest(
        artifact.files().stream()
            .filter(file -> serving.isPublic(file.path()))
            .collect(
                Collectors.toMap(
                    file -> file.path().substring(prefix.length()), Function.identity())),
        serving,
        CompiledRules.of(serving));
  }

  Optional<Artifact.File> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The file itself, a folder's index, or the page whose address leaves out its {@code .html}. */
  Optional<Artifact.File> document(RequestPath path) {
    if (path.isFolder()) {
      return file(path.decoded() + "index.html");
    }
    return file(path.decoded()).or(() -> file(path.decoded() + ".html"));
  }

  /** Whether it is a folder's address without the slash at its end. */
  boolean lacksSlash(RequestPath path) {
    return !path.isFolder() && files.containsKey(path.decoded() + "/index.html");
  }

  /** Which other host answers this path. */
  Optional<ProxyRule> rule(RequestPath path) {
    return serving.proxies().stream()
        .filter(rule -> ("/" + path.decoded()).startsWith(rule.prefix()))
        .findFirst();
  }

  /** Which of the app's own servers answers this path: the one with the longest prefix. */
  Optional<Service> service(RequestPath path) {
    String asked = "/" + path.decoded();
    return serving.services().stream()
        .filter(service -> isBelow(asked, service.prefix()))
        .max(Comparator.comparingInt(service -> service.prefix().length()));
  }

  /** The one that answers whatever nobody else does. */
  Optional<Service> serverOfAll() {
    return serving.services().stream().filter(service -> service.prefix().equals("/")).findFirst();
  }

  private static boolean isBelow(String path, String prefix) {
    return prefix.equals("/") || path.equals(prefix) || path.startsWith(prefix + "/");
  }

  Optional<Artifact.File> fallback() {
    return serving.spaFallback().flatMap(this::file);
  }
}
