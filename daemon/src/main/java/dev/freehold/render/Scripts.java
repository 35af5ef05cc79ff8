package dev.freehold.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What runs in a page before its own scripts. */
final class Scripts {
  /** Says when the page has come to rest. */
  static final String STILLNESS = read("stillness.js");

  /** Takes away what browsers keep from pages over plain http. */
  static final String INSECURE = read("insecure.js");

  private Scripts() {}

  private static String read(String name) {
    try (InputStream in = Scripts.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
