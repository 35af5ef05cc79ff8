package dev.freehold.bootstrap;

import dev.freehold.base.FreeholdException;
import dev.freehold.cli.Cli;
import dev.freehold.file.Home;
import dev.freehold.file.TarPacker;
import dev.freehold.targets.local.serve.ServeProcess;
import java.time.Clock;
import java.util.Map;

/** Entry point of the one jar: the command line, the daemon, and the process that serves apps. */
public final class Main {
  /** Argument that makes this the serving process; only the daemon gives it. */
  static final String SERVE = "serve-local-apps";

  private static final int MACHINE = 5;
  private static final int BUG = 70;

  private Main() {}

  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    if (arguments.length == 1 && arguments[0].equals(SERVE)) {
      log(environment, "serve.log");
      ServeProcess.main(arguments);
      return;
    }
    System.exit(Cli.run(arguments, environment, TarPacker::pack, () -> runDaemon(environment)));
  }

  /** Returns the exit code when the daemon was asked to stop, or could not start. */
  private static int runDaemon(Map<String, String> environment) {
    log(environment, "daemon.log");
    Home home = Home.of(environment);
    try (var daemon = Daemon.start(home, environment, Clock.systemUTC(), version())) {
      Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "stop"));
      daemon.await();
      return 0;
    } catch (FreeholdException e) {
      System.err.println("Error: " + e.getMessage());
      System.err.println("Code:  " + e.code());
      System.err.println("Do:    " + e.remedy());
      return MACHINE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return BUG;
    }
  }

  /** Before anything logs: where the log of this process goes. */
  private static void log(Map<String, String> environment, String name) {
    Home home = Home.of(environment);
    Home.privateFolder(home.root());
    Home.privateFolder(home.logs());
    System.setProperty("freehold.log", home.logs().resolve(name).toString());
    System.setProperty("logback.configurationFile", "logback-daemon.xml");
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
