package dev.freehold.targets.aws.edge;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.PathPattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Headers of the app's own rules, as metadata of the objects that they are for. */
record OwnHeaders(List<HeaderRule> rules) {
  /** Each is one more object. */
  private static final int MOST_COMBINATIONS = 64;

  /** Of what S3 keeps beside an object (docs.aws.amazon.com/AmazonS3: UsingMetadata). */
  private static final int LONGEST = 2_048;

  /**
   * A function that sets one of these gets the visitor an error (edge-function-restrictions-all).
   */
  private static final Pattern NOT_SET =
      Pattern.compile(
          "expect|warning|x-cache|x-forwarded-proto|x-real-ip"
              + "|(?:proxy|x-accel|x-amz|x-amzn|x-edge)-.*");

  OwnHeaders {
    rules = rules.stream().filter(rule -> !isNotSet(rule)).toList();
  }

  private static boolean isNotSet(HeaderRule rule) {
    return NOT_SET.matcher(rule.name().toLowerCase(Locale.ROOT)).matches();
  }

  /** Names of headers that an edge of CloudFront may not set, as the rules write them. */
  static List<String> leftOut(List<HeaderRule> rules) {
    return rules.stream().filter(OwnHeaders::isNotSet).map(HeaderRule::name).distinct().toList();
  }

  /** In order; those for all paths are left out. */
  List<PathPattern> patterns() {
    return rules.stream()
        .map(HeaderRule::path)
        .distinct()
        .map(path -> PathPattern.parse(path).orElseThrow())
        .filter(pattern -> !pattern.isEverything())
        .toList();
  }

  /** Of a document under all its addresses; the last address decides. */
  Map<String, String> at(List<String> addresses) {
    var all = new LinkedHashMap<String, String>();
    for (String address : addresses) {
      String meant = ("/" + address).replaceAll("/+", "/");
      all.putAll(of(pattern -> Pattern.compile(pattern.covered()).matcher(meant).find()));
    }
    return all;
  }

  /**
   * @param bits which of {@link #patterns} are for the address
   */
  Map<String, String> at(long bits) {
    List<String> covered = patterns().stream().map(PathPattern::covered).toList();
    return of(
        pattern -> pattern.isEverything() || (bits >> covered.indexOf(pattern.covered()) & 1) == 1);
  }

  private Map<String, String> of(Predicate<PathPattern> covers) {
    var all = new LinkedHashMap<String, String>();
    rules.stream()
        .filter(rule -> covers.test(rule.pattern()))
        .forEach(rule -> all.put(rule.name().toLowerCase(Locale.ROOT), rule.value()));
    return all;
  }

  /** Which of {@link #patterns} can be for one address together. */
  List<Long> combinations() {
    List<PathPattern> patterns = patterns();
    var all = new ArrayList<Long>(List.of(0L));
    for (int i = 0; i < patterns.size(); i++) {
      for (long before : List.copyOf(all)) {
        if (meetsAll(patterns, i, before)) {
          all.add(before | 1L << i);
        }
      }
      if (all.size() > MOST_COMBINATIONS) {
        throw new UserError(
            "aws.rules-too-large",
            "The app has header rules for "
                + patterns.size()
                + " groups of addresses that overlap in more than "
                + MOST_COMBINATIONS
                + " ways, which is more than CloudFront can be told.",
            "Use fewer groups of addresses in _headers, netlify.toml or vercel.json.");
      }
    }
    return all;
  }

  private static boolean meetsAll(List<PathPattern> patterns, int index, long others) {
    for (int i = 0; i < index; i++) {
      if ((others >> i & 1) == 1 && !patterns.get(i).meets(patterns.get(index))) {
        return false;
      }
    }
    return true;
  }

  /** Empty where there are none. */
  static Optional<String> metadata(Map<String, String> headers, String path) {
    if (headers.isEmpty()) {
      return Optional.empty();
    }
    List<List<String>> pairs =
        headers.entrySet().stream().map(h -> List.of(h.getKey(), h.getValue())).toList();
    String text = encoded(Json.write(pairs));
    if (text.length() + 1 > LONGEST) {
      throw new UserError(
          "aws.headers-too-long",
          "The headers of the app's own rules for "
              + path
              + " have "
              + text.length()
              + " characters, and S3 keeps 2 KB with a file.",
          "Shorten them in _headers, netlify.toml or vercel.json.");
    }
    return Optional.of(text);
  }

  /** Nothing that a header can't have, and no spaces that someone on the way could join. */
  private static String encoded(String text) {
    var encoded = new StringBuilder();
    byte before = ' ';
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b >= 0x20 && b < 0x7f && b != '%' && !(b == ' ' && before == ' ');
      encoded.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
      before = b;
    }
    return encoded.toString();
  }
}
