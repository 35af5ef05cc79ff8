package dev.freehold.targets.aws.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The function's code without comments, without spaces and with short names, so that there is room
 * for an app's rules. It knows only what that code uses: each statement ends in a semicolon,
 * nothing is divided, parameters of arrow functions are in parentheses.
 */
final class Shortened {
  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\n]*|'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\""
              + "|/(?:[^/\\\\\\[\n]|\\\\.|\\[(?:[^\\]\\\\]|\\\\.)*\\])+/[a-z]*"
              + "|[A-Za-z0-9_$@]+|=>|\\s+|.",
          Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Of the language, of the runtime, and by which {@link PublishedFunction} finds what is known.
   */
  private static final Set<String> NOT_NAMES =
      Set.of("as", "baked", "do", "from", "handler", "if", "in", "is", "of", "sets");

  private static final Set<String> SPACED = Set.of("from", "return");
  private static final Set<String> DECLARING = Set.of("const", "let", "function");

  private final List<String> tokens;
  private final Set<String> declared = new LinkedHashSet<>();
  private final Set<String> others = new HashSet<>(NOT_NAMES);

  private Shortened(List<String> tokens) {
    this.tokens = tokens;
  }

  static String of(String code) {
    var shortened =
        new Shortened(
            TOKEN
                .matcher(code)
                .results()
                .map(MatchResult::group)
                .filter(token -> !token.startsWith("//"))
                .map(token -> token.isBlank() ? " " : token)
                .toList());
    shortened.findNames();
    return shortened.write();
  }

  private void findNames() {
    List<String> dense = tokens.stream().filter(token -> !token.equals(" ")).toList();
    for (int i = 1; i < dense.size(); i++) {
      if (DECLARING.contains(dense.get(i - 1))) {
        declared.add(dense.get(i));
      }
      if (dense.get(i).equals("(") && i > 1 && dense.get(i - 2).equals("function")) {
        declared.addAll(words(dense.subList(i, dense.subList(i, dense.size()).indexOf(")") + i)));
      }
      if (dense.get(i).equals("=>")) {
        declared.addAll(words(dense.subList(dense.subList(0, i).lastIndexOf("("), i)));
      }
    }
    for (int i = 1; i < dense.size() - 1; i++) {
      boolean property =
          dense.get(i + 1).equals(":") && Set.of("{", ",").contains(dense.get(i - 1));
      if (property || !declared.contains(dense.get(i))) {
        others.add(dense.get(i));
      }
    }
    declared.removeAll(others);
  }

  private static List<String> words(List<String> all) {
    return all.stream().filter(token -> WORD.matcher(token).matches()).toList();
  }

  private String write() {
    Map<String, String> names = names();
    var text = new StringBuilder();
    String before = "";
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.equals(" ")) {
        boolean apart = i + 1 < tokens.size() && isWord(before) && isWord(tokens.get(i + 1));
        text.append(apart || SPACED.contains(before) ? " " : "");
      } else {
        text.append(before.equals(".") ? token : names.getOrDefault(token, token));
        before = token;
      }
    }
    return text.append('\n').toString();
  }

  private static boolean isWord(String token) {
    return token.matches("[A-Za-z0-9_$@]+");
  }

  private Map<String, String> names() {
    var names = new HashMap<String, String>();
    int number = 0;
    for (String name : declared) {
      String shorter = name(number++);
      while (others.contains(shorter)) {
        shorter = name(number++);
      }
      names.put(name, shorter);
    }
    return names;
  }

  private static String name(int number) {
    String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    var name = new ArrayList<String>();
    for (int n = number; n >= 0; n = n / letters.length() - 1) {
      name.addFirst(String.valueOf(letters.charAt(n % letters.length())));
    }
    return String.join("", name);
  }
}
