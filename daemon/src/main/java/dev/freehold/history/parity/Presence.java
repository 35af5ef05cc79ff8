package dev.freehold.history.parity;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells what only one of two databases has. What only the judged one has while its release is the
 * newer one is what such an environment is for.
 */
record Presence(Pair pair, DatabaseReport findings) {
  /** What comes of it when one of the two lacks something. */
  enum Meaning {
    /** Tables, columns, views, functions. */
    USED(
        Severity.LIES,
        "What works with it in %2$s fails in %1$s.",
        Severity.MAY_LIE,
        "What works with it in %1$s may fail in %2$s."),
    /** Keys and checks. */
    REFUSES(
        Severity.LIES,
        "%1$s takes rows that %2$s refuses.",
        Severity.MAY_LIE,
        "%1$s refuses rows that %2$s takes."),
    /** Policies. */
    ADMITS(
        Severity.LIES,
        "Other people see and change other rows in %1$s.",
        Severity.LIES,
        "Other people see and change other rows in %2$s."),
    /** Indexes. */
    SPEEDS(
        Severity.MAY_LIE,
        "The answers are the same, but what is fast in %2$s may be slow in %1$s.",
        Severity.MAY_LIE,
        "The answers are the same, but what is fast in %1$s may be slow in %2$s.");

    private final Severity lacking;
    private final String whenLacking;
    private final Severity extra;
    private final String whenExtra;

    Meaning(Severity lacking, String whenLacking, Severity extra, String whenExtra) {
      this.lacking = lacking;
      this.whenLacking = whenLacking;
      this.extra = extra;
      this.whenExtra = whenExtra;
    }
  }

  /** What both have, sorted. */
  SortedSet<String> common(
      String thing,
      String things,
      Meaning meaning,
      Collection<String> mine,
      Collection<String> theirs) {
    findings.tell(lacking(thing, things, meaning), found(theirs, mine, "missing", "there"));
    findings.tell(extra(thing, things, meaning), found(mine, theirs, "there", "missing"));
    var both = new TreeSet<>(mine);
    both.retainAll(theirs);
    return both;
  }

  private static List<DatabaseDifference.Found> found(
      Collection<String> has, Collection<String> lacks, String from, String to) {
    var only = new TreeSet<>(has);
    only.removeAll(new TreeSet<>(lacks));
    return only.stream().map(name -> new DatabaseDifference.Found(name, from, to)).toList();
  }

  private DatabaseDifference lacking(String thing, String things, Meaning meaning) {
    return new DatabaseDifference(
        thing,
        things,
        meaning.lacking,
        words(meaning.whenLacking),
        words("Run in %1$s what made it in %2$s: its migration."));
  }

  private DatabaseDifference extra(String thing, String things, Meaning meaning) {
    return pair.isAhead()
        ? new DatabaseDifference(
            thing,
            things,
            Severity.HARMLESS,
            words("The release in %1$s is newer, and may be what needs it."),
            words("Before the release is promoted, run its migration in %2$s."))
        : new DatabaseDifference(
            thing,
            things,
            meaning.extra,
            words(meaning.whenExtra),
            words("Run in %2$s what made it in %1$s, or remove it there."));
  }

  private String words(String form) {
    return form.formatted(pair.from().name(), pair.to().name());
  }
}
