package dev.freehold.host;

import java.util.List;

/** The extensions that may speak to the host; an id follows from {@code key} in its manifest. */
public final class ExtensionIds {
  public static final List<String> PINNED = List.of("cmailpibelejjbdgmndojgngbpkbbnni");

  private ExtensionIds() {}

  /** As browsers write them: in {@code allowed_origins}, and as the host's first argument. */
  public static List<String> origins() {
    return PINNED.stream().map(id -> "chrome-extension://" + id + "/").toList();
  }
}
