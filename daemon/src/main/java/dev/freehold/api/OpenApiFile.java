package dev.freehold.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;

/** Serves the description of the API as it was written. */
final class OpenApiFile implements Handler {
  static InputStream open() {
    InputStream file = OpenApiFile.class.getResourceAsStream("openapi.yaml");
    if (file == null) {
      throw new IllegalStateException("openapi.yaml is not in the jar");
    }
    return file;
  }

  @Override
  public void handle(Context context) throws IOException {
    try (InputStream file = open()) {
      context.contentType("application/yaml").result(file.readAllBytes());
    }
  }
}
