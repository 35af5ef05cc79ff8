package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {
  @TempDir Path folder;

  @Test
  void theDaemonLogsIntoItsFileAndNowhereElse() throws Exception {
    Path file = folder.resolve("daemon.log");
    LoggerContext context = configured("logback-daemon.xml", file);
    context.getLogger("dev.freehold.Some").info("started", new IllegalStateException("why"));
    context.getLogger("org.eclipse.jetty.server.Server").info("chatter");
    assertThat(appenders(context)).hasSize(1).noneMatch(ConsoleAppender.class::isInstance);
    context.stop();
    assertThat(Files.readString(file))
        .contains("INFO  Some")
        .contains("started")
        .contains("IllegalStateException: why")
        .doesNotContain("chatter");
  }

  @Test
  void theDaemonsLogDoesNotGrowForEver() throws Exception {
    Path file = folder.resolve("daemon.log");
    LoggerContext context = configured("logback-daemon.xml", file);
    var logger = context.getLogger("dev.freehold.Some");
    String megabyte = "x".repeat(1 << 20);
    await()
        .until(
            () -> {
              logger.info(megabyte);
              return Files.exists(folder.resolve("daemon.log.1"));
            });
    context.stop();
    assertThat(Files.size(folder.resolve("daemon.log.1"))).isGreaterThan(5_000_000);
    assertThat(Files.size(file)).isLessThan(5_000_000);
  }

  @Test
  void theCommandLineShowsErrorsOnStderrOnly() throws Exception {
    LoggerContext context = configured("logback.xml", folder.resolve("unused"));
    assertThat(appenders(context))
        .singleElement()
        .isInstanceOfSatisfying(
            ConsoleAppender.class, c -> assertThat(c.getTarget()).isEqualTo("System.err"));
    assertThat(context.getLogger("dev.freehold.Some").isWarnEnabled()).isFalse();
    assertThat(context.getLogger("dev.freehold.Some").isErrorEnabled()).isTrue();
    context.stop();
  }

  private static LoggerContext configured(String resource, Path file) throws Exception {
    var context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("freehold.log", file.toString());
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    try (var in = LoggingTest.class.getResourceAsStream("/" + resource)) {
      configurator.doConfigure(Objects.requireNonNull(in));
    }
    return context;
  }

  private static List<Appender<ILoggingEvent>> appenders(LoggerContext context) {
    var appenders = new ArrayList<Appender<ILoggingEvent>>();
    context.getLogger("ROOT").iteratorForAppenders().forEachRemaining(appenders::add);
    return appenders;
  }
}
