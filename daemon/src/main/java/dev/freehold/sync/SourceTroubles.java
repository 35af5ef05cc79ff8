package dev.freehold.sync;

import dev.freehold.base.ShellWords;
import dev.freehold.base.Units;
import dev.freehold.git.Lead;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for what keeps an app's code from being taken from its source, with the next command. */
final class SourceTroubles {
  private static final int SHORT = 10;
  private static final int NAMED_BRANCHES = 10;

  private final String slug;
  private final String url;

  SourceTroubles(String slug, String url) {
    this.slug = slug;
    this.url = url;
  }

  Trouble empty() {
    return new Trouble(
        "source.empty",
        "The repository at " + url + " has no commits.",
        "Have the builder push to it first, then: freehold deploy --app " + slug);
  }

  /**
   * @param wanted empty when the repository's default branch was
   * @param before where it was when we last looked, if it was there
   */
  Trouble missing(Optional<String> wanted, Optional<String> before, List<String> branches) {
    if (branches.isEmpty()) {
      return empty();
    }
    String what =
        wanted
            .map(
                branch ->
                    url + " has no branch " + branch + before.map(SourceTroubles::was).orElse("."))
            .orElse("The default branch of " + url + " has no commits.");
    return new Trouble(
        "source.branch-missing",
        what + " It has " + named(branches) + ".",
        "Take one of those: " + choose(branches.getFirst()));
  }

  private static String was(String commit) {
    return " any more; it was at " + shortly(commit) + ".";
  }

  private static String named(List<String> branches) {
    return branches.stream().limit(NAMED_BRANCHES).collect(Collectors.joining(", "))
        + (branches.size() > NAMED_BRANCHES ? ", …" : "");
  }

  Trouble rewritten(String branch, String before, String now) {
    return new Trouble(
        "source.rewritten",
        "Branch "
            + branch
            + " of "
            + url
            + " was rewritten: it was at "
            + shortly(before)
            + " and is at "
            + shortly(now)
            + ". Nothing was taken.",
        follow(now));
  }

  Trouble otherDefault(String before, String branch, String taken, String now) {
    return new Trouble(
        "source.default-changed",
        "The default branch of "
            + url
            + " was "
            + before
            + " and is "
            + branch
            + ", which is at "
            + shortly(now)
            + " and lacks the commit "
            + shortly(taken)
            + " that was taken last. Nothing was taken.",
        follow(now));
  }

  private String follow(String now) {
    return "If that was meant: freehold deploy --app "
        + slug
        + " --follow-source "
        + shortly(now)
        + ". The plan shows what it changes.";
  }

  /**
   * @param lead of another branch over the one that is taken
   * @param newest when the head of the one that is taken was committed
   */
  Trouble elsewhere(String branch, Instant newest, String other, Lead lead) {
    return new Trouble(
        "source.elsewhere",
        "Branch "
            + other
            + " of "
            + url
            + " has "
            + Units.count(lead.commits(), "commit")
            + " that "
            + branch
            + " lacks, "
            + days(lead)
            + "; the newest of "
            + branch
            + " is of "
            + day(newest)
            + ". The builder seems to go on there. Nothing was taken.",
        "To take "
            + other
            + " from now on: "
            + choose(other)
            + ". To stay on "
            + branch
            + " this time: freehold deploy --app "
            + slug
            + " --stay");
  }

  private String choose(String branch) {
    return "freehold app source git "
        + ShellWords.quoted(url)
        + " --branch "
        + ShellWords.quoted(branch)
        + " --app "
        + slug;
  }

  private static String days(Lead lead) {
    LocalDate first = day(lead.since());
    LocalDate last = day(lead.newest());
    return first.equals(last) ? "of " + last : "from " + first + " to " + last;
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static String shortly(String commit) {
    return commit.substring(0, Math.min(SHORT, commit.length()));
  }
}
