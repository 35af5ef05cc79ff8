package dev.freehold.targets.local.serve;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.builds.BuildSandbox;
import dev.freehold.file.Home;
import dev.freehold.process.Orphans;
import dev.freehold.targets.local.site.Ports;
import dev.freehold.targets.local.site.Program;
import dev.freehold.targets.local.site.ServeStatus;
import dev.freehold.targets.local.supervise.Supervisor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that serves local apps. It reads only {@code sites} and lives on when the daemon
 * stops; one per home, which a file lock makes sure of. SIGTERM ends it after running requests.
 */
public final class ServeProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServeProcess.class);

  private final Home home;
  private final Map<String, String> environment;
  private final Clock clock;

  private ServeProcess(Home home, Map<String, String> environment, Clock clock) {
    this.home = home;
    this.environment = environment;
    this.clock = clock;
  }

  /** Ends with 0 when another one serves this home already, with 5 when it can't start. */
  public static void main(String[] arguments) {
    Map<String, String> environment = System.getenv();
    var process = new ServeProcess(Home.of(environment), environment, Clock.systemUTC());
    try {
      process.run();
    } catch (FreeholdException e) {
      LOG.error("{} {} {}", e.code(), e.getMessage(), e.remedy());
      System.exit(5);
    } catch (Exception e) {
      LOG.error("The process that serves local apps failed.", e);
      System.exit(5);
    }
  }

  private void run() throws Exception {
    Home.privateFolder(home.run());
    Home.privateFolder(home.sites());
    try (var channel =
            FileChannel.open(
                ServeStatus.lock(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        LOG.info("Another process serves {} already.", home.root());
        return;
      }
      Orphans.end(BuildSandbox.support(home));
      String instance = UUID.randomUUID().toString();
      String program = Program.identity();
      SiteServer server =
          SiteServer.start(
              home,
              Ports.wanted(environment),
              instance,
              Supervisor.start(home, environment, clock));
      var ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, ended), "stop"));
      new ServeStatus(
              ProcessHandle.current().pid(),
              server.port(),
              clock.instant().truncatedTo(ChronoUnit.MILLIS),
              instance,
              Optional.of(program))
          .write(home);
      LOG.info("Serving {} on port {}.", home.sites(), server.port());
      ended.await();
    }
  }

  /** The lock is kept until the state is deleted: the next process's own must stay. */
  private void stop(SiteServer server, CountDownLatch ended) {
    try {
      server.stop();
      ServeStatus.delete(home);
    } catch (IOException e) {
      throw MachineError.io("Deleting the state of the process that serves local apps", e);
    } catch (Exception e) {
      LOG.error("Running requests did not end in time.", e);
    } finally {
      ended.countDown();
    }
  }
}
