package dev.freehold.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values that stand where a real one belongs. */
final class Placeholders {
  /** None of these stands in a random value by chance. */
  private static final List<String> PARTS =
      List.of(
          "example",
          "placeholder",
          "changeme",
          "change-me",
          "change_me",
          "change-this",
          "change_this",
          "replace-me",
          "replace_me",
          "replaceme",
          "replace-with",
          "replace_with",
          "your-",
          "your_",
          "yourkey",
          "yourpassword",
          "insert-",
          "insert_",
          "redacted",
          "dummy",
          "xxxxx",
          "*****",
          "...",
          "\u2026",
          "${",
          "{{",
          "process.env",
          "import.meta");

  private static final Set<String> WORDS =
      Set.of(
          "password",
          "passwd",
          "passwort",
          "pass",
          "pwd",
          "secret",
          "postgres",
          "mysql",
          "mongo",
          "redis",
          "root",
          "admin",
          "user",
          "username",
          "guest",
          "test",
          "testing",
          "none",
          "null",
          "undefined",
          "true",
          "false",
          "mypassword",
          "mysecret",
          "key",
          "token",
          "string",
          "value",
          "todo",
          "tbd",
          "xxx",
          "xxxx",
          "yyy",
          "foo",
          "bar",
          "changeit",
          "password123",
          "secret123",
          "dbpassword",
          "db_password",
          "optional",
          "required",
          "enabled",
          "disabled",
          "hidden");

  /** {@code <password>}, {@code [YOUR-PASSWORD]}, {@code {password}}, {@code %s}, {@code $PASS}. */
  private static final Pattern BRACKETED =
      Pattern.compile("[<\\[{(].*|\\$[A-Za-z_{(].*|%[sdA-Z{(].*|:[a-z_]+|#\\{.*", Pattern.DOTALL);

  private Placeholders() {}

  static boolean isPlaceholder(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    return text.isEmpty()
        || WORDS.contains(text)
        || text.startsWith("your")
        || BRACKETED.matcher(value.strip()).matches()
        || PARTS.stream().anyMatch(text::contains);
  }

  /**
   * Shannon entropy in bits a character: 0 for {@code xxxx}, about 3.6 for 32 random hex digits.
   */
  static double entropy(String value) {
    if (value.isEmpty()) {
      return 0;
    }
    double bits = 0;
    var counts =
        value
            .chars()
            .boxed()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    for (long count : counts.values()) {
      double share = (double) count / value.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }

  /** How many of lower case, upper case, digits and symbols the value has. */
  static int kindsOfCharacter(String value) {
    int kinds = 0;
    kinds += value.chars().anyMatch(Character::isLowerCase) ? 1 : 0;
    kinds += value.chars().anyMatch(Character::isUpperCase) ? 1 : 0;
    kinds += value.chars().anyMatch(Character::isDigit) ? 1 : 0;
    kinds +=
        value.chars().anyMatch(c -> !Character.isLetterOrDigit(c) && "-_. /".indexOf(c) < 0)
            ? 1
            : 0;
    return kinds;
  }
}
