package dev.freehold.targets.local.serve;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Range header asks of a file (RFC 9110, section 14). */
sealed interface SingleRange {
  /** No range, several ranges, or one that can't be read: all of the file is the right answer. */
  record All() implements SingleRange {}

  /**
   * @param first inclusive
   */
  record Part(long first, long length) implements SingleRange {}

  record Unsatisfiable() implements SingleRange {}

  Pattern BYTES = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

  static SingleRange of(List<String> headers, long size) {
    Matcher range = headers.size() == 1 ? BYTES.matcher(headers.getFirst()) : BYTES.matcher("");
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return new All();
    }
    if (range.group(1).isEmpty()) {
      long suffix = Math.min(size, Long.parseLong(range.group(2)));
      return suffix == 0 ? new Unsatisfiable() : new Part(size - suffix, suffix);
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    if (!range.group(2).isEmpty() && last < first) {
      return new All();
    }
    return first >= size
        ? new Unsatisfiable()
        : new Part(first, Math.min(last, size - 1) - first + 1);
  }
}
