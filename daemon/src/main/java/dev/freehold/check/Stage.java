package dev.freehold.check;

/** When a tree is scanned for secrets. */
public enum Stage {
  /** What came out of the builder, before any of it enters git. */
  SOURCE,
  /** What the build made, before any of it is published. */
  OUTPUT
}
