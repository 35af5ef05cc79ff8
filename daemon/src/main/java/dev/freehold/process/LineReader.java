package dev.freehold.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Cuts a program's output into lines that can be shown anywhere. */
final class LineReader {
  static final int LONGEST_LINE = 4_000;

  /** Colours and cursor movements (CSI), titles and links (OSC), and other two-byte escapes. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|\u001B.");

  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

  private LineReader() {}

  /** Reads to the end. A carriage return ends a line as well, because progress bars use it so. */
  static void read(InputStream in, Consumer<String> lines) throws IOException {
    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
    var line = new StringBuilder();
    boolean cut = false;
    var buffer = new char[8192];
    for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
      for (int i = 0; i < n; i++) {
        char c = buffer[i];
        if (c == '\n' || c == '\r') {
          if (c == '\n' || !line.isEmpty()) {
            lines.accept(clean(line, cut));
          }
          line.setLength(0);
          cut = false;
        } else if (line.length() < 4 * LONGEST_LINE) {
          line.append(c);
        } else {
          cut = true;
        }
      }
    }
    if (!line.isEmpty()) {
      lines.accept(clean(line, cut));
    }
  }

  private static String clean(CharSequence raw, boolean cut) {
    String text = ESCAPES.matcher(raw).replaceAll("");
    text = CONTROLS.matcher(text).replaceAll("");
    if (text.length() > LONGEST_LINE) {
      return text.substring(0, LONGEST_LINE) + " …";
    }
    return cut ? text + " …" : text;
  }
}
