package dev.freehold.render;

import java.nio.ByteBuffer;
import java.util.List;

/** What a browser made of a page. */
public sealed interface Look {
  /**
   * @param document HTML as it was after the page's scripts ran
   * @param console what was written there, in order
   * @param requests addresses that the page asked for, answered or not
   * @param picture a PNG, read-only
   */
  record Seen(String document, List<Message> console, List<String> requests, ByteBuffer picture)
      implements Look {}

  /**
   * @param why one plain sentence
   */
  record NotSeen(Rendering.Reason reason, String why) implements Look {}

  /**
   * @param source address of the script or document that wrote it; empty when it is not known
   */
  record Message(String text, String source) {}
}
