package dev.freehold.api;

import dev.freehold.base.UserError;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;

/**
 * Refuses whoever is not a client of ours. A browser can't reach a Unix socket; should something
 * forward its requests here, their Host, Origin, Referer or Sec-Fetch headers give them away.
 */
final class RequestFilter implements Handler {
  static final String HOST = "daemon.local";

  private final UserPrincipal self;

  RequestFilter(UserPrincipal self) {
    this.self = self;
  }

  @Override
  public void handle(Context context) throws IOException {
    PeerCheck.check(context, self);
    if (!HOST.equals(context.header("Host"))) {
      throw new UserError(
          "api.host",
          "This request was not meant for the daemon: its Host is not " + HOST + ".",
          "Send the header Host: " + HOST + ".");
    }
    for (String name : context.headerMap().keySet()) {
      if (comesFromAPage(name.toLowerCase(Locale.ROOT))) {
        throw new UserError(
            "api.cross-origin",
            "This request comes from a web page: it has the header " + name + ".",
            "Use the freehold command or the browser extension; pages can't use this API.");
      }
    }
  }

  private static boolean comesFromAPage(String header) {
    return header.equals("origin") || header.equals("referer") || header.startsWith("sec-fetch-");
  }
}
