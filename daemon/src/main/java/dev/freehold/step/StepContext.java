package dev.freehold.step;

/** What a running step may tell the world. */
public interface StepContext {
  StepRecord record();

  /** Stored together with the step's result. */
  void effect(Effect effect);

  /** One line of output, shown live and kept in the event log. */
  void log(String line);

  /**
   * How far the step is.
   *
   * @param unit what is counted: {@code files}, {@code bytes}
   */
  void progress(long done, long total, String unit);

  /** Whether the user asked to cancel; a long step looks now and then and stops by throwing. */
  boolean cancelled();
}
