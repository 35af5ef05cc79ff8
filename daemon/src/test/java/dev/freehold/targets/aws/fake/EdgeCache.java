package dev.freehold.targets.aws.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the edge keeps of answers, for as long as the managed policies say. */
final class EdgeCache {
  private static final Pattern SECONDS = Pattern.compile("(s-maxage|max-age)=([0-9]+)");
  private static final long MOST = 31_536_000;

  private record Kept(EdgeAnswer answer, Instant since, Instant until) {}

  private final Map<String, Kept> all = new ConcurrentHashMap<>();
  private volatile Duration later = Duration.ZERO;

  /** Time goes by. */
  void later(Duration by) {
    later = later.plus(by);
  }

  private Instant now() {
    return Instant.now().plus(later);
  }

  Optional<EdgeAnswer> get(String key) {
    Kept kept = all.get(key);
    return kept == null || !now().isBefore(kept.until())
        ? Optional.empty()
        : Optional.of(
            kept.answer()
                .with("age", String.valueOf(Duration.between(kept.since(), now()).toSeconds())));
  }

  void put(String key, String policy, EdgeAnswer answer) {
    long seconds = seconds(policy, answer.header("cache-control").orElse(""));
    if (answer.status() == 200 && seconds > 0) {
      all.put(key, new Kept(answer, now(), now().plusSeconds(seconds)));
    }
  }

  static long seconds(String policy, String control) {
    if (policy.equals(ManagedPolicies.CACHING_DISABLED)) {
      return 0;
    }
    boolean byOrigin =
        policy.equals(ManagedPolicies.ORIGIN_HEADERS)
            || policy.equals(ManagedPolicies.ORIGIN_HEADERS_AND_QUERY);
    long least = byOrigin ? 0 : 1;
    if (control.matches("(?s).*\\b(no-store|no-cache|private)\\b.*")) {
      return least;
    }
    long seconds = byOrigin ? 0 : 86_400;
    boolean shared = false;
    Matcher found = SECONDS.matcher(control);
    while (found.find()) {
      if (!shared) {
        seconds = Long.parseLong(found.group(2));
        shared = found.group(1).equals("s-maxage");
      }
    }
    return Math.clamp(seconds, least, MOST);
  }
}
