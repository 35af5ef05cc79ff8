package dev.freehold.targets.aws;

import dev.freehold.targets.Site;
import dev.freehold.targets.aws.api.EdgeFunctions;
import dev.freehold.targets.aws.edge.EdgeFunction;
import dev.freehold.targets.aws.edge.EdgePointer;
import dev.freehold.targets.aws.edge.PublishedFunction;
import dev.freehold.targets.aws.edge.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps the site's function such that it can answer for every release that may be live soon. */
final class Publishing {
  private final Account account;
  private final Site site;
  private final Optional<String> main;
  private final EdgeFunctions functions;

  /**
   * @param main name to which the one with {@code www.} before it leads
   */
  Publishing(Account account, Site site, Optional<String> main, EdgeFunctions functions) {
    this.main = main;
    this.account = account;
    this.site = site;
    this.functions = functions;
  }

  /** What is served when the store does not answer; it must be kept. */
  Optional<EdgePointer> baked() {
    return functions
        .published(account.name(site))
        .flatMap(PublishedFunction::of)
        .map(PublishedFunction::baked);
  }

  /**
   * Publishes it, if it does not know the rules of what is live, of what was live before and of
   * what comes, or serves something older than these when the store does not answer.
   */
  void ensure(Optional<LivePointer> live, Rules coming, SiteInfo info) {
    String name = account.name(site);
    Optional<String> now = functions.published(name);
    Optional<PublishedFunction> published = now.flatMap(PublishedFunction::of);
    List<Rules> known = published.map(PublishedFunction::rules).orElse(List.of());
    EdgePointer baked =
        published
            .map(PublishedFunction::baked)
            .filter(one -> live.isEmpty() || isNear(one, live.get()))
            .filter(one -> known.stream().anyMatch(set -> set.id().equals(one.rules())))
            .or(() -> live.map(LivePointer::baked))
            .orElseGet(() -> nothing(coming));
    String code = code(baked, coming, live, known, info);
    if (!now.equals(Optional.of(code))) {
      functions.publish(name, code, account.store());
    }
  }

  /**
   * @throws dev.freehold.base.UserError {@code aws.rules-too-large}
   */
  void refuseWhatDoesNotFit(Rules coming) {
    code(
        nothing(coming),
        coming,
        Optional.empty(),
        List.of(),
        SiteInfo.of(site, "", "0".repeat(40)));
  }

  /**
   * With as much of what is known as there is room for: another machine may have staged something,
   * and who goes back publishes nothing then.
   */
  private String code(
      EdgePointer baked,
      Rules coming,
      Optional<LivePointer> live,
      List<Rules> known,
      SiteInfo info) {
    List<String> atOnce =
        Stream.concat(Stream.of(baked.rules()), live.map(LivePointer::rules).stream()).toList();
    Optional<String> before = live.flatMap(LivePointer::previous).map(LivePointer.Before::rules);
    return source(baked, coming, known, info)
        .or(
            () ->
                source(
                    baked,
                    coming,
                    only(known, Stream.concat(atOnce.stream(), before.stream()).toList()),
                    info))
        .orElseGet(() -> function(baked, coming, only(known, atOnce), info).source());
  }

  private static List<Rules> only(List<Rules> known, List<String> ids) {
    return known.stream().filter(set -> ids.contains(set.id())).toList();
  }

  private Optional<String> source(
      EdgePointer baked, Rules coming, List<Rules> others, SiteInfo info) {
    EdgeFunction function = function(baked, coming, others, info);
    return function.fits() ? Optional.of(function.source()) : Optional.empty();
  }

  private EdgeFunction function(
      EdgePointer baked, Rules coming, List<Rules> others, SiteInfo info) {
    var sets = new ArrayList<>(others);
    sets.add(coming);
    return new EdgeFunction(Account.key(site), baked, sets, main, info.origin());
  }

  /** So that nothing older than what is live and what was live before has to be kept for it. */
  void bake(LivePointer live, SiteInfo info) {
    functions
        .published(account.name(site))
        .flatMap(PublishedFunction::of)
        .filter(published -> !isNear(published.baked(), live))
        .flatMap(
            published ->
                published.rules().stream().filter(set -> set.id().equals(live.rules())).findFirst())
        .ifPresent(rules -> ensure(Optional.of(live), rules, info));
  }

  private static boolean isNear(EdgePointer baked, LivePointer live) {
    return baked.release().equals(live.folder())
        || live.previous()
            .map(LivePointer.Before::release)
            .map(LivePointer::folder)
            .filter(baked.release()::equals)
            .isPresent();
  }

  /** Before the first switch nothing is to be seen, whatever the store does. */
  private static EdgePointer nothing(Rules coming) {
    return new EdgePointer(0, "none", "none", coming.id(), Optional.empty());
  }
}
