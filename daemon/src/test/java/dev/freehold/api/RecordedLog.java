package dev.freehold.api;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class wrote to the log while this was open. */
final class RecordedLog implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  RecordedLog(Class<?> of) {
    logger = (Logger) LoggerFactory.getLogger(of);
    logger.setAdditive(false);
    appender.start();
    logger.addAppender(appender);
  }

  List<String> messages() {
    return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  List<ILoggingEvent> withStackTrace() {
    return appender.list.stream().filter(e -> e.getThrowableProxy() != null).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
  }
}
