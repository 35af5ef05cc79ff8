package dev.freehold.builds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What of this machine's npm configuration enters a sandbox: addresses of registry and proxy when
 * no password is part of them, and certificates. Never a token.
 *
 * @param variables for npm's environment
 * @param caFile npm's own list of certificates
 * @param extraCaFile Node's {@code NODE_EXTRA_CA_CERTS}
 * @param files npm's own configuration files
 * @param notes what was held back
 */
public record NpmSettings(
    Map<String, String> variables,
    Optional<Path> caFile,
    Optional<Path> extraCaFile,
    List<Path> files,
    List<String> notes) {
  /** Of the public registry, npm's default (docs.npmjs.com, config, registry). */
  static final String PUBLIC_HOST = "registry.npmjs.org";

  private static final List<String> ADDRESSES = List.of("registry", "proxy", "https-proxy");
  private static final List<String> PLAIN = List.of("noproxy", "replace-registry-host");

  /** Asked of npm by {@code npm config get}. */
  static final List<String> KEYS =
      List.of(
          "registry",
          "proxy",
          "https-proxy",
          "noproxy",
          "replace-registry-host",
          "cafile",
          "globalconfig");

  /** npm's network library reads these besides its configuration. */
  private static final List<String> PROXY_VARIABLES =
      List.of("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "PROXY", "proxy");

  private static final List<String> NO_PROXY_VARIABLES = List.of("NO_PROXY", "no_proxy");

  /**
   * @param configuration what npm says about {@link #KEYS}
   * @param environment the daemon's
   * @param npmFolder where npm is installed; it has a configuration file of its own
   */
  static NpmSettings from(
      Map<String, String> configuration, Map<String, String> environment, Path npmFolder) {
    var variables = new TreeMap<String, String>();
    var notes = new ArrayList<String>();
    for (String key : ADDRESSES) {
      String value = configuration.getOrDefault(key, "");
      if (isSet(value)) {
        pass(variables, "npm_config_" + key.replace('-', '_'), value, "npm's " + key, notes);
      }
    }
    for (String name : PROXY_VARIABLES) {
      String value = environment.getOrDefault(name, "");
      if (isSet(value)) {
        pass(variables, name, value, name, notes);
      }
    }
    for (String key : PLAIN) {
      String value = configuration.getOrDefault(key, "");
      if (isSet(value)) {
        variables.put("npm_config_" + key.replace('-', '_'), value);
      }
    }
    for (String name : NO_PROXY_VARIABLES) {
      if (isSet(environment.getOrDefault(name, ""))) {
        variables.put(name, environment.getOrDefault(name, ""));
      }
    }
    var files = new ArrayList<Path>();
    files.add(npmFolder.resolve("npmrc"));
    file(configuration.get("globalconfig")).ifPresent(files::add);
    return new NpmSettings(
        Map.copyOf(variables),
        file(configuration.get("cafile")),
        file(environment.get("NODE_EXTRA_CA_CERTS")),
        List.copyOf(files),
        List.copyOf(notes));
  }

  /** What programs other than npm need of it to reach the network. */
  Map<String, String> proxies() {
    var proxies = new TreeMap<>(variables);
    proxies.keySet().removeIf(name -> name.startsWith("npm_config_"));
    return proxies;
  }

  private static void pass(
      Map<String, String> variables, String name, String value, String what, List<String> notes) {
    if (AppNpmrc.isPlainAddress(value)) {
      variables.put(name, value);
    } else {
      notes.add(what + " is not used in builds, because a password may be part of it.");
    }
  }

  private static boolean isSet(String value) {
    return !value.isBlank() && !value.equals("null") && !value.equals("undefined");
  }

  private static Optional<Path> file(@Nullable String name) {
    return Optional.ofNullable(name)
        .filter(n -> n.startsWith("/"))
        .map(Path::of)
        .filter(Files::isRegularFile);
  }
}
