package dev.freehold.history.parity;

/** Compares one kind of thing. What it cannot compare it says, and never counts as the same. */
interface Comparer {
  void compare(Pair pair, Report report);
}
