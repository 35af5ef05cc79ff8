package dev.freehold.targets.ssh;

import dev.freehold.targets.Activation;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.Site;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A folder on a server that every release of a site finds again: {@code
 * /var/lib/freehold-kept/APP.ENV/uploads}, with the slashes in its name written as {@code %2F}.
 * Only root makes one, and what is in it belongs to a user of the site. No release and no pruning
 * touches it.
 *
 * @param name from the app's root
 */
record KeptPlace(Site site, String name) {
  static final String ROOT = "/var/lib/freehold-kept";

  static List<KeptPlace> of(Site site, Activation activation) {
    return activation.kept().stream().map(name -> new KeptPlace(site, name)).toList();
  }

  String path() {
    return ROOT + "/" + site.app() + "." + site.environment() + "/" + encoded();
  }

  String encoded() {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  boolean isBelow(String folder) {
    return name.startsWith(folder + "/");
  }

  /** Whether it is at a path or around it. */
  boolean holds(String path) {
    return (path + "/").startsWith(name + "/");
  }

  /**
   * @param said a line for each: encoded name, files and bytes
   */
  static List<KeptFolder> measured(String said) {
    return said.lines()
        .map(line -> line.split(" "))
        .map(
            words ->
                new KeptFolder(
                    URLDecoder.decode(words[0], StandardCharsets.UTF_8),
                    Long.parseLong(words[1]),
                    Long.parseLong(words[2])))
        .toList();
  }
}
