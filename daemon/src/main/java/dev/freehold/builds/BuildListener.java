package dev.freehold.builds;

import java.util.SortedSet;

/** Follows a build while it runs. */
public interface BuildListener {
  BuildListener NONE =
      new BuildListener() {
        @Override
        public void line(String line) {}

        @Override
        public void phase(String name) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /** One line that a tool wrote, fit to be shown. */
  void line(String line);

  /** What begins now: {@code install}, {@code build}, {@code collect}. */
  void phase(String name);

  /** Told before the build fails for want of them. */
  default void hostsNeeded(SortedSet<String> hosts) {}

  /** Asked many times a second; true ends the build at once. */
  boolean cancelled();
}
