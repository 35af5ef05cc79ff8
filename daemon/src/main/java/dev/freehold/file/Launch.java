package dev.freehold.file;

import dev.freehold.base.MachineError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How others start Freehold later: browsers and the system's service manager know neither the PATH
 * nor the settings of the terminal that Freehold is used in.
 *
 * @param launcher {@code daemon/bin/freehold}, absolute
 * @param path the PATH of the terminal, without its relative folders: what those mean depends on
 *     where a program is started
 * @param variables what Freehold reads from its environment and was set, {@code FREEHOLD_HOME}
 *     always
 */
public record Launch(Path launcher, String path, SortedMap<String, String> variables) {
  public static final String HOME = "FREEHOLD_HOME";

  private static final List<String> KEPT =
      List.of(
          "FREEHOLD_KEY_FILE",
          "FREEHOLD_MAX_EXPORT_MIB",
          "FREEHOLD_MAX_EXPORT_FILE_MIB",
          "FREEHOLD_MAX_EXPORT_FILES",
          "FREEHOLD_SERVE_PORT",
          "FREEHOLD_JAVA_HOME",
          "FREEHOLD_JVM_FOLDER",
          "FREEHOLD_NO_AOT",
          "FREEHOLD_SSH_CONFIG",
          "FREEHOLD_GITHUB_CLIENT_ID",
          "SSH_AUTH_SOCK",
          "JAVA_HOME");

  /**
   * @throws MachineError {@code machine.no-launcher}
   */
  public static Launch of(Path launcher, Home home, Map<String, String> environment) {
    if (!launcher.isAbsolute() || !Files.isExecutable(launcher)) {
      throw new MachineError(
          "machine.no-launcher",
          "Freehold does not know how others could start it: " + launcher + " is no program.",
          "Run this command through Freehold's launcher, daemon/bin/freehold.");
    }
    var variables = new TreeMap<String, String>();
    for (String name : KEPT) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        variables.put(name, value);
      }
    }
    variables.put(HOME, home.root().toString());
    String path =
        Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
            .filter(folder -> folder.startsWith("/"))
            .distinct()
            .collect(Collectors.joining(":"));
    return new Launch(launcher, path, variables);
  }
}
