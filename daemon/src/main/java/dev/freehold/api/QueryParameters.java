package dev.freehold.api;

import dev.freehold.base.UserError;
import io.javalin.http.Context;
import java.util.Optional;

/** Reads the parameters behind the question mark. */
public final class QueryParameters {
  private QueryParameters() {}

  /** Empty when it is missing or has no letters. */
  public static Optional<String> text(Context context, String name) {
    return Optional.ofNullable(context.queryParam(name)).filter(value -> !value.isBlank());
  }

  /**
   * A whole number, not negative.
   *
   * @throws UserError {@code api.field-invalid}
   */
  public static Optional<Long> number(Context context, String name) {
    return text(context, name).map(value -> number(name, value));
  }

  static long number(String name, String value) {
    if (!value.matches("[0-9]{1,18}")) {
      throw JsonBody.fieldInvalid(name, "is not a whole number");
    }
    return Long.parseLong(value);
  }

  /**
   * False when it is missing.
   *
   * @throws UserError {@code api.field-invalid}
   */
  public static boolean flag(Context context, String name) {
    return switch (context.queryParam(name)) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw JsonBody.fieldInvalid(name, "is neither true nor false");
    };
  }

  /** How many entries a page shall have: at least 1, at most {@code most}. */
  public static int limit(Context context, int usual, int most) {
    return Math.toIntExact(
        Math.clamp(number(context, "limit").orElse((long) usual), 1L, (long) most));
  }
}
