package dev.freehold.bootstrap;

import dev.freehold.file.Home;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.local.ServeLauncher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts the serving process from the same jar and Java, in a session of its own. */
final class ServeProcessLauncher implements ServeLauncher {
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx128m",
          "-Xms8m",
          "-Xmn6m",
          "-Xss512k",
          "-XX:ReservedCodeCacheSize=32m",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private final Home home;
  private final ProcessRunner processes;
  private final Map<String, String> environment;

  ServeProcessLauncher(Home home, ProcessRunner processes, Map<String, String> environment) {
    this.home = home;
    this.processes = processes;
    this.environment = environment;
  }

  @Override
  public long launch() {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(FLAGS);
    argv.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), Main.SERVE));
    var variables = new HashMap<String, String>();
    variables.put("FREEHOLD_HOME", home.root().toString());
    for (String name : List.of("PATH", "LANG", "FREEHOLD_SERVE_PORT", "FREEHOLD_KEY_FILE")) {
      String value = environment.get(name);
      if (value != null) {
        variables.put(name, value);
      }
    }
    Home.privateFolder(home.logs());
    return processes.detach(
        Command.of(home.root(), argv).withEnvironment(variables), home.logs().resolve("serve.log"));
  }
}
