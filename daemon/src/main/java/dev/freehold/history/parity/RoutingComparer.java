package dev.freehold.history.parity;

import dev.freehold.base.Units;
import dev.freehold.detect.Serving;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** How visitors are answered besides files: fallback, redirects, headers, other hosts. */
final class RoutingComparer implements Comparer {
  private static final String KIND = "routing";
  private static final List<Rules> ALL =
      List.of(
          new Rules("fallback", "page", s -> s.spaFallback().stream().toList()),
          new Rules("redirects", "redirect", Serving::redirects),
          new Rules("headers", "header", Serving::headers),
          new Rules("what other hosts answer", "rule", Serving::proxies));

  private record Rules(String what, String one, Function<Serving, List<?>> of) {}

  @Override
  public void compare(Pair pair, Report report) {
    if (pair.whyNoArtifacts().isPresent()) {
      report.unknown(
          KIND, "fallback, redirects, headers, servers", pair.whyNoArtifacts().orElseThrow());
      return;
    }
    Serving mine = pair.from().artifact().orElseThrow().serving();
    Serving theirs = pair.to().artifact().orElseThrow().serving();
    var same = new ArrayList<String>();
    for (Rules rules : ALL) {
      List<?> from = rules.of().apply(mine);
      List<?> to = rules.of().apply(theirs);
      if (Objects.equals(from, to)) {
        same.add(rules.what());
      } else {
        report.differs(
            new Difference(
                KIND,
                rules.what(),
                words(rules, from, to),
                words(rules, to, from),
                pair.ofRelease(),
                pair.reasonOfRelease(),
                pair.bringRelease(),
                true));
      }
    }
    if (!same.isEmpty()) {
      report.same("Routing is the same: " + String.join(", ", same) + ".");
    }
  }

  private static String words(Rules rules, List<?> these, List<?> others) {
    var own = new ArrayList<Object>(these);
    own.removeAll(others);
    return these.isEmpty()
        ? "none"
        : Units.count(these.size(), rules.one()) + ", " + own.size() + " only here";
  }
}
