package dev.freehold.sync;

import dev.freehold.app.App;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an app's code comes from, by what was seen there last. Commits are 40 hex digits.
 *
 * @param url without credentials; empty when it comes from exports
 * @param branch empty for a default branch that nobody looked at yet
 * @param taken the newest commit of it that came into the app's repository
 * @param takenAt when that was fetched
 * @param head of the branch
 * @param commits how many of the head's were not taken yet
 * @param trouble what keeps the branch from being taken
 */
public record Source(
    String app,
    Optional<String> url,
    Optional<String> branch,
    Optional<String> taken,
    Optional<Instant> takenAt,
    Optional<Instant> lookedAt,
    Optional<String> head,
    int commits,
    Optional<Trouble> trouble) {
  static Source none(App app) {
    return new Source(
        app.slug(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty());
  }

  static Source of(App app, Chosen chosen, Optional<String> head, int commits) {
    return new Source(
        app.slug(),
        Optional.of(chosen.url().toString()),
        chosen.looked(),
        chosen.taken(),
        chosen.takenAt(),
        chosen.lookedAt(),
        head,
        commits,
        chosen.trouble());
  }
}
