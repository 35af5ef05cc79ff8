package dev.freehold.detect;

import java.util.List;
import java.util.regex.Pattern;

/** What builders put into the pages of apps for themselves: their scripts, counters and badges. */
public final class BuilderTelemetry {
  /** As exports of Emergent and of Lovable's first years have them. */
  private static final List<Pattern> SNIPPETS =
      List.of(
          Pattern.compile(
              "(?:<!--(?:(?!-->)[\\s\\S]){0,200}-->\\s*)?<script\\b[^>]*\\bsrc=\"https://"
                  + "(?:assets\\.emergent\\.sh|cdn\\.gpteng\\.co)/[^\"]*\"[^>]*>\\s*</script>\\s*"),
          Pattern.compile("<a\\b[^>]*\\bid=\"emergent-badge\"[\\s\\S]*?</a>\\s*"));

  /** Only beside Emergent's own script: owners may have a counter of the same maker. */
  private static final Pattern POSTHOG =
      Pattern.compile(
          "<script>(?:(?!</script>)[\\s\\S])*\\bposthog\\b(?:(?!</script>)[\\s\\S])*</script>\\s*");

  private static final String EMERGENT = "assets.emergent.sh";

  private BuilderTelemetry() {}

  static boolean isIn(String html) {
    return !without(html).equals(html);
  }

  /** The page without them. */
  public static String without(String html) {
    String rest = html.contains(EMERGENT) ? POSTHOG.matcher(html).replaceAll("") : html;
    for (Pattern snippet : SNIPPETS) {
      rest = snippet.matcher(rest).replaceAll("");
    }
    return rest;
  }
}
