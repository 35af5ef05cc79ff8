package dev.freehold.targets.local.site;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which ports are served on: {@code sites/ports.json}. Written by the serving process alone, and
 * kept, so that addresses stay the same after a restart.
 *
 * @param shared the port of all host names
 * @param sites each site's own port, by {@code app/environment}
 */
public record Ports(int shared, Map<String, Integer> sites) {
  /** Tried first for the shared port. */
  public static final int FIRST = 7420;

  public static final String VARIABLE = "FREEHOLD_SERVE_PORT";

  public static Optional<Ports> read(Home home) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file(home)), Ports.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  public void write(Home home) throws IOException {
    DurableFiles.write(file(home), Json.write(this).getBytes(StandardCharsets.UTF_8));
  }

  public OptionalInt of(Site site) {
    Integer port = sites.get(key(site));
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  public Ports with(Site site, int port) {
    var more = new TreeMap<>(sites);
    more.put(key(site), port);
    return new Ports(shared, more);
  }

  /** Without the ports of other sites. */
  public Ports only(Predicate<Site> kept) {
    var fewer = new TreeMap<>(sites);
    fewer.keySet().removeIf(key -> !kept.test(site(key)));
    return new Ports(shared, fewer);
  }

  /**
   * The shared port that the user asked for; 0 for any free one.
   *
   * @throws UserError {@code serve.port-invalid}
   */
  public static OptionalInt wanted(Map<String, String> environment) {
    String value = environment.getOrDefault(VARIABLE, "").strip();
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
      throw new UserError(
          "serve.port-invalid",
          VARIABLE + " is not a port: it must be a number from 0 to 65535.",
          "Set it to a free port such as " + FIRST + ", or unset it.");
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  private static Path file(Home home) {
    return home.sites().resolve("ports.json");
  }

  private static Site site(String key) {
    String[] names = key.split("/", 2);
    return new Site(names[0], names[1]);
  }

  private static String key(Site site) {
    return site.app() + "/" + site.environment();
  }
}
