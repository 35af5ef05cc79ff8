package dev.freehold.history;

import dev.freehold.git.CommitInfo;
import dev.freehold.git.Repositories;

/** What commits are about, as a history shows it. */
final class CommitMessages {
  private static final int LONGEST = 200;

  private final Repositories repositories;

  CommitMessages(Repositories repositories) {
    this.repositories = repositories;
  }

  /** The first line, cut when it is very long; empty when there is no such commit any more. */
  String of(String slug, String commit) {
    String line =
        repositories
            .open(slug)
            .commit(commit)
            .map(CommitInfo::message)
            .flatMap(message -> message.lines().findFirst())
            .orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
