package dev.freehold.sync;

import dev.freehold.base.FreeholdException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of the newest push.
 *
 * @param refs the branches, then the tags with something to tell, 100 at most
 * @param more how many others there are
 * @param login where the login was found; empty when none was let in
 * @param error the first thing that somebody has to do something about
 */
public record LastSync(
    Instant at,
    List<RefOutcome> refs,
    int more,
    Optional<String> login,
    Optional<Proposal> proposal,
    Optional<Trouble> error) {
  private static final int MOST = 100;

  public LastSync {
    refs = List.copyOf(refs);
  }

  static LastSync of(Instant at, List<RefOutcome> refs, String login, Optional<Proposal> proposal) {
    return new LastSync(
        at,
        refs.stream().limit(MOST).toList(),
        Math.max(0, refs.size() - MOST),
        Optional.of(login),
        proposal,
        refs.stream().flatMap(ref -> ref.trouble().stream()).findFirst());
  }

  static LastSync failed(Instant at, FreeholdException e) {
    return new LastSync(
        at, List.of(), 0, Optional.empty(), Optional.empty(), Optional.of(Trouble.of(e)));
  }
}
