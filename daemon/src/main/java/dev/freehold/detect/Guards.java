package dev.freehold.detect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where code goes on without a value: it tests the value, or has another one. A test whose only
 * outcome is an error, or a line in the console, is none.
 */
final class Guards {
  private static final String TYPE = "(?:\\s+as\\s+[\\w<>|\\s]{1,60}?)?";
  private static final Pattern AFTER =
      Pattern.compile(
          "[\\s!)]*" + TYPE + "[\\s)]*(?:\\?(?!\\s*:)|\\|\\||&&|[!=]==?).*", Pattern.DOTALL);
  private static final Pattern BEFORE =
      Pattern.compile(
          ".*(?:\\|\\||\\?\\?|&&|[!=]==?|!|\\btypeof|\\bif\\s*\\(|\\bBoolean\\s*\\()\\s*",
          Pattern.DOTALL);

  /** {@code (key, {defaultValue: X})}: it is what counts where there is nothing else. */
  private static final Pattern DEFAULT_OF_SOMETHING =
      Pattern.compile(
          ".*\\b(?:default|fallback|initial)\\w*\\s*:\\s*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern OR_ENDS =
      Pattern.compile("[^;\\n]{0,80}(?:\\|\\||\\?\\?)[^;\\n]{0,40}\\bthrow\\b.*", Pattern.DOTALL);
  private static final Pattern ENDS = Pattern.compile("\\bthrow\\b|\\bprocess\\s*\\.\\s*exit\\b");
  private static final Pattern CONSOLE =
      Pattern.compile("\\bconsole\\s*\\.\\s*\\w+\\s*\\([^;]*?\\)\\s*(?:;|(?=\\})|$)");
  private static final Pattern ELSE = Pattern.compile("\\s*\\belse\\b(?!\\s*if\\b)");
  private static final int FAR = 2_000;

  private final String code;

  /** What a test comes to. */
  private enum Outcome {
    NO_TEST,
    GOES_ON,
    ENDS
  }

  /**
   * @param code without comments and strings
   */
  Guards(String code) {
    this.code = code;
  }

  /** Whether the expression there is tested, or has a stand-in, and the code goes on. */
  boolean goesOn(int start, int end) {
    return outcome(start, end) == Outcome.GOES_ON
        || DEFAULT_OF_SOMETHING.matcher(before(start)).matches();
  }

  /** Whether the code tests this name in the block of that place, later, and always goes on. */
  boolean goesOn(String name, int from) {
    Matcher use =
        Pattern.compile("(?<![\\w$.])" + Pattern.quote(name) + "(?![\\w$])").matcher(code);
    use.region(from, Math.max(from, endOfBlock(from)));
    boolean goesOn = false;
    while (use.find()) {
      switch (outcome(use.start(), use.end())) {
        case ENDS -> {
          return false;
        }
        case GOES_ON -> goesOn = true;
        case NO_TEST -> {}
      }
    }
    return goesOn;
  }

  /** Whether they belong together: the read is past the test or within it, or just before it. */
  boolean covers(int test, int read) {
    int end = endOfBlock(startOfStatement(test));
    return test < read ? read < end : test < end && end == endOfBlock(read);
  }

  private Outcome outcome(int start, int end) {
    String after = code.substring(end, Math.min(code.length(), end + 120));
    if (!AFTER.matcher(after).matches() && !BEFORE.matcher(before(start)).matches()) {
      return Outcome.NO_TEST;
    }
    if (OR_ENDS.matcher(after).matches()) {
      return Outcome.ENDS;
    }
    int open = openingBracket(start);
    while (open >= 0) {
      String word = wordBefore(open);
      if (word.equals("if")) {
        return outcomeOf(closingBracket(open));
      }
      if (word.startsWith("console.")) {
        return Outcome.NO_TEST;
      }
      open = openingBracket(open);
    }
    return Outcome.GOES_ON;
  }

  /** Of an {@code if} whose condition ends there. */
  private Outcome outcomeOf(int end) {
    int first = endOfBranch(end);
    String branch = code.substring(end, first);
    Matcher other = ELSE.matcher(code).region(first, code.length());
    String otherwise =
        other.lookingAt() ? code.substring(other.end(), endOfBranch(other.end())) : "";
    if (ENDS.matcher(branch).find() || ENDS.matcher(otherwise).find()) {
      return Outcome.ENDS;
    }
    boolean only = CONSOLE.matcher(branch).replaceAll("").replaceAll("[{}\\s;]", "").isEmpty();
    return only && branch.contains("console") && otherwise.isEmpty()
        ? Outcome.NO_TEST
        : Outcome.GOES_ON;
  }

  private int endOfBranch(int from) {
    int at = from;
    while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    if (at < code.length() && code.charAt(at) == '{') {
      return Math.min(code.length(), endOfBlock(at + 1) + 1);
    }
    int end = at;
    while (end < code.length() && code.charAt(end) != ';' && code.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  private String before(int start) {
    return code.substring(Math.max(0, start - 60), start);
  }

  /** The innermost open bracket around a place within its statement, or -1. */
  private int openingBracket(int from) {
    int depth = 0;
    for (int i = from - 1; i >= Math.max(0, from - FAR); i--) {
      switch (code.charAt(i)) {
        case ')' -> depth++;
        case '(' -> {
          if (depth-- == 0) {
            return i;
          }
        }
        case ';', '{', '}' -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Behind the bracket that closes this one. */
  private int closingBracket(int open) {
    int depth = 0;
    for (int i = open; i < Math.min(code.length(), open + FAR); i++) {
      if (code.charAt(i) == '(') {
        depth++;
      } else if (code.charAt(i) == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return Math.min(code.length(), open + FAR);
  }

  private String wordBefore(int at) {
    int end = at;
    while (end > 0 && Character.isWhitespace(code.charAt(end - 1))) {
      end--;
    }
    int start = end;
    while (start > 0
        && (Character.isJavaIdentifierPart(code.charAt(start - 1))
            || code.charAt(start - 1) == '.')) {
      start--;
    }
    return code.substring(start, end);
  }

  /** Of the {@code if} that a test stands in, so that its block is the one around it. */
  private int startOfStatement(int test) {
    int open = openingBracket(test);
    while (open >= 0) {
      if (wordBefore(open).equals("if")) {
        return open;
      }
      open = openingBracket(open);
    }
    return test;
  }

  /** Where the brace is that closes the block around a place. */
  private int endOfBlock(int from) {
    int depth = 0;
    for (int i = from; i < code.length(); i++) {
      if (code.charAt(i) == '{') {
        depth++;
      } else if (code.charAt(i) == '}' && depth-- == 0) {
        return i;
      }
    }
    return code.length();
  }
}
