package dev.freehold.render;

import dev.freehold.process.OutputListener;
import dev.freehold.render.Look.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's console, as a browser of the Chromium family logs it: {@code [1:1:1/1:INFO:CONSOLE:7]
 * "text", source: http://host/a.js (7)}; older ones write {@code CONSOLE(7)}.
 */
final class Console implements OutputListener {
  private static final Pattern LINE = Pattern.compile("^\\[[^\\]]*:CONSOLE[:(]\\d+\\)?\\] \"(.*)$");
  private static final Pattern SOURCE = Pattern.compile("^(.*)\", source: (\\S*) \\(\\d+\\)$");
  private static final int MOST = 200;

  private final List<Message> messages = new ArrayList<>();

  @Override
  public void line(Stream stream, String line) {
    Matcher written = LINE.matcher(line);
    if (stream == Stream.ERR && messages.size() < MOST && written.matches()) {
      Matcher whole = SOURCE.matcher(written.group(1));
      messages.add(
          whole.matches()
              ? new Message(whole.group(1), whole.group(2))
              : new Message(written.group(1), ""));
    }
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }
}
