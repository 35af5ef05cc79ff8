package dev.freehold.detect.oldhost;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which rules can be taken over together: none that could send visitors in a circle, none behind
 * one that answers everything, and no more than a web server goes through quickly.
 */
public final class TakenRules {
  static final int MOST_REDIRECTS = 300;
  static final int MOST_HEADERS = 100;
  static final int MOST_PROXIES = 20;

  private final Predicate<String> pages;
  private final List<HostRule> decided = new ArrayList<>();
  private final List<Node> redirects = new ArrayList<>();
  private final List<HostRule.Proxy> proxies = new ArrayList<>();
  private final Map<String, Place> everything = new HashMap<>();
  private int headers;

  private TakenRules(Predicate<String> pages) {
    this.pages = pages;
  }

  /**
   * @param pages whether a file answers this path, which has no slash at its beginning
   * @return as many as there were, in their order
   */
  public static List<HostRule> of(List<HostRule> rules, Predicate<String> pages) {
    var taken = new TakenRules(pages);
    rules.forEach(rule -> taken.decided.add(taken.decide(rule)));
    return List.copyOf(taken.decided);
  }

  private HostRule decide(HostRule rule) {
    return switch (rule) {
      case HostRule.Moved moved -> decide(moved);
      case HostRule.Fallback(Place place, String page) -> {
        Optional<HostRule> hidden = hidden(place);
        everything.putIfAbsent(place.file(), place);
        yield hidden.orElse(rule);
      }
      case HostRule.Header(Place place, HeaderRule _) ->
          headers++ < MOST_HEADERS
              ? rule
              : new HostRule.NotTaken(place, "Freehold takes " + MOST_HEADERS + " headers");
      case HostRule.Proxy proxy -> decide(proxy);
      case HostRule.SoAnyhow _, HostRule.NotTaken _ -> rule;
    };
  }

  /** It comes before all else here, so nothing that came before it may be about its addresses. */
  private HostRule decide(HostRule.Proxy rule) {
    Place place = rule.place();
    Optional<HostRule> hidden = hidden(place);
    if (hidden.isPresent()) {
      return hidden.get();
    }
    if (proxies.stream().anyMatch(before -> rule.prefix().startsWith(before.prefix()))) {
      return new HostRule.NotTaken(place, "a rule before it answers its addresses");
    }
    PathPattern paths = PathPattern.of(rule.prefix() + "*");
    if (redirects.stream().anyMatch(before -> before.from.meets(paths))) {
      return new HostRule.NotTaken(
          place, "a redirect before it is for some of its addresses, and would never count here");
    }
    if (proxies.size() == MOST_PROXIES) {
      return new HostRule.NotTaken(
          place, "Freehold takes " + MOST_PROXIES + " rules that pass requests on");
    }
    proxies.add(rule);
    return rule;
  }

  private HostRule decide(HostRule.Moved rule) {
    Place place = rule.place();
    Redirect redirect = rule.redirect();
    Optional<HostRule> hidden = hidden(place);
    if (hidden.isPresent()) {
      return hidden.get();
    }
    if (redirects.size() == MOST_REDIRECTS) {
      return new HostRule.NotTaken(place, "Freehold takes " + MOST_REDIRECTS + " redirects");
    }
    var node = new Node(redirect);
    if (redirect.overFiles() && node.from.isEverything()) {
      return new HostRule.NotTaken(place, "it would lead visitors away from every page of the app");
    }
    if (isCircle(node)) {
      return new HostRule.NotTaken(place, "it could send visitors in a circle");
    }
    redirects.add(node);
    if (node.from.isEverything()) {
      everything.putIfAbsent(place.file(), place);
    }
    return rule;
  }

  private Optional<HostRule> hidden(Place place) {
    return Optional.ofNullable(everything.get(place.file()))
        .map(
            first ->
                new HostRule.NotTaken(
                    place,
                    "it never counted, because line "
                        + first.line()
                        + " answers all addresses before it"));
  }

  private boolean isCircle(Node added) {
    if (leads(added, added)) {
      return true;
    }
    for (Node node : redirects) {
      if (leads(node, added)) {
        node.next.add(added);
      }
      if (leads(added, node)) {
        added.next.add(node);
      }
    }
    var seen = new HashSet<Node>();
    var open = new ArrayDeque<>(added.next);
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (node == added) {
        redirects.forEach(before -> before.next.remove(added));
        return true;
      }
      if (seen.add(node)) {
        open.addAll(node.next);
      }
    }
    return false;
  }

  /** Whether who is sent on by one could be sent on by the next. */
  private boolean leads(Node one, Node next) {
    if (one.to.isEmpty() || !one.to.get().meets(next.from)) {
      return false;
    }
    Optional<String> only = one.to.get().only();
    return next.overFiles || only.isEmpty() || !pages.test(only.get());
  }

  /** Compared by identity. */
  private static final class Node {
    final PathPattern from;
    final Optional<PathPattern> to;
    final boolean overFiles;
    final Set<Node> next = new HashSet<>();

    Node(Redirect redirect) {
      from = redirect.pattern();
      to = redirect.destination().within(from);
      overFiles = redirect.overFiles();
    }
  }
}
