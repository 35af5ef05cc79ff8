package dev.freehold.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Finds out what this process is connected to. */
public final class Terminals {
  private Terminals() {}

  /**
   * Text is UTF-8 whatever the locale says: it may go into a file that others read.
   *
   * @param terminals which of the descriptors 0, 1 and 2 are terminals, as the launcher saw them;
   *     Java itself can't tell them apart
   */
  public static Terminal ofProcess(Map<String, String> environment, String terminals) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean out = terminals.contains("1");
    boolean err = terminals.contains("2");
    boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminals.contains("0") && err,
        err && !dumb,
        out && err && !dumb && colours);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    var out = new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13);
    return new PrintStream(out, true, StandardCharsets.UTF_8);
  }
}
