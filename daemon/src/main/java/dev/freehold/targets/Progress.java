package dev.freehold.targets;

/** Is told how far a place has come that is being set up. */
@FunctionalInterface
public interface Progress {
  Progress NONE = _ -> {};

  /**
   * This step is at work; those before it are done.
   *
   * @param step its place in {@link Setup#steps}, from 0
   */
  void at(int step);
}
