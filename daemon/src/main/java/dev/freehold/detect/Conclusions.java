package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;

/** Conclusions that more than one rule comes to. */
final class Conclusions {
  static final Conclusion SPA =
      new Conclusion(
          "routing",
          "addresses that match no file answer index.html",
          "a single-page app draws its own pages");

  static final Conclusion FILES =
      new Conclusion("routing", "files only", "the build makes a file for every page");

  static final Conclusion SERVER =
      new Conclusion(
          "routing",
          "the app's own server answers what is no file",
          "its pages are made when they are asked for");

  /** The reason of what the owner says. */
  static final String SET = "you set it with freehold app set";

  private Conclusions() {}
}
