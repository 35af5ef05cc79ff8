package dev.freehold.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What one kind of secret looks like.
 *
 * <p>A match starts at a keyword: the scanner finds keywords with plain string search and tries the
 * pattern only there, on a bounded window, so that its cost does not depend on what the file holds.
 * Patterns use possessive or bounded quantifiers only.
 *
 * @param id stable, part of the finding's id: {@code stripe-live-key}
 * @param what names the secret in a sentence: {@code a Stripe live secret key}
 * @param keywords how a match can start, case-sensitive
 * @param pattern group {@code value} is the secret itself
 * @param real tells real secrets from placeholders and from values that are public by design
 * @param inPublicVariable severity when the value is given to a variable that ends up in the page
 * @param danger what somebody who finds it can do, a clause: {@code takes payments in your name}
 * @param rotate where its owner makes a new one
 */
record SecretRule(
    String id,
    String what,
    Finding.Severity severity,
    List<String> keywords,
    Pattern pattern,
    Predicate<Candidate> real,
    Finding.Severity inPublicVariable,
    String danger,
    String rotate) {

  SecretRule {
    keywords = List.copyOf(keywords);
  }

  /** A rule whose match blocks and whose value only has to look random. */
  static SecretRule blocking(
      String id, String what, String keyword, String pattern, String danger, String rotate) {
    return new SecretRule(
        id,
        what,
        Finding.Severity.ERROR,
        List.of(keyword),
        Pattern.compile(pattern),
        Candidate::looksRandom,
        Finding.Severity.ERROR,
        danger,
        rotate);
  }

  /** Whether some of its kind are meant for pages. */
  boolean mayBePublic() {
    return inPublicVariable == Finding.Severity.WARNING;
  }

  SecretRule startingWith(String... other) {
    return new SecretRule(
        id, what, severity, List.of(other), pattern, real, inPublicVariable, danger, rotate);
  }

  SecretRule onlyWhen(Predicate<Candidate> test) {
    return new SecretRule(
        id, what, severity, keywords, pattern, test, inPublicVariable, danger, rotate);
  }

  /** Told, not stopped, unless the value is given to a public variable. */
  SecretRule warning() {
    return new SecretRule(
        id,
        what,
        Finding.Severity.WARNING,
        keywords,
        pattern,
        real,
        inPublicVariable,
        danger,
        rotate);
  }

  /** Told, not stopped, wherever it stands: browsers may know it. */
  SecretRule warningEverywhere() {
    return new SecretRule(
        id,
        what,
        Finding.Severity.WARNING,
        keywords,
        pattern,
        real,
        Finding.Severity.WARNING,
        danger,
        rotate);
  }
}
