package dev.freehold.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a command reads and writes. Results go to {@code out}, everything on the way to {@code
 * err}.
 *
 * @param in answers, and values that must not be arguments
 * @param interactive whether a person can be asked: input and standard error are a terminal
 * @param live whether standard error is a terminal that lines can be redrawn on
 * @param colour whether colours may be used
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean interactive,
    boolean live,
    boolean colour) {

  public Paint paint() {
    return new Paint(colour);
  }

  public void print(String text) {
    out.print(text);
    out.flush();
  }

  public void note(String line) {
    err.println(line);
    err.flush();
  }

  /** Anything but y or yes is no. */
  public boolean agrees(String question) {
    err.print(question + " [y/N] ");
    err.flush();
    try {
      String given = line().strip().toLowerCase(Locale.ROOT);
      return given.equals("y") || given.equals("yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line. */
  public String answer(String question) {
    err.print(question);
    err.flush();
    try {
      return line().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line, which is not shown while it is typed at a terminal. */
  public String secret(String question) {
    err.print(question);
    err.flush();
    Console console = in == System.in ? System.console() : null;
    if (console != null && console.isTerminal()) {
      char[] typed = console.readPassword();
      return typed == null ? "" : new String(typed);
    }
    try {
      return line().replaceFirst("\\r\\z", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No more than the line: what follows answers the next question. */
  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** All of the input, without the line's end that an echo or an editor adds; says so. */
  public String value() {
    try {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String value = text.replaceFirst("\\r?\\n\\z", "");
      if (value.length() < text.length()) {
        note("The line end behind the value was left off; those inside it stay.");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
