package dev.freehold.history.parity;

/** How much a difference says about what was seen, the gravest first. */
public enum Severity {
  /** What works in one does not work in the other, or touches it. */
  LIES,
  /** It depends on the app, and nothing here can tell. */
  MAY_LIE,
  /** The two are meant to differ in this. */
  HARMLESS
}
