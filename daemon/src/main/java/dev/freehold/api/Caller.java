package dev.freehold.api;

import io.javalin.http.Context;
import java.util.regex.Pattern;

/** Who acts, for the history: the owner of the daemon, and the way in that the client names. */
final class Caller {
  private static final String HEADER = "Freehold-Client";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

  private Caller() {}

  static String of(Context ctx) {
    String client = ctx.header(HEADER);
    String via = client != null && NAME.matcher(client).matches() ? client : "api";
    return System.getProperty("user.name") + " via " + via;
  }
}
