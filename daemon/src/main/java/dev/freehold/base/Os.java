package dev.freehold.base;

import java.util.Locale;

/** The kinds of operating systems whose places and services differ. */
public enum Os {
  LINUX,
  MACOS,
  WINDOWS,
  OTHER;

  /** The one that this process runs on. */
  public static Os current() {
    return of(System.getProperty("os.name", ""));
  }

  static Os of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("linux")) {
      return LINUX;
    }
    if (lower.startsWith("mac")) {
      return MACOS;
    }
    return lower.startsWith("windows") ? WINDOWS : OTHER;
  }
}
