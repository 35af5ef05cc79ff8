package dev.freehold.git.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.UserError;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An answer that is neither a failure of GitHub's nor a refusal of the token as such. */
record Reply(Call call, int status, JsonNode body, HttpHeaders headers, String requestId) {
  boolean ok() {
    return status / 100 == 2;
  }

  /**
   * @throws UserError {@code github.forbidden}, {@code github.not-found}, {@code github.refused}
   */
  Shape require() {
    if (!ok()) {
      throw refused();
    }
    return new Shape(body, call.doing(), requestId);
  }

  /** Empty for what is not there, or not to be seen with this token. */
  Optional<Shape> found() {
    return status == 404 ? Optional.empty() : Optional.of(require());
  }

  /** Whether there is another page. */
  boolean hasNext() {
    return headers.allValues("Link").stream().anyMatch(link -> link.contains("rel=\"next\""));
  }

  /** Whether a 422 says so of a field or of the whole. */
  boolean says(String words) {
    return status == 422 && reasons().stream().anyMatch(reason -> reason.contains(words));
  }

  /** GitHub's own words. */
  String message() {
    List<String> reasons = reasons();
    return reasons.isEmpty() ? "no reason given" : String.join("; ", reasons);
  }

  private List<String> reasons() {
    var reasons = new ArrayList<String>();
    if (body.path("message").isTextual()) {
      reasons.add(body.path("message").asText());
    }
    for (JsonNode error : body.path("errors")) {
      String field = error.path("field").asText();
      String text =
          error.isTextual()
              ? error.asText()
              : error.path("message").asText(error.path("code").asText());
      reasons.add(field.isEmpty() ? text : field + ": " + text);
    }
    return reasons;
  }

  UserError refused() {
    return switch (status) {
      case 403 -> Refusals.forbidden(this);
      case 404 -> Refusals.notFound(this);
      default ->
          new UserError(
              "github.refused",
              "GitHub refused " + call.doing() + ": " + message() + ".",
              "Mend what it names and try again. GitHub's id of the request is " + requestId + ".");
    };
  }
}
