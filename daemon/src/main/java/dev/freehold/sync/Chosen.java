package dev.freehold.sync;

import dev.freehold.git.remote.RemoteUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * The git repository that an app's code comes from. Commits are 40 hex digits.
 *
 * @param branch empty for the repository's default branch
 * @param followed which branch that was at the newest look
 * @param trouble what keeps the branch from being taken, by the newest look
 * @param taken the newest commit of it that came into the app's repository
 * @param takenAt when that was fetched
 */
record Chosen(
    RemoteUrl url,
    Optional<String> branch,
    Optional<String> followed,
    Optional<Instant> lookedAt,
    Optional<Trouble> trouble,
    Optional<String> taken,
    Optional<Instant> takenAt) {

  /** Empty before the first look at a default branch. */
  Optional<String> looked() {
    return branch.or(() -> followed);
  }
}
