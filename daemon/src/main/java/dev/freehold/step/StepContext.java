package dev.freehold.step;

import java.util.Map;

/** What a running step may tell the world. */
public interface StepContext {
  StepRecord record();

  /** Stored together with the step's result. */
  void effect(Effect effect);

  /** One line of output, shown live and kept in the event log. */
  void log(String line);

  /** What the owner should know although nothing stops for it: told at the end, and kept. */
  default void note(String sentence) {
    effect(new Effect(Effect.NOTE, sentence, Map.of()));
    log(sentence);
  }

  /**
   * How far the step is.
   *
   * @param unit what is counted: {@code files}, {@code bytes}
   */
  void progress(long done, long total, String unit);

  /** Whether the user asked to cancel; a long step looks now and then and stops by throwing. */
  boolean cancelled();
}
