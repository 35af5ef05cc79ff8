package dev.freehold.render.devtools;

import java.io.IOException;

/** The browser is there and its page says nothing: a script keeps it busy, or it went on. */
public final class NoAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  NoAnswerException(String method) {
    super(method + " was not answered in time");
  }

  NoAnswerException(RefusedException why) {
    super(why);
  }
}
