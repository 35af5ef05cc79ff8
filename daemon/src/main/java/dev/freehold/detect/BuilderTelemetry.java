package dev.freehold.detect;

import java.util.List;
import java.util.regex.Matcher;
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

  private static final Pattern INLINE =
      Pattern.compile("<script\\b(?![^>]*\\bsrc\\s*=)[^>]*>([\\s\\S]*?)</script>\\s*");

  private static final Pattern LOADS =
      Pattern.compile("https://(?:assets\\.emergent\\.sh|cdn\\.gpteng\\.co)/");

  /** Only with a trace of Emergent: owners may have a counter of the same maker. */
  private static final Pattern POSTHOG = Pattern.compile("\\bposthog\\b");

  /** Its script, its badge, or the public key under which its own counter counts. */
  private static final Pattern EMERGENT =
      Pattern.compile(
          "assets\\.emergent\\.sh|\\bid=\"emergent-badge\""
              + "|phc_xAvL2Iq4tFmANRE7kzbKwaSqp1HJjN7x48s3vr0CMjs");

  private BuilderTelemetry() {}

  static boolean isIn(String html) {
    return !without(html).equals(html);
  }

  /** The page without them. */
  public static String without(String html) {
    boolean counts = EMERGENT.matcher(html).find();
    String rest =
        INLINE
            .matcher(html)
            .replaceAll(
                script ->
                    LOADS.matcher(script.group(1)).find()
                            || counts && POSTHOG.matcher(script.group(1)).find()
                        ? ""
                        : Matcher.quoteReplacement(script.group()));
    for (Pattern snippet : SNIPPETS) {
      rest = snippet.matcher(rest).replaceAll("");
    }
    return rest;
  }
}
