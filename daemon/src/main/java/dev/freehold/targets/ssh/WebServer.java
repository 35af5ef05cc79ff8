package dev.freehold.targets.ssh;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The program that answers visitors on a server, and how it is told of sites. */
public enum WebServer {
  CADDY("Caddy", "/etc/caddy/Caddyfile"),
  NGINX("nginx", NginxFiles.CONFIG);

  private static final String CADDY_SHARED = ServerFolder.ROOT + "/freehold.caddy";

  private final String title;
  private final String config;

  WebServer(String title, String config) {
    this.title = title;
    this.config = config;
  }

  /** As its makers write it. */
  public String title() {
    return title;
  }

  /** Of its process, its program, and the files with its rules. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file of its configuration that brings in what Freehold writes. */
  String config() {
    return config;
  }

  /** The line of {@link #config()} that does. */
  String include() {
    return switch (this) {
      case CADDY -> "import " + CADDY_SHARED;
      case NGINX -> NginxFiles.INCLUDE;
    };
  }

  /** Stands in rules for the name of the staged release that a request is for. */
  String staged() {
    return switch (this) {
      case CADDY -> "{http.request.host.labels.3}";
      case NGINX -> "$freehold_staged";
    };
  }

  /** What all sites share, by absolute path. */
  SortedMap<String, String> files() {
    return switch (this) {
      case CADDY -> new TreeMap<>(Map.of(CADDY_SHARED, CaddyRules.shared()));
      case NGINX -> NginxFiles.all();
    };
  }
}
