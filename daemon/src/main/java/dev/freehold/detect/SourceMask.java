package dev.freehold.detect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Blanks what is not code in JavaScript, TypeScript and the files that embed them. Every character
 * keeps its place and line breaks stay, so that positions and lines are those of the original.
 *
 * <p>This is no parser: text between JSX tags looks like code. A quote that is not closed on its
 * line is taken as an apostrophe, and {@code //} after a colon as part of an address.
 */
final class SourceMask {
  private static final Set<String> WORDS_BEFORE_REGEX =
      Set.of("return", "typeof", "case", "in", "of", "delete", "void", "throw", "do", "else");

  private final String source;
  private final char[] masked;
  private final boolean keepStrings;
  private int at;

  /** Open braces since the innermost template's expression began. */
  private int depth;

  /** The same of the code around it, innermost first. */
  private final Deque<Integer> outer = new ArrayDeque<>();

  private SourceMask(String source, boolean keepStrings) {
    this.source = source;
    this.masked = source.toCharArray();
    this.keepStrings = keepStrings;
  }

  /** Code only: comments, strings, regular expressions and the text of templates are blank. */
  static String code(String source) {
    return new SourceMask(source, false).run();
  }

  /** Comments are blank; strings stay. For settings files, whose strings matter. */
  static String withoutComments(String source) {
    return new SourceMask(source, true).run();
  }

  private String run() {
    while (at < source.length()) {
      char c = source.charAt(at);
      switch (c) {
        case '/' -> slash();
        case '<' -> markup();
        case '"', '\'' -> string(c);
        case '`' -> {
          at++;
          templateText();
        }
        case '{' -> {
          depth++;
          at++;
        }
        case '}' -> closingBrace();
        default -> at++;
      }
    }
    return new String(masked);
  }

  private void closingBrace() {
    at++;
    if (depth > 0) {
      depth--;
    } else if (!outer.isEmpty()) {
      depth = outer.pop();
      templateText();
    }
  }

  private void slash() {
    if (source.startsWith("/*", at)) {
      int end = source.indexOf("*/", at + 2);
      blank(at, end < 0 ? source.length() : end + 2);
    } else if (source.startsWith("//", at) && (at == 0 || source.charAt(at - 1) != ':')) {
      blank(at, endOfLine());
    } else {
      int end = isRegexStart() ? endOfRegex() : -1;
      if (end < 0) {
        at++;
      } else if (keepStrings) {
        at = end;
      } else {
        blank(at, end);
      }
    }
  }

  private void markup() {
    if (source.startsWith("<!--", at)) {
      int end = source.indexOf("-->", at);
      blank(at, end < 0 ? source.length() : end + 3);
    } else {
      at++;
    }
  }

  private void string(char quote) {
    int end = at + 1;
    int lineEnd = endOfLine();
    while (end < source.length() && source.charAt(end) != quote) {
      if (source.charAt(end) == '\\') {
        // a backslash at the end of a line continues the string
        lineEnd = end + 1 == lineEnd ? endOfLine(end + 2) : lineEnd;
        end++;
      }
      if (end >= lineEnd) {
        at++;
        return;
      }
      end++;
    }
    if (end >= source.length()) {
      at++;
    } else if (keepStrings) {
      at = end + 1;
    } else {
      blank(at + 1, end);
      at = end + 1;
    }
  }

  /** Up to the end of the template, or into its next expression, which is code again. */
  private void templateText() {
    while (at < source.length()) {
      if (source.charAt(at) == '`') {
        at++;
        return;
      }
      if (source.startsWith("${", at)) {
        at += 2;
        outer.push(depth);
        depth = 0;
        return;
      }
      int end = Math.min(source.length(), at + (source.charAt(at) == '\\' ? 2 : 1));
      if (keepStrings) {
        at = end;
      } else {
        blank(at, end);
      }
    }
  }

  private boolean isRegexStart() {
    int before = at - 1;
    while (before >= 0 && (source.charAt(before) == ' ' || source.charAt(before) == '\t')) {
      before--;
    }
    if (before < 0 || "(,=:[!&|?{};+-*%~^\n".indexOf(source.charAt(before)) >= 0) {
      return true;
    }
    int start = before;
    while (start >= 0 && Character.isLetter(source.charAt(start))) {
      start--;
    }
    return WORDS_BEFORE_REGEX.contains(source.substring(start + 1, before + 1));
  }

  /** Behind the closing slash, or -1 when the line ends first: then it was no regex. */
  private int endOfRegex() {
    boolean inClass = false;
    int end = endOfLine();
    for (int i = at + 1; i < end; i++) {
      switch (source.charAt(i)) {
        case '\\' -> i++;
        case '[' -> inClass = true;
        case ']' -> inClass = false;
        case '/' -> {
          if (!inClass) {
            return i + 1;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  private int endOfLine() {
    return endOfLine(at);
  }

  private int endOfLine(int from) {
    int end = source.indexOf('\n', from);
    return end < 0 ? source.length() : end;
  }

  private void blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (masked[i] != '\n' && masked[i] != '\r') {
        masked[i] = ' ';
      }
    }
    at = to;
  }
}
