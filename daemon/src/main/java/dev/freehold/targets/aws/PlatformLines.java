package dev.freehold.targets.aws;

import java.util.regex.Pattern;

/**
 * What Lambda itself writes beside what a server prints: of each request when it began, when it
 * ended and what it took, and of each start with what.
 */
final class PlatformLines {
  private static final Pattern USUAL =
      Pattern.compile(
          "(?s)(?:START RequestId: |END RequestId: |REPORT RequestId: "
              + "|INIT_START Runtime Version: |INIT_REPORT Init Duration: "
              + "|EXTENSION\tName: [^\t]*\tState: (?:Ready|Registered)\t).*");

  /** A request or a start that did not come to its end; there is none on what went well. */
  private static final Pattern FAILED = Pattern.compile("[\t ]Status: (?!success)");

  private PlatformLines() {}

  /** Whether it says nothing of what a server printed, nor that something failed. */
  static boolean isOne(String text) {
    return USUAL.matcher(text).matches() && !FAILED.matcher(text).find();
  }
}
