package dev.freehold.release;

import java.util.function.Supplier;

/** Holds for other rooms what pruning holds while it deletes. */
public final class Deleting {
  private Deleting() {}

  public static <T> T during(Artifacts artifacts, Supplier<T> work) {
    return artifacts.whileNoneIsAssembled(work);
  }
}
