package dev.freehold.render.devtools;

import java.io.IOException;

/** The browser is there and does not do what it is told. */
final class RefusedException extends IOException {
  private static final long serialVersionUID = 1;

  RefusedException(String method, String why) {
    super(method + ": " + why);
  }
}
