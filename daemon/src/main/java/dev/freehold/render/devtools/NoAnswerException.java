package dev.freehold.render.devtools;

import java.io.IOException;

/** The browser is there and says nothing: a page's script keeps it busy. */
public final class NoAnswerException extends IOException {
  private static final long serialVersionUID = 1;

  NoAnswerException(String method) {
    super(method + " was not answered in time");
  }
}
