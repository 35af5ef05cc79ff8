package dev.freehold.browser;

import java.util.List;

/** The extensions that may start the native host. */
public final class ExtensionIds {
  /** Pinned by the {@code key} in the extension's manifest. */
  public static final List<String> ALL = List.of("cmailpibelejjbdgmndojgngbpkbbnni");

  private ExtensionIds() {}

  /** As the browser's {@code allowed_origins} wants them; it knows no wildcards. */
  public static List<String> origins() {
    return ALL.stream().map(id -> "chrome-extension://" + id + "/").toList();
  }
}
