package dev.freehold.targets.vercel.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.UserError;
import java.util.Optional;

/**
 * An answer that is neither a failure of Vercel's nor a refusal of the token.
 *
 * @param requestId {@code x-vercel-id}, by which Vercel's support finds the request
 */
record Reply(Call call, int status, JsonNode body, String requestId) {
  boolean ok() {
    return status / 100 == 2;
  }

  /** Vercel's own code of the refusal, {@code missing_files}. */
  String code() {
    return body.path("error").path("code").asText();
  }

  /**
   * @throws UserError {@code vercel.refused}
   */
  Shape require() {
    if (!ok()) {
      throw refused();
    }
    return new Shape(body, this);
  }

  /** Empty for what is not there. */
  Optional<Shape> found() {
    return status == 404 ? Optional.empty() : Optional.of(require());
  }

  UserError refused() {
    String message = body.path("error").path("message").asText("no reason given");
    return new UserError(
        "vercel.refused",
        "Vercel refused "
            + call.doing()
            + ": "
            + message
            + (code().isEmpty() ? "" : " (" + code() + ")"),
        "Mend what it names and try again. Vercel's id of the request is " + requestId + ".");
  }
}
