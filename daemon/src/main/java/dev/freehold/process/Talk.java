package dev.freehold.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A conversation with a running program.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Talk<T> {
  /**
   * @param said what the program writes; ends when the program does
   * @param answers what it reads
   */
  T with(InputStream said, OutputStream answers) throws IOException;
}
