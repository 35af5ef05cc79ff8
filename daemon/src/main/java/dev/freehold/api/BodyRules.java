package dev.freehold.api;

import dev.freehold.base.UserError;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Refuses a body of the wrong type or size before a handler sees it. */
final class BodyRules {
  private BodyRules() {}

  static void check(Context context, Route.Body body) {
    checkCharset(context);
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

  /** JSON is UTF-8 (RFC 8259, 8.1); Java would also try names that it does not know. */
  private static void checkCharset(Context context) {
    for (String parameter : parameters(context)) {
      String[] parts = parameter.split("=", 2);
      String value = parts.length == 2 ? parts[1].strip().replace("\"", "") : "";
      if (parts[0].strip().equalsIgnoreCase("charset") && !value.equalsIgnoreCase("utf-8")) {
        throw new UserError(
            "api.charset",
            "The body of this request is said to be in another encoding than UTF-8.",
            "Send it in UTF-8, and no other charset in the header Content-Type.");
      }
    }
  }

  private static List<String> parameters(Context context) {
    String type = context.req().getHeader("Content-Type");
    return type == null ? List.of() : Arrays.stream(type.split(";")).skip(1).toList();
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
