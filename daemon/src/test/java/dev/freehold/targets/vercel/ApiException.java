package dev.freehold.targets.vercel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;

/** An answer with an error as Vercel's API gives it. */
final class ApiException extends RuntimeException {
  final int status;
  final ObjectNode body = Json.mapper().createObjectNode();

  ApiException(int status, String code, String message) {
    super(code + ": " + message);
    this.status = status;
    error().put("code", code).put("message", message);
  }

  ObjectNode error() {
    return body.withObjectProperty("error");
  }

  static ApiException bad(String message) {
    return new ApiException(400, "bad_request", "Invalid request: " + message);
  }

  static ApiException notFound(String what) {
    return new ApiException(404, "not_found", what + " was not found.");
  }
}
