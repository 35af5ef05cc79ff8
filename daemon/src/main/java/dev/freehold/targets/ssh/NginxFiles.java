package dev.freehold.targets.ssh;

import dev.freehold.targets.site.ContentTypes;
import dev.freehold.targets.site.OwnPage;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What setting up writes for all sites that nginx serves. Root owns it. */
final class NginxFiles {
  /** Brings in the rules of sites, which {@code service} puts there. */
  static final String CONFIG = "/etc/nginx/conf.d/freehold.conf";

  /** Its last line. */
  static final String INCLUDE = "include /etc/nginx/freehold/*.conf;";

  static final String FOLDER = "/usr/local/lib/freehold/nginx";
  static final String TYPES = FOLDER + "/types";
  static final String PAGES = FOLDER + "/pages";
  private static final String WRITING = "Only GET and HEAD work here.";

  private NginxFiles() {}

  static SortedMap<String, String> all() {
    var files = new TreeMap<String, String>();
    files.put(CONFIG, ServerScripts.text("freehold.nginx"));
    files.put(TYPES, types());
    put(files, "not-found", OwnPage.NOT_FOUND);
    put(files, "not-running", OwnPage.NOT_RUNNING);
    files.put(PAGES + "/writing.txt", WRITING);
    return files;
  }

  private static void put(Map<String, String> files, String name, OwnPage page) {
    files.put(PAGES + "/" + name + ".html", page.html());
    files.put(PAGES + "/" + name + ".txt", page.plain());
  }

  private static String types() {
    var text = new StringBuilder("# Written by Freehold.\ntypes {\n");
    ContentTypes.byType()
        .forEach(
            (type, extensions) ->
                text.append("\t\"")
                    .append(type)
                    .append("\" ")
                    .append(String.join(" ", extensions))
                    .append(";\n"));
    return text.append("}\ndefault_type ").append(ContentTypes.OTHER).append(";\n").toString();
  }
}
