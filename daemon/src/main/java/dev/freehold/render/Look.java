package dev.freehold.render;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a browser made of a page. */
public sealed interface Look {
  /**
   * @param document HTML as it was when the page had come to rest
   * @param messages what was written into its console, and errors that nothing caught, in order
   * @param requests what the page asked for, answered or not
   * @param navigations addresses of the documents that it showed one after the other
   * @param pictures PNGs, read-only
   */
  record Seen(
      String document,
      List<Message> messages,
      List<Request> requests,
      List<String> navigations,
      Map<Window, ByteBuffer> pictures)
      implements Look {
    /** The same for who wants no more than pictures. */
    public Map<Window, Rendering> renderings() {
      var renderings = new EnumMap<Window, Rendering>(Window.class);
      pictures.forEach((window, png) -> renderings.put(window, Rendering.of(png)));
      return renderings;
    }
  }

  /**
   * @param why one plain sentence
   */
  record NotSeen(Rendering.Reason reason, String why) implements Look {}

  /**
   * @param text one line
   * @param source address of the script or document that wrote it; empty when it is not known
   * @param stack where it happened, a line for each call; empty when it is not known
   */
  record Message(Kind kind, String text, String source, String stack) {
    /** Who wrote it. */
    enum Kind {
      /** An error, or a rejected promise, that nothing caught. */
      UNCAUGHT,
      /** The page. */
      CONSOLE,
      /** The browser. */
      BROWSER
    }
  }

  /**
   * @param type as the browser calls it: {@code Image}
   * @param status of the answer; 0 without one
   * @param failure the browser's word; empty when it went well
   */
  record Request(String address, String type, int status, String failure) {}
}
