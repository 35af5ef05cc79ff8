package dev.freehold.deploy.carryout;

import dev.freehold.render.Look.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of the build's output is never published, by the paths at which visitors would ask for it.
 */
record Withheld(Set<String> paths) {
  static Withheld of(Work work) {
    String folder = work.activation().artifact().serving().publicFolder();
    return of(work.plan().withheld(), folder);
  }

  static Withheld of(List<String> withheld, String publicFolder) {
    String prefix = publicFolder.isEmpty() ? "" : publicFolder + "/";
    var paths = new TreeSet<String>();
    withheld.stream()
        .filter(path -> path.startsWith(prefix))
        .forEach(path -> paths.add(path.substring(prefix.length())));
    return new Withheld(paths);
  }

  /** A sentence for each that the page asked for in vain. */
  List<String> askedFor(List<Request> requests, String host) {
    return requests.stream()
        .filter(request -> request.status() >= 400)
        .map(request -> path(request.address(), host))
        .filter(paths::contains)
        .distinct()
        .map(
            path ->
                "The page asks for "
                    + path
                    + ", which the build made and Freehold keeps back: files of its kind (keys,"
                    + " databases, source maps, packages) are never published. If visitors may have"
                    + " it, give it another name or ending.")
        .toList();
  }

  /** Empty for what another host answers. */
  private static String path(String address, String host) {
    int start = address.indexOf("//" + host + "/");
    if (start < 0) {
      return "";
    }
    String path = address.substring(start + host.length() + 3).split("[?#]", 2)[0];
    try {
      // a plus sign in a path is one
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // no name of a file is written like this
      return path;
    }
  }
}
