package dev.freehold.git;

/** Whose lines, or whose file, is taken where both changed it. */
public enum ConflictSide {
  BUILDER("the builder's export"),
  MAIN("main");

  private final String words;

  ConflictSide(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
