package dev.freehold.api;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One operation of the API.
 *
 * @param path with parameters in braces, as in openapi.yaml: {@code /v1/apps/{app}}
 * @param body what a request's body may be
 */
public record Route(HandlerType method, String path, Body body, Handler handler) {
  /** What a request may carry, if it carries anything. */
  public enum Body {
    /** JSON of at most 1 MiB. */
    JSON("application/json", 1024 * 1024),
    /** One chunk of an upload: at most 512 KiB of bytes. */
    CHUNK("application/octet-stream", 512 * 1024);

    private final String contentType;
    private final int limit;

    Body(String contentType, int limit) {
      this.contentType = contentType;
      this.limit = limit;
    }

    String contentType() {
      return contentType;
    }

    int limit() {
      return limit;
    }
  }

  /** A route whose body, if there is one, is JSON. */
  public Route(HandlerType method, String path, Handler handler) {
    this(method, path, Body.JSON, handler);
  }

  /** {@code GET /v1/apps/{app}}. */
  public String operation() {
    return method.name() + " " + path;
  }
}
