package dev.freehold.api;

import dev.freehold.base.UserError;
import io.javalin.http.Context;
import java.util.Locale;

/** Refuses a body of the wrong type or size before a handler sees it. */
final class BodyRules {
  private BodyRules() {}

  static void check(Context context, Route.Body body) {
    if (context.contentLength() > body.limit()) {
      throw tooLarge(body);
    }
    if (context.bodyAsBytes().length > body.limit()) {
      throw tooLarge(body);
    }
    if (context.bodyAsBytes().length > 0 && !mediaType(context).equals(body.contentType())) {
      throw new UserError(
          "api.content-type",
          "The body of this request must be " + body.contentType() + ".",
          "Send it with the header Content-Type: " + body.contentType() + ".");
    }
  }

  static UserError tooLarge(Route.Body body) {
    return new UserError(
        "api.body-too-large",
        "The body of this request is larger than " + body.limit() / 1024 + " KiB.",
        "Send less at once; files are uploaded in chunks of at most 512 KiB.");
  }

  private static String mediaType(Context context) {
    String type = context.contentType();
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
