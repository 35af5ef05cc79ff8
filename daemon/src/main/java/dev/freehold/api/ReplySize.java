package dev.freehold.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every reply under what a browser takes from a native host in one message. A handler that
 * says more forgot to page.
 */
final class ReplySize implements Handler {
  static final int LIMIT = 768 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(ReplySize.class);

  @Override
  public void handle(Context context) throws IOException {
    InputStream reply = context.resultInputStream();
    if (reply != null && reply.available() > LIMIT) {
      LOG.error(
          "{} {} answered with {} bytes", context.method(), context.path(), reply.available());
      Problems.answer(
          context,
          Problem.of(
              500,
              "internal.reply-too-large",
              "The answer would be larger than 768 KiB.",
              "Ask for less at once, for example with limit=20, and please report this."));
    }
  }
}
