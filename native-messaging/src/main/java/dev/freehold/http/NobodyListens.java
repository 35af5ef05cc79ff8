package dev.freehold.http;

import java.io.IOException;
import java.nio.file.Path;

/** There is no daemon at the socket: nothing was sent. */
public final class NobodyListens extends IOException {
  private static final long serialVersionUID = 1L;

  NobodyListens(Path socket, IOException cause) {
    super("nobody listens at " + socket + ": " + cause.getMessage(), cause);
  }
}
