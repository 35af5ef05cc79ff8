package dev.freehold.detect.python;

import java.util.Locale;

/** Names of packages differ in case and separators only (peps.python.org/pep-0503). */
public final class PackageName {
  private PackageName() {}

  public static String of(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
