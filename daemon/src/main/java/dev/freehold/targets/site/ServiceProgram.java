package dev.freehold.targets.site;

import dev.freehold.app.PublicVariables;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.Serving.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** How a server of an app is started, wherever that is. */
public final class ServiceProgram {
  private static final String NODE = "node";
  private static final String HOOK = "listen.cjs";
  private static final int SHORTEST_SECRET = 6;
  private static final Comparator<String> LONGEST_FIRST =
      Comparator.comparingInt(String::length).reversed();

  private ServiceProgram() {}

  /** Programs that a machine has for servers, by absolute path. */
  public record Programs(String node, Optional<String> python, Optional<String> deno) {}

  public static boolean isPython(Service service) {
    return service.command().getFirst().equals(Python.PROGRAM);
  }

  public static boolean isDeno(Service service) {
    return service.command().getFirst().equals(Deno.PROGRAM);
  }

  /** Whether Node.js runs it. */
  public static boolean isNode(Service service) {
    return !isPython(service) && !isDeno(service);
  }

  /**
   * What has its server listen where it is told to, whatever port its code names
   * (docs.deno.com/api/deno/~/Deno.serve); for a server in Node that is {@link #hook()}.
   *
   * @param port what stands for the number of the port
   */
  public static Map<String, String> listening(Service service, String port) {
    return isDeno(service) ? Map.of("DENO_SERVE_ADDRESS", "tcp:127.0.0.1:" + port) : Map.of();
  }

  /**
   * @param port what stands for the number of the port
   */
  public static List<String> argv(Service service, Programs programs, String port) {
    var argv = new ArrayList<>(service.command());
    String program = argv.removeFirst();
    argv.replaceAll(word -> word.replace("{port}", port));
    argv.addFirst(
        switch (program) {
          case NODE -> programs.node();
          case Deno.PROGRAM -> programs.deno().orElse(program);
          default -> programs.python().orElse(program);
        });
    return argv;
  }

  /**
   * Where it listens is ours to say, and {@code PORT} is the caller's to add; everything else the
   * owner's variables win.
   *
   * @param hook where {@link #hook()} lies
   */
  public static Map<String, String> environment(
      Service service, Map<String, String> variables, String node, String hook) {
    var environment = new TreeMap<String, String>();
    environment.put("NODE_ENV", "production");
    environment.put("LANG", "C.UTF-8");
    environment.putAll(service.environment());
    environment.putAll(variables);
    environment.put(
        "PATH", node.substring(0, node.lastIndexOf('/')) + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("HOST", "127.0.0.1");
    if (isNode(service)) {
      environment.merge("NODE_OPTIONS", "--require " + hook, (given, ours) -> ours + " " + given);
    }
    return environment;
  }

  /** What a server in Node loads first, so that it listens where it is told to. */
  public static String hook() {
    try (InputStream in =
        Objects.requireNonNull(ServiceProgram.class.getResourceAsStream(HOOK), HOOK)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What must not stand in a log; every line of those that have several. */
  public static List<String> secrets(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(variable -> !PublicVariables.isPublic(variable.getKey()))
        .flatMap(variable -> variable.getValue().lines())
        .map(String::strip)
        .filter(line -> line.length() >= SHORTEST_SECRET)
        .toList();
  }

  /** A line without them. */
  public static String redacted(String line, Map<String, String> variables) {
    return redacted(line, secrets(variables));
  }

  /** The longest first, or of one that begins with another the rest would stay. */
  public static String redacted(String line, List<String> secrets) {
    String shown = line;
    for (String secret : secrets.stream().filter(line::contains).sorted(LONGEST_FIRST).toList()) {
      shown = shown.replace(secret, "***");
    }
    return shown;
  }
}
