package dev.freehold.deploy.carryout;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Something of its own host that a page names.
 *
 * @param target path and query as a browser would ask for them
 * @param tag {@code script}
 * @param needed whether the page is broken without it
 */
record Reference(String target, String tag, boolean needed) {
  private static final String HERE = "http://page.invalid";
  private static final Pattern ESCAPED = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final String PLAIN = "-._~:/?@!$&'()*+,;=";

  /** What is only to be there sooner, and is no code. */
  private static final String MEDIA =
      "link[rel~=(?i)preload][as~=(?i)^(?:image|video|audio|track|font)$]";

  /** Where a page names what it needs, and whether it works without. */
  private static final Map<String, Boolean> SELECTORS = new LinkedHashMap<>();

  static {
    SELECTORS.put("script[src]", true);
    SELECTORS.put("link[rel~=(?i)stylesheet|preload][href]:not(" + MEDIA + ")", true);
    SELECTORS.put("img[src], source[src], video[src], audio[src], track[src]", false);
    SELECTORS.put(MEDIA + "[href]", false);
    SELECTORS.put("link[rel~=(?i)icon|manifest][href]", false);
  }

  /** Each target once; an empty address names nothing. */
  static List<Reference> in(String html) {
    var found = new LinkedHashMap<String, Reference>();
    var page = Jsoup.parse(html, HERE + "/");
    SELECTORS.forEach(
        (selector, needed) -> {
          for (Element element : page.select(selector)) {
            String attribute = element.hasAttr("src") ? "src" : "href";
            String url = element.attr(attribute).isBlank() ? "" : element.absUrl(attribute);
            if (url.equals(HERE) || url.startsWith(HERE + "/")) {
              String target = escaped(url.substring(HERE.length()));
              found.putIfAbsent(
                  target, new Reference(target, element.tagName(), needed && !isOfHost(target)));
            }
          }
        });
    return List.copyOf(found.values());
  }

  /** What the machines of the builder's host add; the app works without. */
  private static boolean isOfHost(String target) {
    return target.startsWith("/_vercel/");
  }

  /** As the URL standard does: what may not stand in a request is percent-encoded. */
  private static String escaped(String url) {
    int fragment = url.indexOf('#');
    String target = fragment < 0 ? url : url.substring(0, fragment);
    var escaped = new StringBuilder();
    for (int i = 0; i < target.length(); ) {
      int letter = target.codePointAt(i);
      boolean plain =
          letter < 128 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0);
      if (plain || ESCAPED.matcher(target).region(i, target.length()).lookingAt()) {
        escaped.appendCodePoint(letter);
      } else {
        escape(letter, escaped);
      }
      i += Character.charCount(letter);
    }
    return escaped.isEmpty() ? "/" : escaped.toString();
  }

  private static void escape(int letter, StringBuilder out) {
    for (byte b : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
    }
  }
}
